"""A passkey in the network house, for an account that has no address."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer

from tests.foundation.accounts.passkey_walk import walk
from tests.harness.browser import Visitors
from wirwissen.foundation.accounts.services import create_account_without_address
from wirwissen.foundation.mail.models import OutboxMail

PASSPHRASE = "sieben leise Eulen im Mai"


@pytest.mark.django_db(transaction=True)
def test_somebody_without_address_makes_uses_and_removes_a_passkey(
    visitors: Visitors, live_server: LiveServer
) -> None:
    cache.clear()
    user, _name, _words = create_account_without_address(PASSPHRASE)
    origin = f"http://netz.localhost:{live_server.url.rpartition(':')[2]}"

    seen = walk(visitors, origin, user, PASSPHRASE)

    assert seen == ["passkeys: 1", "in", "/meine-daten/", "out"]
    assert OutboxMail.objects.count() == 0

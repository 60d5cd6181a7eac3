"""T7 in the network house: address or name, signing in or getting back in, the same answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.foundation.accounts.answers import Answer, answer
from tests.network import make
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.names import new_recovery_words
from wirwissen.foundation.accounts.services import create_account_without_address
from wirwissen.foundation.accounts.services.users import give_recovery_words

pytestmark = pytest.mark.django_db
WRONG = "geraten geraten"
NEW = {"password1": "acht laute Eulen im Juni", "password2": "acht laute Eulen im Juni"}
UNKNOWN_ADDRESS, UNKNOWN_NAME = "niemand@example.org", "lemu-nisu-tora"


def address() -> str:
    return str(make.user("bekannt@example.org").email)


def address_with_words() -> str:
    user = make.user("bekannt@example.org")
    give_recovery_words(user)
    return str(user.email)


def name() -> str:
    return create_account_without_address(WRONG + "!")[1]


def resting_name() -> str:
    user, found, _words = create_account_without_address(WRONG + "!")
    User.objects.filter(pk=user.pk).update(is_active=False)
    return found


KNOWN = [
    (address, UNKNOWN_ADDRESS),
    (address_with_words, UNKNOWN_ADDRESS),
    (name, UNKNOWN_NAME),
    (resting_name, UNKNOWN_NAME),
]


def sign_in(handle: str) -> Answer:
    return answer(reverse("account_login"), {"login": handle, "password": WRONG}, who=handle)


def recover(handle: str) -> Answer:
    fields = {"handle": handle, "words": new_recovery_words(), **NEW}
    found = answer(reverse("accounts:recover"), fields, who=handle)
    return Answer(**{**vars(found), "body": found.body.replace(fields["words"], "…")})


@pytest.mark.parametrize(("known", "unknown"), KNOWN, ids=lambda one: getattr(one, "__name__", ""))
@pytest.mark.parametrize("act", [sign_in, recover], ids=lambda act: act.__name__)
def test_known_and_unknown_get_the_same_answer_for_the_same_work(
    act: Callable[[str], Answer], known: Callable[[], str], unknown: str
) -> None:
    one, other = act(known()), act(unknown)

    assert one == other
    assert (one.status, one.hashes) == (200, 1)

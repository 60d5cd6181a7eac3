"""The menu of this house: four entries at most, by what somebody may do."""

import pytest
from django.urls import reverse

from tests.clients import HouseClient, client_of
from tests.network import make
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today
from wirwissen.network.groups.models import DutyKind

pytestmark = pytest.mark.django_db


def keeper() -> User:
    person = make.user()
    Membership.objects.create(
        organisation=make.organisation(), user=person, role=Role.OFFICE.value, name="Robin",
        since=today(),
    )  # fmt: skip
    return person


def labels(browser: HouseClient) -> list[str]:
    menu = browser.get(reverse("pages:privacy")).context["ww"].menu
    return [entry.label for entry in menu]


def test_everybody_sees_what_is_theirs() -> None:
    people = {
        "visitor": HouseClient(),
        "nobody yet": client_of(make.user()),
        "keeper": client_of(keeper()),
        "member": client_of(make.member().user),
        "orga": client_of(make.member(make.group(), DutyKind.ORGA).user),
    }

    assert {name: labels(browser) for name, browser in people.items()} == {
        "visitor": ["Über uns", "Mitmachen", "Fragen", "Anmelden"],
        "nobody yet": ["Heute", "Mein Konto"],
        "keeper": ["Heute", "Gruppen", "Mein Konto"],
        "member": ["Heute", "Treffen", "Mein Bereich", "Mein Konto"],
        "orga": ["Heute", "Treffen", "Orga", "Mein Bereich"],
    }

"""The team's pages: roles, their history, the house's particulars."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.foundation.accounts.people import main_of, send, sign_in, sign_in_by_code
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Membership, Organisation, RoleChange, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import take_role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def place() -> Organisation:
    return make.organisation("Bildungshaus Rheinaue")


@pytest.fixture
def office(client: Client, place: Organisation) -> User:
    """Somebody of the office, signed in with `client`."""
    user = make.member(Role.OFFICE, place, name="Amara Büro")
    sign_in(client, user)
    return user


def pages_of(place: Organisation, person: User) -> list[str]:
    return [
        reverse("accounts:staff"),
        reverse("accounts:invite"),
        reverse("accounts:organisation"),
        reverse("accounts:member", args=[person.pk]),
        reverse("accounts:recovery_code", args=[person.pk]),
    ]


def test_the_office_opens_every_page_of_the_team(
    client: Client, office: User, place: Organisation
) -> None:
    person = make.member(Role.LEAD, place)

    assert [client.get(page).status_code for page in pages_of(place, person)] == [200] * 5


@pytest.mark.parametrize("role", [Role.LEAD, Role.RELEASER, None])
def test_to_everybody_else_these_pages_do_not_exist(
    client: Client, place: Organisation, role: Role | None
) -> None:
    person = make.member(Role.LEAD, place)
    user = make.member(role, place) if role else make.user()
    sign_in(client, user)

    answers = [client.get(page).status_code for page in pages_of(place, person)]
    answers.append(
        send(client, reverse("accounts:give_role", args=[user.pk]), {"role": "office"}).status_code
    )

    assert answers == [404] * 6


def test_the_office_of_another_house_finds_nobody(client: Client, place: Organisation) -> None:
    person = make.member(Role.LEAD, place)
    sign_in(client, make.member(Role.OFFICE, make.organisation("Anderes Haus")))

    answers = [
        client.get(reverse("accounts:member", args=[person.pk])).status_code,
        client.get(reverse("accounts:recovery_code", args=[person.pk])).status_code,
        send(client, reverse("accounts:take_role", args=[person.pk]), {"role": "lead"}).status_code,
    ]

    assert answers == [404] * 3
    assert person.memberships.count() == 1


def test_a_mailbox_alone_opens_no_page_of_the_team(client: Client, place: Organisation) -> None:
    person = make.member(Role.OFFICE, place)
    sign_in_by_code(client, person)

    answers = [client.get(page) for page in pages_of(place, person)]

    assert {(one.status_code, one["Location"].partition("?")[0]) for one in answers} == {
        (302, reverse("account_reauthenticate"))
    }


def test_a_taken_role_is_written_down_and_ends_the_persons_sessions(
    client: Client, office: User, place: Organisation
) -> None:
    person, theirs = make.member(Role.LEAD, place), Client()
    sign_in(theirs, person)

    send(client, reverse("accounts:give_role", args=[person.pk]), {"role": "releaser"})
    still_in = theirs.get(reverse("accounts:own")).status_code
    send(client, reverse("accounts:take_role", args=[person.pk]), {"role": "lead"})
    afterwards = theirs.get(reverse("accounts:own")).status_code

    assert (still_in, afterwards) == (200, 302)
    assert [row.role for row in Membership.objects.filter(user=person)] == ["releaser"]
    assert [(row.role, row.given, row.by) for row in RoleChange.objects.order_by("changed_at")] == [
        ("releaser", True, office),
        ("lead", False, office),
    ]


def test_nobody_takes_the_office_from_themselves(client: Client, office: User) -> None:
    response = send(client, reverse("accounts:take_role", args=[office.pk]), {"role": "office"})

    assert response.status_code == 409
    assert office.memberships.count() == 1


def test_taking_another_role_from_oneself_keeps_one_signed_in(
    client: Client, office: User, place: Organisation
) -> None:
    make.member(Role.LEAD, place, who=office)

    send(client, reverse("accounts:take_role", args=[office.pk]), {"role": "lead"})

    assert client.get(reverse("accounts:staff")).status_code == 200


def test_a_role_given_twice_is_there_once(
    client: Client, office: User, place: Organisation
) -> None:
    person = make.member(Role.LEAD, place)
    for _ in range(2):
        send(client, reverse("accounts:give_role", args=[person.pk]), {"role": "lead"})

    assert (person.memberships.count(), RoleChange.objects.count()) == (1, 0)


def test_an_unknown_role_is_answered_with_a_way_on(client: Client, office: User) -> None:
    response = send(client, reverse("accounts:give_role", args=[office.pk]), {"role": "queen"})

    assert (response.status_code, office.memberships.count()) == (409, 1)
    assert "Wählen Sie eine Aufgabe aus." in main_of(response)


@pytest.mark.parametrize("count", [1, 3])
def test_the_teams_page_costs_the_same_for_one_and_for_three(
    client: Client,
    office: User,
    place: Organisation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        person = make.member(Role.LEAD, place)
        send(client, reverse("accounts:give_role", args=[person.pk]), {"role": "releaser"})

    with django_assert_num_queries(8):
        response = client.get(reverse("accounts:staff"))

    assert len(response.context["colleagues"]) == count + 1
    assert len(response.context["changes"]) == count


def test_the_house_changes_its_particulars(
    client: Client, office: User, place: Organisation
) -> None:
    typed: dict[str, Any] = {
        "name": "Haus am See",
        "address": "Uferweg 1",
        "phone": "0221 000000",
        "phone_hours": "Montag, 9 bis 12 Uhr",
        "about": "Wir sind klein.",
        "imprint": "Verein",
    }

    response = client.get(send(client, reverse("accounts:organisation"), typed)["Location"])

    place.refresh_from_db()
    assert {name: getattr(place, name) for name in typed} == typed
    assert "Gespeichert." in main_of(response)


def test_somebody_with_two_houses_switches_between_them(
    client: Client, place: Organisation
) -> None:
    other = make.organisation("Anderes Haus")
    user = make.member(Role.OFFICE, place)
    make.member(Role.OFFICE, other, who=user)
    sign_in(client, user)

    send(client, reverse("accounts:switch"), {"house": place.pk})
    here = main_of(client.get(reverse("accounts:staff")))
    send(client, reverse("accounts:switch"), {"house": other.pk})
    there = main_of(client.get(reverse("accounts:staff")))
    send(client, reverse("accounts:switch"), {"house": make.organisation().pk})
    still = main_of(client.get(reverse("accounts:staff")))

    assert ("Bildungshaus Rheinaue" in here, "Anderes Haus" in there) == (True, True)
    assert "Anderes Haus" in still


def test_signing_out_elsewhere_ends_the_other_sessions_only(client: Client) -> None:
    user, elsewhere = make.user(), Client()
    sign_in(client, user)
    sign_in(elsewhere, user)

    response = client.get(send(client, reverse("accounts:end_sessions"))["Location"])

    assert "Auf allen anderen Geräten sind Sie jetzt abgemeldet." in main_of(response)
    assert elsewhere.get(reverse("accounts:own")).status_code == 302


def test_two_offices_that_take_it_from_each_other_leave_one(place: Organisation) -> None:
    """Both looked before either had acted; the second finds that it may no longer."""
    first, second = (make.member(Role.OFFICE, place) for _ in range(2))
    as_seen = [
        Staff(user=user, organisation=place, roles=frozenset({Role.OFFICE}), name="")
        for user in (first, second)
    ]

    take_role(as_seen[0], second, Role.OFFICE, now=now())
    with pytest.raises(Refused):
        take_role(as_seen[1], first, Role.OFFICE, now=now())

    assert [row.user for row in Membership.objects.filter(role="office")] == [first]

"""Invitations: link by mail, code another way, both together."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import make
from tests.foundation.accounts.people import mails_to, main_of, send, sign_in
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Invitation, Membership, RoleChange, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import create_first_invitation, invite
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db
NEW = "vier neue Wörter hier"
PAIR = {"password1": NEW, "password2": NEW}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def office() -> Staff:
    place = make.organisation("Bildungshaus Rheinaue")
    user = make.member(Role.OFFICE, place, name="Büro Eins")
    return Staff(user=user, organisation=place, roles=frozenset({Role.OFFICE}), name="Büro Eins")


def invited(office: Staff, email: str = "neu@example.org") -> tuple[str, str]:
    """Address of the link and the code."""
    _row, token, code = invite(office, email=email, name="Kim", role=Role.LEAD, now=now())
    return reverse("accounts:invitation", args=[token]), code


def test_link_and_code_together_make_a_colleague(client: Client, office: Staff) -> None:
    address, code = invited(office)

    response = send(client, address, {**PAIR, "code": code})

    user = User.objects.get(email="neu@example.org")
    assert response["Location"] == reverse("today")
    assert user.check_password(NEW)
    assert [(row.role, row.name) for row in Membership.objects.filter(user=user)] == [
        ("lead", "Kim")
    ]
    assert [(row.role, row.given, row.by) for row in RoleChange.objects.all()] == [
        ("lead", True, office.user)
    ]
    assert client.get(reverse("privacy:own")).status_code == 200  # the session is strong


def test_the_mail_carries_the_link_and_not_the_code(office: Staff) -> None:
    address, code = invited(office)

    text = body_of(OutboxMail.objects.get(recipient="neu@example.org"))

    assert address in text
    assert code not in text
    assert [word for word in ("Kim", "Rheinaue", "Kursleitung") if word in text] == []


def test_the_link_alone_opens_nothing(client: Client, office: Staff) -> None:
    address, _code = invited(office)

    client.get(address)
    send(client, address, {**PAIR, "code": "BBBB BBBB BBBB"})

    assert not User.objects.filter(email="neu@example.org").exists()
    assert "_auth_user_id" not in client.session


def test_five_wrong_codes_end_the_invitation(client: Client, office: Staff) -> None:
    address, code = invited(office)
    answers = [send(client, address, {**PAIR, "code": "BBBB BBBB BBBB"}) for _ in range(5)]

    last = send(client, address, {**PAIR, "code": code})

    assert "Prüfen Sie ihn" in main_of(answers[3])
    assert "Lassen Sie sich noch einmal einladen." in main_of(answers[4])
    assert (last.status_code, User.objects.filter(email="neu@example.org").count()) == (404, 0)


def test_used_expired_unknown_and_withdrawn_links_look_the_same(
    client: Client, office: Staff
) -> None:
    used, code = invited(office, "eins@example.org")
    send(Client(), used, {**PAIR, "code": code})
    _row, token, _code = invite(
        office, email="zwei@example.org", name="Z", role=Role.LEAD, now=now() - timedelta(days=15)
    )
    withdrawn, _code = invited(office, "drei@example.org")
    sign_in(client, office.user)
    row = Invitation.objects.get(email="drei@example.org")
    send(client, reverse("accounts:withdraw_invitation", args=[row.pk]))
    links = [
        used,
        reverse("accounts:invitation", args=[token]),
        withdrawn,
        reverse("accounts:invitation", args=["unbekannt"]),
    ]

    answers = [Client().get(link) for link in links]

    assert {answer.status_code for answer in answers} == {404}
    assert len({main_of(answer) for answer in answers}) == 1


def test_somebody_with_an_account_needs_its_password_too(client: Client, office: Staff) -> None:
    user = make.user()
    address, code = invited(office, str(user.email))

    wrong = send(client, address, {"code": code, "password": "falsch" * 3})
    right = send(client, address, {"code": code, "password": make.PASSWORD})

    assert "Das ist nicht Ihr Kennwort." in main_of(wrong)
    assert right["Location"] == reverse("today")
    assert Membership.objects.filter(user=user, role="lead").exists()
    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


def test_inviting_again_ends_the_older_link(client: Client, office: Staff) -> None:
    older, code = invited(office)
    invited(office)

    response = send(client, older, {**PAIR, "code": code})

    assert response.status_code == 404
    assert Invitation.objects.count() == 1


def test_only_the_office_invites(office: Staff) -> None:
    lead = Staff(
        user=make.user(), organisation=office.organisation, roles=frozenset({Role.LEAD}), name=""
    )

    with pytest.raises(Refused):
        invited(lead)


def test_the_first_invitation_of_an_empty_house_is_not_mailed(client: Client) -> None:
    place = make.organisation()

    path, code = create_first_invitation(
        email="chefin@example.org", name="Erste", organisation=place
    )
    send(client, path, {**PAIR, "code": code})

    assert OutboxMail.objects.count() == 0
    assert [(row.role, row.user.email) for row in Membership.objects.all()] == [
        ("office", "chefin@example.org")
    ]
    assert client.get(reverse("accounts:staff")).status_code == 200


def test_the_office_invites_on_the_screen_and_sees_the_code_once(
    client: Client, office: Staff
) -> None:
    sign_in(client, office.user)

    answer = send(
        client,
        reverse("accounts:invite"),
        {
            "name": "Kim",
            "email": "Kim@Example.org",
            "role": "releaser",
        },
    )
    first, second = client.get(answer["Location"]), client.get(answer["Location"])

    row = Invitation.objects.get()
    assert (row.email, row.role) == ("kim@example.org", "releaser")
    assert "Diesen Code weitersagen" in main_of(first)
    assert "Offene Einladung" in main_of(second)
    assert len(mails_to(User(email="kim@example.org"))) == 1

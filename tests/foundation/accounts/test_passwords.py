"""First passwords, lost passwords: never with a mailbox alone, if there is anything to lose."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import make
from tests.foundation.accounts.people import mails_to, main_of, send, sign_in, sign_in_by_code
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import RecoveryCode, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import make_recovery_code
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db
NEW = "vier neue Wörter hier"
PAIR = {"password1": NEW, "password2": NEW}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def without_password(email: str = "neu@example.org") -> User:
    return User.objects.create_user(email)


def office_of(user: User) -> Staff:
    """The office of a house where this person works, too."""
    place = make.organisation()
    make.member(Role.LEAD, place, who=user)
    boss = make.member(Role.OFFICE, place, name="Büro")
    return Staff(user=boss, organisation=place, roles=frozenset({Role.OFFICE}), name="Büro")


def test_a_fresh_account_sets_its_first_password_and_goes_on(client: Client) -> None:
    user = without_password()
    sign_in_by_code(client, user)

    response = send(
        client, reverse("accounts:first_password"), {**PAIR, "next": reverse("privacy:own")}
    )

    assert response["Location"] == reverse("privacy:own")
    assert client.get(reverse("privacy:own")).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize("kind", ["sealed", "role"])
def test_a_mailbox_alone_sets_no_first_password_where_there_is_something_to_lose(
    client: Client, kind: str
) -> None:
    user = without_password()
    if kind == "sealed":
        make.application(person=user, motivation="vertraulich")
    else:
        make.member(Role.LEAD, make.organisation(), who=user)
    sign_in_by_code(client, user)

    shown = client.get(reverse("accounts:first_password"))
    send(client, reverse("accounts:first_password"), PAIR)

    assert shown["Location"] == reverse("accounts:new_password")
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_mailbox_alone_changes_no_password(client: Client) -> None:
    user = make.user()
    sign_in_by_code(client, user)
    for name in ("accounts:first_password", "accounts:new_password", "account_change_password"):
        send(client, reverse(name), {**PAIR, "code": "BBBB BBBB BBBB", "oldpassword": NEW})
    client.post(reverse("account_set_password"), PAIR)

    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


def test_mailbox_and_the_offices_code_together_set_a_new_password(client: Client) -> None:
    user, elsewhere = make.user(), Client()
    sign_in(elsewhere, user)
    code = make_recovery_code(office_of(user), user, now=now())
    sign_in_by_code(client, user)

    response = send(
        client, reverse("accounts:new_password"), {**PAIR, "code": code.lower().replace(" ", "-")}
    )

    user.refresh_from_db()
    assert (response.status_code, user.check_password(NEW)) == (302, True)
    assert RecoveryCode.objects.count() == 0
    assert client.get(reverse("privacy:own")).status_code == 200
    assert elsewhere.get(reverse("accounts:own")).status_code == 302


def test_five_wrong_tries_end_the_offices_code(client: Client) -> None:
    user = make.user()
    code = make_recovery_code(office_of(user), user, now=now())
    sign_in_by_code(client, user)
    for _ in range(5):
        send(client, reverse("accounts:new_password"), {**PAIR, "code": "BBBB BBBB BBBB"})

    response = send(client, reverse("accounts:new_password"), {**PAIR, "code": code})

    assert "Dieser Code passt nicht oder gilt nicht mehr." in main_of(response)
    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


def test_the_offices_code_ends_after_a_week(client: Client) -> None:
    user = make.user()
    code = make_recovery_code(office_of(user), user, now=now() - timedelta(days=7, minutes=1))
    sign_in_by_code(client, user)

    response = send(client, reverse("accounts:new_password"), {**PAIR, "code": code})

    assert "gilt nicht mehr" in main_of(response)


def test_a_new_code_ends_the_older_one_and_the_person_hears_of_it() -> None:
    user = make.user()
    staff = office_of(user)

    first = make_recovery_code(staff, user, now=now())
    second = make_recovery_code(staff, user, now=now())

    assert first != second
    assert RecoveryCode.objects.count() == 1
    assert len(mails_to(user)) == 2
    assert second not in "".join(mails_to(user))


def test_an_office_makes_no_code_for_people_it_has_nothing_to_do_with() -> None:
    staff = office_of(make.user())

    with pytest.raises(Refused):
        make_recovery_code(staff, make.user(), now=now())


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("kurz", "kurz", "Nehmen Sie mindestens 12 Zeichen, zum Beispiel vier Wörter."),
        ("1q2w3e4r5t6y", "1q2w3e4r5t6y", "Dieses Kennwort ist leicht zu erraten."),
        (NEW, NEW + "x", "Die beiden Kennwörter sind verschieden."),
        ("", "", "Hier fehlt noch: Neues Kennwort."),
    ],
)
def test_a_password_that_does_not_do_is_explained(
    client: Client, first: str, second: str, sentence: str
) -> None:
    sign_in_by_code(client, without_password())

    response = send(
        client, reverse("accounts:first_password"), {"password1": first, "password2": second}
    )

    assert sentence in main_of(response)
    assert "Passwort" not in response.content.decode()


def test_the_way_to_a_new_password_goes_on_for_somebody_a_code_signed_in(client: Client) -> None:
    sign_in_by_code(client, make.user())
    wanted = reverse("accounts:new_password")

    answer = client.get(reverse("account_request_login_code"), {"next": wanted})

    assert answer["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_a_page_that_needs_a_password_leads_a_colleague_without_one_to_the_offices_code(
    client: Client,
) -> None:
    user = without_password()
    make.member(Role.OFFICE, make.organisation(), who=user)
    sign_in_by_code(client, user)

    answer = client.get(reverse("accounts:staff"), follow=True)

    assert answer.redirect_chain[-1][0] == f"{reverse('accounts:new_password')}?next=%2Fteam%2F"

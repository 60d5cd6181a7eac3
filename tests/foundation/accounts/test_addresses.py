"""Another address: password, code, two days; the old mailbox is told and nobody learns anything."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.foundation.accounts.people import mails_to, main_of, send, sign_in_by_code
from wirwissen.foundation.accounts.models import AddressChange, User
from wirwissen.foundation.accounts.services.addresses import (
    ask_new_address,
    change_due_addresses,
    confirm_new_address,
    withdraw_address_change,
)
from wirwissen.foundation.accounts.services.passwords import replace_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db
NEW = "neu@example.org"
CODE = re.compile(r"\b[0-9A-Z]{4} [0-9A-Z]{4}\b")
LATER = timedelta(hours=48)


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def code_at(address: str) -> str:
    found = CODE.search(body_of(OutboxMail.objects.filter(recipient=address).latest("created_at")))
    return found[0] if found else ""


def confirmed(user: User, address: str = NEW) -> AddressChange:
    change = ask_new_address(user, address, now=now())
    assert confirm_new_address(change, code_at(address), now=now())
    return change


def test_a_new_address_counts_after_two_days_and_the_old_one_is_told_twice() -> None:
    user, old = make.user("alt@example.org"), "alt@example.org"
    browser = client_of(user)
    browser.post(reverse("account_email"), {"email": "Neu@Example.org", "password": make.PASSWORD})
    browser.post(reverse("accounts:confirm_address"), {"code": code_at(NEW).lower()})

    done = [change_due_addresses(now=now() + wait) for wait in (LATER / 2, LATER, LATER)]

    user.refresh_from_db()
    assert (user.email, done) == (NEW, [0, 1, 0])
    subjects = OutboxMail.objects.filter(recipient=old).values_list("template", flat=True)
    assert sorted(subjects) == [
        "accounts/mail/address_changed.txt",
        "accounts/mail/address_will_change.txt",
    ]


def test_somebody_without_the_password_changes_nothing() -> None:
    user = make.user("alt@example.org")
    thief = Client()
    sign_in_by_code(thief, user)

    page = send(thief, reverse("account_email"), {"email": NEW, "password": "geraten" * 2})
    wrong = client_of(user).post(
        reverse("account_email"), {"email": NEW, "password": "geraten" * 2}
    )

    assert page["Location"].startswith(reverse("account_reauthenticate"))
    assert "Das ist nicht Ihr Kennwort." in main_of(wrong)
    assert (AddressChange.objects.count(), OutboxMail.objects.filter(recipient=NEW).count()) == (
        0,
        0,
    )


def test_the_code_works_only_in_the_browser_that_asked_and_for_15_minutes() -> None:
    user = make.user()
    change = ask_new_address(user, NEW, now=now())

    elsewhere = client_of(user).post(reverse("accounts:confirm_address"), {"code": code_at(NEW)})
    late = confirm_new_address(change, code_at(NEW), now=now() + timedelta(minutes=16))

    assert (elsewhere["Location"], late) == (reverse("account_email"), False)


def test_five_wrong_codes_end_the_wish() -> None:
    change = ask_new_address(make.user(), NEW, now=now())

    tries = [confirm_new_address(change, "BBBB BBBB", now=now()) for _ in range(5)]

    assert [*tries, confirm_new_address(change, code_at(NEW), now=now())] == [False] * 6


def test_an_address_that_has_an_account_looks_like_any_other() -> None:
    make.user("schon@example.org")
    answers = []
    for address in ("frei@example.org", "schon@example.org"):
        browser = client_of(make.user())
        fields = {"email": address, "password": make.PASSWORD}
        first = browser.post(reverse("account_email"), fields)
        second = browser.get(reverse("accounts:confirm_address"))
        third = browser.post(reverse("accounts:confirm_address"), {"code": "BBBB BBBB"})
        answers.append(
            [first["Location"], *(main_of(one).replace(address, "…") for one in (second, third))]
        )

    assert answers[0] == answers[1]
    assert (code_at("frei@example.org") != "", code_at("schon@example.org")) == (True, "")


def test_an_address_taken_meanwhile_is_not_taken_over() -> None:
    user = make.user("alt@example.org")
    confirmed(user)
    make.user(NEW)

    done = change_due_addresses(now=now() + LATER)

    user.refresh_from_db()
    assert (user.email, done, AddressChange.objects.count()) == ("alt@example.org", 0, 0)


def test_the_wish_can_be_taken_back_until_it_counts() -> None:
    user = make.user("alt@example.org")
    confirmed(user)

    page = client_of(user).get(reverse("account_email"))
    client_of(user).post(reverse("accounts:withdraw_address"))

    assert NEW in main_of(page)
    assert (change_due_addresses(now=now() + LATER), withdraw_address_change(user)) == (0, False)


def test_a_password_set_anew_ends_a_change_that_may_be_a_thiefs() -> None:
    user = make.user("alt@example.org")
    confirmed(user)

    replace_password(user, "ein ganz neues Kennwort")

    assert change_due_addresses(now=now() + LATER) == 0


def test_one_address_gets_three_codes_a_minute_at_most() -> None:
    browser = client_of(make.user())
    fields = {"email": NEW, "password": make.PASSWORD}

    answers = [browser.post(reverse("account_email"), fields).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 200]
    assert OutboxMail.objects.filter(recipient=NEW).count() == 3


def test_somebody_without_address_gets_one_and_no_letter_goes_anywhere_else() -> None:
    user = make.user(None)
    confirmed(user)

    change_due_addresses(now=now() + LATER)

    user.refresh_from_db()
    assert user.email == NEW
    assert OutboxMail.objects.count() == len(mails_to(user)) == 1

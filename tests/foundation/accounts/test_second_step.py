"""Signing in in two steps: a code of the app or from paper after the password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import make
from tests.clients import app_code, client_of, main_of, second_step
from tests.foundation.accounts.people import latest_code, mails_to, send, sign_in_by_code
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import invite
from wirwissen.foundation.accounts.services.second_step import (
    has_second_step,
    paper_codes_left,
    switch_off,
    take_code,
)
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.privacy.services import erase_person, export_person

pytestmark = pytest.mark.django_db
STEP = "mfa_authenticate"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def after_password(user: User, browser: Client | None = None) -> Client:
    browser = browser or Client()
    browser.post(
        reverse("account_login"),
        {"login": user.email, "password": make.PASSWORD, "next": reverse("accounts:own")},
    )
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_the_password_alone_opens_nothing_once_it_is_on() -> None:
    user = make.user()
    secret, _codes = second_step(user)
    browser = after_password(user)

    before = browser.get(reverse("accounts:own")).status_code, is_in(browser)
    page = browser.get(reverse(STEP))
    answer = browser.post(reverse(STEP), {"code": app_code(secret)})

    assert before == (302, False)
    assert "Zweiter Schritt" in main_of(page)
    assert (answer["Location"], is_in(browser)) == (reverse("accounts:own"), True)
    methods = [record["method"] for record in browser.session["account_authentication_methods"]]
    assert methods == ["password", "mfa"]


def test_whoever_has_lost_app_and_paper_reads_which_ways_are_left_and_that_we_have_none() -> None:
    user = make.user()
    before = client_of(user)
    second_step(user)
    page = main_of(after_password(user).get(reverse(STEP)))
    told_before = main_of(client_of(make.user()).get(reverse("accounts:second_step")))

    # The one way that is left without a passkey: a device that is still signed in.
    before.post(reverse("accounts:second_step_off"), {"password": make.PASSWORD})

    for sentence in ("Sonst öffnet dieses Konto niemand mehr, auch wir nicht.", "Passkey"):
        assert sentence in page
    assert "Ist beides weg, öffnet das Konto niemand mehr" in told_before
    assert is_in(after_password(user))


def test_a_mailbox_and_the_app_together_open_what_a_mailbox_alone_does_not() -> None:
    user = make.user()
    secret, _codes = second_step(user)
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": user.email})
    browser.post(reverse("account_confirm_login_code"), {"code": latest_code(user)})

    before = is_in(browser)
    browser.post(reverse(STEP), {"code": app_code(secret)})

    assert (before, browser.get(reverse("privacy:own")).status_code) == (False, 200)


def test_a_code_of_the_app_counts_once_for_as_long_as_it_would_count() -> None:
    user = make.user()
    secret, _codes = second_step(user)

    tries = [take_code(user, app_code(secret, steps=step)) for step in (0, 0, 1, 1, 0, -1, 2)]

    # -1 was the one that switched it on; 2 is not due yet.
    assert tries == ["totp", None, "totp", None, None, None, None]


def test_a_code_from_paper_counts_once_however_it_is_typed() -> None:
    user = make.user()
    _secret, codes = second_step(user)
    typed = f"{codes[3][:4]} {codes[3][4:]}"

    assert [take_code(user, typed), take_code(user, typed)] == ["recovery_codes", None]
    assert (paper_codes_left(user), len(set(codes))) == (9, 10)


def test_five_wrong_codes_end_the_tries_from_one_place() -> None:
    user = make.user()
    secret, _codes = second_step(user)
    browser, elsewhere = after_password(user), Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(5):
        browser.post(reverse(STEP), {"code": "000000"})

    locked = browser.post(reverse(STEP), {"code": app_code(secret)})
    after_password(user, elsewhere).post(reverse(STEP), {"code": app_code(secret)})

    assert "Warten Sie fünf Minuten" in main_of(locked)
    assert (is_in(browser), is_in(elsewhere)) == (False, True)


def test_thirty_tries_an_hour_are_all_there_are_from_everywhere() -> None:
    user = make.user()
    secret, _codes = second_step(user)
    for place in range(6):
        browser = after_password(user, Client(REMOTE_ADDR=f"203.0.113.{place}"))
        for _ in range(5):
            browser.post(reverse(STEP), {"code": "000000"})

    last = after_password(user, Client(REMOTE_ADDR="203.0.113.77"))
    last.post(reverse(STEP), {"code": app_code(secret)})

    assert not is_in(last)


def test_setting_up_needs_password_and_code_and_shows_the_paper_codes_once() -> None:
    user = make.user()
    browser = client_of(user)
    page = browser.get(reverse("accounts:second_step_set_up")).content.decode()
    found = re.search(r"<dd>([A-Z2-7 ]{39})</dd>", page)
    assert found is not None
    secret = found[1].replace(" ", "")
    fields = {"code": app_code(secret), "password": make.PASSWORD}

    address = reverse("accounts:second_step_set_up")
    refused = [
        browser.post(address, {**fields, "password": "geraten" * 2}),
        browser.post(address, {**fields, "code": "000000"}),
    ]
    shown = browser.post(address, fields, follow=True).content.decode()
    again = browser.get(reverse("accounts:second_step_codes")).content.decode()

    assert [answer.status_code for answer in refused] == [200, 200]
    assert found[1] in refused[1].content.decode()  # the same key after a mistyped code
    codes = re.findall(r"\b\d{4} \d{4}\b", shown)
    assert (len(codes), [code for code in codes if code in again]) == (10, [])
    assert (has_second_step(user), take_code(user, codes[0])) == (True, "recovery_codes")
    assert len(mails_to(user)) == 1


def test_a_mailbox_alone_sets_up_nothing() -> None:
    user = make.user()
    thief = Client()
    sign_in_by_code(thief, user)

    answer = thief.get(reverse("accounts:second_step_set_up"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_switching_off_needs_the_password_and_ends_the_paper_codes() -> None:
    user = make.user()
    _secret, codes = second_step(user)
    browser = client_of(user)

    browser.post(reverse("accounts:second_step_off"), {"password": "geraten" * 2})
    before = has_second_step(user)
    browser.post(reverse("accounts:second_step_off"), {"password": make.PASSWORD})

    assert (before, has_second_step(user), take_code(user, codes[0])) == (True, False, None)
    assert is_in(after_password(user))
    assert len(mails_to(user)) == 2
    switch_off(user, now=now())
    assert len(mails_to(user)) == 2


def test_an_invitation_does_not_lead_around_the_second_step() -> None:
    place, user = make.organisation(), make.user("kim@example.org")
    second_step(user)
    boss = Staff(
        user=make.member(Role.OFFICE, place), organisation=place,
        roles=frozenset({Role.OFFICE}), name="",
    )  # fmt: skip
    _row, token, code = invite(boss, email="kim@example.org", name="Kim", role=Role.LEAD, now=now())
    browser = Client()

    address = reverse("accounts:invitation", kwargs={"token": token})
    answer = send(browser, address, {"code": code, "password": make.PASSWORD})

    assert (answer["Location"], is_in(browser)) == (reverse("account_login"), False)


def test_the_tables_keep_no_secret_and_no_note_of_when_somebody_came() -> None:
    user = make.user()
    secret, codes = second_step(user)
    take_code(user, app_code(secret))
    take_code(user, codes[0])

    rows = repr(list(Authenticator.objects.values()))

    assert [text for text in (secret, *codes) if text in rows] == []
    assert {row.last_used_at for row in Authenticator.objects.all()} == {None}
    assert {row.created_at.astimezone().minute for row in Authenticator.objects.all()} == {0}


def test_the_copy_says_what_there_is_and_erasing_ends_it() -> None:
    user = make.user()
    secret, _codes = second_step(user)

    copy = repr(export_person(user))
    erase_person(user, now=now())

    assert "Code-App für die Anmeldung in zwei Schritten" in copy
    assert "Ersatz-Codes auf Papier" in copy
    assert (secret in copy, Authenticator.objects.count()) == (False, 0)


def test_what_the_app_shows_names_neither_house_nor_person() -> None:
    user = make.user("kim@example.org")
    browser = client_of(user)

    page = browser.get(reverse("accounts:second_step_set_up"))

    drawn = page.context["drawing"]
    assert drawn.startswith('<svg role="img"')
    assert "style" not in drawn

"""T9: each captured mail, and a whole captured mailbox, opens nothing that matters."""

import re

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests import make
from tests.foundation.accounts.people import mails_to, main_of, send, sign_in_by_code
from wirwissen.foundation.accounts.access import Staff, need_password
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import invite, make_recovery_code
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import NeedsPassword

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://[^/\s]+(/\S*)")
CLOSED = [
    "accounts:staff",
    "accounts:invite",
    "accounts:organisation",
    "privacy:own",
    "privacy:copy",
    "privacy:readings",
    "privacy:erase",
]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def victim() -> User:
    """An office member to whom every kind of mail was sent."""
    place = make.organisation("Bildungshaus Rheinaue")
    user = make.member(Role.OFFICE, place, who=make.user("opfer@example.org"))
    boss = Staff(
        user=make.member(Role.OFFICE, place),
        organisation=place,
        roles=frozenset({Role.OFFICE}),
        name="",
    )
    make_recovery_code(boss, user, now=now())
    invite(boss, email="opfer@example.org", name="Kim", role=Role.LEAD, now=now())
    make.application(person=user, motivation="Marke Motivation")
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": user.email})
    browser.post(reverse("account_change_password"), {})
    return user


def test_each_captured_mail_opens_no_page_that_shows_anything(victim: User) -> None:
    mails = mails_to(victim)

    for mail in mails:
        for address in LINK.findall(mail):
            browser = Client()
            words = main_of(browser.get(address))
            send(browser, address, {"code": "BBBB BBBB BBBB", "password": "geraten" * 3})
            assert "_auth_user_id" not in browser.session
            assert [mark for mark in ("Kim", "opfer", "Marke") if mark in words] == []
    assert len(mails) == 3


def test_the_codes_in_captured_mails_work_in_no_other_browser(victim: User) -> None:
    browser = Client()
    # Without the links: one token in some thousands happens to hold what looks like a code.
    texts = [LINK.sub("", mail) for mail in mails_to(victim)]
    codes = [code for text in texts for code in re.findall(r"[A-Z]{4}-[A-Z]{4}", text)]
    browser.post(reverse("account_request_login_code"), {"email": "jemand@example.org"})

    for code in codes:
        browser.post(reverse("account_confirm_login_code"), {"code": code})

    assert len(codes) == 1
    assert "_auth_user_id" not in browser.session


def test_a_whole_captured_mailbox_opens_no_class_s_and_no_staff_page(victim: User) -> None:
    thief = Client()
    sign_in_by_code(thief, victim)  # whoever has the mailbox can come this far

    answers = {name: thief.get(reverse(name)) for name in CLOSED}

    assert {name for name, answer in answers.items() if answer.status_code != 302} == set()
    assert {answer["Location"].partition("?")[0] for answer in answers.values()} == {
        reverse("account_reauthenticate")
    }


def test_a_whole_captured_mailbox_takes_over_nothing(victim: User) -> None:
    thief = Client()
    sign_in_by_code(thief, victim)
    new = {"password1": "dem Dieb sein Kennwort", "password2": "dem Dieb sein Kennwort"}
    link = next(address for mail in mails_to(victim) for address in LINK.findall(mail))

    send(thief, reverse("accounts:first_password"), new)
    send(thief, reverse("accounts:new_password"), {**new, "code": "BBBB BBBB BBBB"})
    send(thief, reverse("account_change_password"), {**new, "oldpassword": "geraten" * 3})
    send(thief, link, {**new, "code": "BBBB BBBB BBBB", "password": "geraten" * 3})
    send(thief, reverse("privacy:erase"), {"password": "geraten" * 3})

    victim.refresh_from_db()
    assert victim.check_password(make.PASSWORD)
    assert thief.get(reverse("accounts:staff")).status_code == 302


def test_a_page_of_class_s_asks_for_more_than_a_mail_code(victim: User) -> None:
    thief = Client()
    sign_in_by_code(thief, victim)
    request = RequestFactory().get("/")
    request.user, request.session = victim, thief.session

    def dossier(request: HttpRequest) -> HttpResponse:
        need_password(request)
        return HttpResponse("Marke Motivation")

    with pytest.raises(NeedsPassword):
        dossier(request)


def test_in_the_network_house_no_code_is_ever_mailed(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = False
    user = make.user()

    shown = client.get(reverse("account_request_login_code"))
    sent = client.post(reverse("account_request_login_code"), {"email": user.email})
    page = client.get(reverse("account_login"))

    assert [shown["Location"], sent["Location"]] == [reverse("account_login")] * 2
    assert mails_to(user) == []
    assert reverse("account_request_login_code") not in page.content.decode()

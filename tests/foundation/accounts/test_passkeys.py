"""Passkeys: what the server takes, and a walk in Chromium with a virtual authenticator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.clients import HouseClient, client_of, main_of, second_step
from tests.foundation.accounts.passkey_walk import (
    add_passkey,
    new_device,
    sign_in_by_password,
    use_passkey,
    walk,
)
from tests.foundation.accounts.people import mails_to, sign_in_by_code
from tests.harness.browser import Visitors
from tests.house.collect import ROOT
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.privacy.services import export_person

SCRIPT = ROOT / "src/wirwissen/foundation/accounts/static/accounts/passkey.js"
NO_PASSKEYS = [
    "",
    "{}",
    "[]",
    "null",
    "kein JSON",
    "[" * 15_000,
    json.dumps({"id": 1, "response": []}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps(
        {
            "id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA",
                "userHandle": "AA", "attestationObject": "AA",
            },
        }
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def origin(live_server: LiveServer) -> str:
    return f"http://kurs.localhost:{live_server.url.rpartition(':')[2]}"


def may_add(user: User) -> Client:
    browser = client_of(user)
    browser.post(reverse("accounts:passkeys"), {"password": make.PASSWORD})
    return browser


@pytest.mark.django_db
@pytest.mark.parametrize("answer", NO_PASSKEYS)
def test_what_is_no_passkey_opens_nothing_and_breaks_nothing(answer: str) -> None:
    stranger, user = HouseClient(), make.user()
    stranger.get(reverse("accounts:passkey_sign_in"))

    first = stranger.post(reverse("accounts:passkey_sign_in"), {"credential": answer})
    second = may_add(user).post(reverse("accounts:passkey_add"), {"credential": answer})

    assert (first.status_code, second.status_code) == (200, 200)
    assert "_auth_user_id" not in stranger.session
    assert Authenticator.objects.count() == 0


@pytest.mark.django_db
def test_a_passkey_is_added_only_right_after_the_password() -> None:
    user = make.user()
    thief = Client()
    sign_in_by_code(thief, user)

    answers = [
        client_of(user).get(reverse("accounts:passkey_add"))["Location"],
        thief.get(reverse("accounts:passkeys"))["Location"].partition("?")[0],
        thief.get(reverse("accounts:passkey_add"))["Location"].partition("?")[0],
    ]

    assert may_add(user).get(reverse("accounts:passkey_add")).status_code == 200
    assert answers == [
        reverse("accounts:passkeys"),
        reverse("account_reauthenticate"),
        reverse("account_reauthenticate"),
    ]


@pytest.mark.django_db
def test_scripts_are_allowed_on_the_two_pages_that_need_one_and_come_from_us() -> None:
    user = make.user()
    pages = {
        "account_login": Client(),
        "accounts:passkeys": client_of(user),
        "accounts:own": client_of(user),
        "accounts:passkey_sign_in": Client(),
        "accounts:passkey_add": may_add(user),
    }

    policies = {
        name: client.get(reverse(name))["Content-Security-Policy"] for name, client in pages.items()
    }

    assert [name for name, policy in policies.items() if "script-src" in policy] == [
        "accounts:passkey_sign_in",
        "accounts:passkey_add",
    ]
    assert "script-src 'self'" in policies["accounts:passkey_add"].split("; ")


def test_the_script_is_small() -> None:
    assert len(Path(SCRIPT).read_bytes()) <= 5_000


@pytest.mark.django_db
def test_what_the_device_is_told_names_neither_house_nor_person() -> None:
    page = may_add(make.user("kim@example.org")).get(reverse("accounts:passkey_add"))

    asked = json.loads(page.context["options"])

    assert (asked["rp"]["name"], asked["user"]["name"], asked["user"]["displayName"]) == (
        "Mein Bereich",
        "Konto",
        "Konto",
    )
    assert asked["authenticatorSelection"]["userVerification"] == "required"


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_used_and_removed(visitors: Visitors, origin: str) -> None:
    user = make.user()

    seen = walk(visitors, origin, user, make.PASSWORD)

    assert seen == ["passkeys: 1", "in", "/meine-daten/", "out"]
    assert len(mails_to(user)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_both_steps_and_leaves_the_password_as_it_was(
    visitors: Visitors, origin: str
) -> None:
    user = make.user()
    device = new_device(visitors, origin)
    sign_in_by_password(device.page, user, make.PASSWORD)
    add_passkey(device.page, make.PASSWORD)
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": user.email, "password": make.PASSWORD})
    second_step(user)

    device.page.context.clear_cookies()
    use_passkey(device.page)
    device.page.wait_for_url("/konto/")

    assert elsewhere.session["_auth_user_id"] == user.pk  # no second step by a passkey alone
    assert "Passkey auf einem Ihrer Geräte" in repr(export_person(user))
    assert {row.last_used_at for row in Authenticator.objects.all()} == {None}


@pytest.mark.django_db(transaction=True)
def test_whoever_the_device_does_not_know_does_not_get_in(visitors: Visitors, origin: str) -> None:
    user = make.user()
    device = new_device(visitors, origin)
    sign_in_by_password(device.page, user, make.PASSWORD)
    add_passkey(device.page, make.PASSWORD)
    device.page.context.clear_cookies()
    device.knows_its_owner(False)

    use_passkey(device.page)
    device.page.locator("[data-trouble]").wait_for()

    assert device.page.url.startswith(f"{origin}/anmelden/passkey/")


@pytest.mark.django_db(transaction=True)
def test_an_answer_caught_on_the_way_works_only_once(visitors: Visitors, origin: str) -> None:
    user = make.user()
    device = new_device(visitors, origin)
    sign_in_by_password(device.page, user, make.PASSWORD)
    add_passkey(device.page, make.PASSWORD)
    device.page.context.clear_cookies()
    caught: list[str] = []
    device.page.on("request", lambda request: caught.append(request.post_data or ""))
    use_passkey(device.page)
    device.page.wait_for_url("/konto/")
    [sent] = [body for body in caught if "credential=" in body]

    thief = Client()
    thief.get(reverse("accounts:passkey_sign_in"))
    kind = "application/x-www-form-urlencoded"
    thief.post(reverse("accounts:passkey_sign_in"), sent, content_type=kind)

    assert "_auth_user_id" not in thief.session


@pytest.mark.django_db(transaction=True)
def test_without_javascript_the_page_says_so_and_leads_to_the_password(
    visitors: Visitors, origin: str
) -> None:
    page = new_device(visitors, origin, javascript=False).page
    page.goto("/anmelden/passkey/?next=/konto/")

    page.get_by_role("button", name="Passkey verwenden").click()

    assert "Ohne geht es mit dem Kennwort." in page.locator("main").inner_text()
    page.get_by_role("link", name="Mit Kennwort anmelden").click()
    assert page.url == f"{origin}/anmelden/?next=/konto/"
    assert main_of(Client().get(reverse("account_login"))).count("Mit Passkey anmelden") == 1

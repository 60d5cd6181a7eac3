"""Signing in with a password and with a mail code."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import make
from tests.foundation.accounts.people import (
    latest_code,
    mails_to,
    main_of,
    sign_in,
    sign_in_by_code,
)
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db


def test_signing_in_with_the_password_leads_where_one_wanted_to_go(client: Client) -> None:
    user = make.user()

    response = client.post(
        reverse("account_login"),
        {"login": user.email, "password": make.PASSWORD, "next": reverse("accounts:own")},
    )

    assert (response.status_code, response["Location"]) == (302, reverse("accounts:own"))


def test_signing_in_never_leads_to_another_site(client: Client) -> None:
    user = make.user()

    response = client.post(
        reverse("account_login"),
        {"login": user.email, "password": make.PASSWORD, "next": "https://elsewhere.example/"},
    )

    assert response["Location"] == reverse("today")


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client: Client) -> None:
    known = make.user("kim@example.org")

    pages = [
        main_of(
            client.post(reverse("account_login"), {"login": address, "password": "x" * 14})
        ).replace(address, "…")
        for address in (str(known.email), "andere@example.org")
    ]

    assert pages[0] == pages[1]
    assert "Adresse und Kennwort passen nicht zusammen." in pages[0]


def test_no_words_of_the_library_reach_the_pages(client: Client) -> None:
    user = make.user()
    pages = [
        client.get(reverse("account_login")),
        client.post(reverse("account_login"), {}),
        client.post(reverse("account_login"), {"login": "x", "password": "y"}),
        client.get(reverse("account_request_login_code")),
        client.post(reverse("account_request_login_code"), {"email": "x"}),
        client.get(reverse("account_reset_password")),
        client.get(reverse("account_signup")),
        client.get(reverse("account_inactive")),
    ]
    client.post(reverse("account_request_login_code"), {"email": user.email})
    pages.append(client.get(reverse("account_confirm_login_code")))
    pages.append(client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"}))
    sign_in(client, user)
    pages += [
        client.get(reverse("account_reauthenticate")),
        client.post(reverse("account_reauthenticate"), {"password": "falsch"}),
        client.get(reverse("account_change_password")),
        client.post(
            reverse("account_change_password"),
            {
                "oldpassword": "falsch",
                "password1": "kurz",
                "password2": "anders",
            },
        ),
        client.get(reverse("account_email")),
        client.get(reverse("account_logout")),
    ]

    words = " ".join(page.content.decode() for page in pages).lower()

    assert [page.status_code for page in pages] == [200] * len(pages)
    strange = ("passwort", "ungültig", "bitte", "vergessen", "verboten", "leider", "password?")
    assert [word for word in strange if word in words] == []
    assert 'style="' not in words
    assert "placeholder" not in words


def test_a_code_works_only_in_the_browser_that_asked_for_it(client: Client) -> None:
    user, elsewhere = make.user(), Client()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = latest_code(user)

    elsewhere.post(reverse("account_request_login_code"), {"email": user.email})
    elsewhere.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "_auth_user_id" not in elsewhere.session
    assert client.session["_auth_user_id"] == user.pk


def test_asking_for_a_code_looks_the_same_for_known_and_unknown_addresses() -> None:
    known = make.user("kim@example.org")
    answers = []
    for address in (str(known.email), "andere@example.org"):
        client = Client()
        first = client.post(reverse("account_request_login_code"), {"email": address})
        second = client.get(reverse("account_confirm_login_code"))
        third = client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})
        answers.append(
            [
                first.status_code,
                first["Location"],
                main_of(second).replace(str(address), "…"),
                main_of(third).replace(str(address), "…"),
            ]
        )

    assert answers[0] == answers[1]
    assert OutboxMail.objects.count() == 2


def test_the_mail_to_an_unknown_address_names_nothing_and_has_no_link(client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": "andere@example.org"})

    mail = OutboxMail.objects.get(recipient="andere@example.org")

    assert mail.subject == "Eine Nachricht für Sie"
    assert "http" not in body_of(mail)
    assert User.objects.count() == 0


def test_five_wrong_codes_end_the_code(client: Client) -> None:
    user = make.user()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = latest_code(user)
    for _ in range(5):
        client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})

    response = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert response["Location"] == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session


def test_somebody_who_mistyped_the_address_can_begin_again(client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": "falsch@example.org"})

    pages = [
        client.get(reverse(name)).status_code
        for name in (
            "account_login",
            "account_request_login_code",
        )
    ]

    assert pages == [200, 200]


def test_too_many_wrong_passwords_lock_one_place_and_not_the_person(client: Client) -> None:
    user, elsewhere = make.user(), Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(5):
        client.post(reverse("account_login"), {"login": user.email, "password": "falsch" * 3})

    locked = client.post(reverse("account_login"), {"login": user.email, "password": make.PASSWORD})
    sign_in(elsewhere, user)

    assert "Warten Sie fünf Minuten" in main_of(locked)
    assert "_auth_user_id" not in client.session


def test_codes_for_one_address_are_limited(client: Client) -> None:
    user = make.user()

    answers = [
        client.post(reverse("account_request_login_code"), {"email": user.email}).status_code
        for _ in range(4)
    ]

    assert answers == [302, 302, 302, 200]
    assert len(mails_to(user)) == 3


def test_the_right_password_again_makes_a_code_session_strong(client: Client) -> None:
    user = make.user()
    sign_in_by_code(client, user)

    response = client.post(
        reverse("account_reauthenticate"),
        {"password": make.PASSWORD, "next": reverse("accounts:own")},
    )

    methods = [record["method"] for record in client.session["account_authentication_methods"]]
    assert (response["Location"], methods) == (reverse("accounts:own"), ["code", "password"])


def test_a_session_stolen_before_the_password_does_not_become_strong(client: Client) -> None:
    user = make.user()
    sign_in_by_code(client, user)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})

    assert client.get(reverse("privacy:own")).status_code == 200
    assert thief.get(reverse("privacy:own")).status_code == 302
    assert "_auth_user_id" not in thief.session


def test_signing_out_ends_the_session(client: Client) -> None:
    sign_in(client, make.user())

    client.post(reverse("account_logout"))

    assert client.get(reverse("accounts:own"))["Location"].startswith(reverse("account_login"))


def test_changing_the_password_signs_other_devices_out(client: Client) -> None:
    user, other = make.user(), Client()
    sign_in(client, user)
    sign_in(other, user)

    response = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": make.PASSWORD,
            "password1": "vier neue Wörter hier",
            "password2": "vier neue Wörter hier",
        },
        follow=True,
    )

    assert "Ihr neues Kennwort gilt." in main_of(response)
    assert other.get(reverse("accounts:own")).status_code == 302
    assert client.get(reverse("accounts:own")).status_code == 200
    assert len(mails_to(user)) == 1


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    from django.core.cache import cache

    cache.clear()

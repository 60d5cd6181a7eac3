"""Whoever copies the table of sessions is nobody, and reads nothing."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests import make
from tests.foundation.accounts.people import latest_code, sign_in

pytestmark = pytest.mark.django_db


def opened(row: Session) -> str:
    """What Django's own sessions would show without any key."""
    raw = row.session_data.rpartition(":")[0].rpartition(":")[0]
    try:
        return signing.b64_decode(raw.removeprefix(".").encode()).hex()
    except ValueError:
        return ""


def test_a_row_of_the_table_signs_nobody_in(client: Client) -> None:
    sign_in(client, make.user())
    thief = Client()

    thief.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get().session_key

    assert thief.get(reverse("accounts:own")).status_code == 302
    assert client.get(reverse("accounts:own")).status_code == 200


def test_address_and_code_of_a_sign_in_are_not_in_the_table(client: Client) -> None:
    user = make.user("kim@example.org")
    client.post(reverse("account_request_login_code"), {"email": user.email})

    [row] = Session.objects.all()
    assert (opened(row), row.session_data.startswith((".e", "ey"))) == ("", False)
    client.post(reverse("account_confirm_login_code"), {"code": latest_code(user)})
    assert client.session["_auth_user_id"] == user.pk


def test_a_content_moved_to_another_row_opens_nothing(client: Client) -> None:
    sign_in(client, make.user())
    stolen = Session.objects.get().session_data
    thief = Client()
    thief.post(reverse("account_request_login_code"), {"email": "dieb@example.org"})
    Session.objects.update(session_data=stolen)

    assert thief.get(reverse("accounts:own")).status_code == 302


def test_signing_out_deletes_the_row(client: Client) -> None:
    sign_in(client, make.user())

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
    assert Session.objects.filter(session_key__gt="").count() <= 1


def test_the_quick_exit_deletes_the_row(client: Client) -> None:
    sign_in(client, make.user())

    client.get(reverse("pages:exit"))

    assert Session.objects.count() == 0

"""How tests sign in and send forms, through the real pages."""

import re
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse

from tests import make
from tests.clients import main_of as main_of
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.form_keys import KEY_FIELD, OWNER_FIELD, new_key, owner_mark
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


def sign_in(client: Client, user: User) -> None:
    """Sign in with address and password."""
    client.post(reverse("account_login"), {"login": user.email, "password": make.PASSWORD})
    assert client.session.get("_auth_user_id") == user.pk


def sign_in_by_code(client: Client, user: User) -> None:
    """Sign in with nothing but the mailbox."""
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": latest_code(user)})
    assert client.session.get("_auth_user_id") == user.pk


def send(client: Client, address: str, fields: dict[str, Any] | None = None) -> "Response":
    """POST a form of ours, with the key that its page would have carried."""
    key = new_key()
    mark = owner_mark(client.session.get("_auth_user_id"), key)
    return client.post(address, {**(fields or {}), KEY_FIELD: key, OWNER_FIELD: mark})


def mails_to(user: User) -> list[str]:
    """The texts of all mails to this person, newest first."""
    rows = OutboxMail.objects.filter(recipient=user.email).order_by("-created_at")
    return [body_of(mail) for mail in rows]


def latest_code(user: User) -> str:
    """The code of the newest mail that has one."""
    for text in mails_to(user):
        if found := re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", text):
            return found[0]
    raise AssertionError("no code was mailed")

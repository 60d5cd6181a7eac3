"""Browsers of the unit tests: signed in as somebody, with a form key in every form they send."""

import re
import time
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.cache import cache
from django.test import Client

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services.second_step import switch_on
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import KEY_FIELD, new_key

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


class HouseClient(Client):
    """Django's test client that sends a form key with every POST, as our forms do."""

    def post(self, path: Any, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        if data is None or isinstance(data, dict):
            data = {KEY_FIELD: new_key(), **(data or {})}
        return super().post(path, data, *args, **kwargs)


def client_of(user: User | None, *, strong: bool = True) -> HouseClient:
    """A client, signed in as that user; `strong`: by password, else by a code from the mailbox."""
    client = HouseClient()
    if user is not None:
        client.force_login(user)
        session = client.session
        method = "password" if strong else "code"
        session["account_authentication_methods"] = [{"method": method, "at": time.time()}]
        session["account_authentication_methods_user"] = user.pk
        session.save()
    return client


def main_of(response: "Response") -> str:
    """The words of a page's main part."""
    page = response.content.decode()
    inner = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inner).split())


def second_step(user: User) -> tuple[str, list[str]]:
    """Switch the second step on for somebody; the secret and the codes on paper."""
    secret = generate_totp_secret()
    cache.clear()  # a state that was rolled back leaves its code behind as used
    codes = switch_on(user, secret=secret, code=app_code(secret, steps=-1), now=now())
    assert codes is not None
    return secret, codes


def app_code(secret: str, *, steps: int = 0) -> str:
    """What the person's app shows, so many steps of 30 seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))

"""Passkeys for signing in: added with the password, used instead of it, removed at will.

The challenge of each ceremony lies in the (sealed) session; the library reaches for it by itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.mail.services import queue_mail

MOST = 10  # passkeys of one account
LONGEST = 20_000  # signs of an answer; a browser sends about 1,000
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Passkey:
    """One passkey, told by the day it came: it has no name, so that none can tell anything."""

    mark: str
    added_on: date


def passkeys_of(user: User) -> list[Passkey]:
    """All passkeys of an account, oldest first. One query."""
    rows = _rows(user).order_by("pk")
    return [Passkey(_mark(row), timezone.localtime(row.created_at).date()) for row in rows]


def begin_to_add(user: User) -> str:
    """What the browser is asked for, as JSON; the device proves that it is its owner."""
    return json.dumps(auth.begin_registration(user, passwordless=True)["publicKey"])


@transaction.atomic
def add(user: User, answer: str, *, now: datetime) -> bool:
    """Keep the passkey of a browser's answer; `False` if it is none, or one too many."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if _rows(locked).count() >= MOST:
        return False
    credential = _read(answer)
    if credential is None or _tried(lambda: _registered(credential)) is None:
        return False
    row = auth.WebAuthn.add(locked, "", credential).instance
    row.created_at = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    row.save(update_fields=["created_at"])
    if user.email:
        queue_mail("accounts/mail/passkey_added.txt", to=user.email, now=now)
    return True


def remove(user: User, mark: str) -> bool:
    """Forget one passkey; whether there was one. The device keeps its half, which opens nothing."""
    for row in _rows(user):
        if constant_time_compare(_mark(row), mark):
            row.delete()
            return True
    return False


def begin_to_sign_in() -> str:
    """What the browser is asked for, as JSON: any passkey for this house."""
    return json.dumps(auth.begin_authentication()["publicKey"])


def owner_of(answer: str) -> User | None:
    """Whose passkey a browser's answer proves, or `None`."""
    credential = _read(answer)
    if credential is None:
        return None
    return _tried(lambda: _owner(credential))


def _registered(credential: dict[str, Any]) -> bool:
    auth.parse_registration_response(credential)
    return bool(auth.complete_registration(credential).is_user_verified())


def _owner(credential: dict[str, Any]) -> User:
    auth.parse_authentication_response(credential)
    found = auth.extract_user_from_response(credential)
    assert isinstance(found, User)
    auth.complete_authentication(found, credential)
    return found


def _tried(act: Callable[[], _Result]) -> _Result | None:
    try:
        return act() or None
    except Exception:  # anything may be in what a stranger sends: then it is no passkey
        return None


def _read(answer: str) -> dict[str, Any] | None:
    try:
        found = json.loads(answer) if len(answer) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _rows(user: User) -> Any:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)


def _mark(row: Authenticator) -> str:
    """Names a row on the page without counting everybody's (its id is a running number)."""
    return salted_hmac("wirwissen.passkey", str(row.pk)).hexdigest()[:16]

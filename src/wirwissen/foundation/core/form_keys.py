"""The idempotency key of a form and the mark of the person it was made for.

Why: of 64 writes whose answer got lost in a failover, 17 had landed (product/trust.md, 3).
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

KEY_FIELD = "_key"
OWNER_FIELD = "_who"
_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")
_View = TypeVar("_View", bound=Callable[..., Any])


def new_key() -> str:
    """A fresh key for one showing of one form (128 bit)."""
    return secrets.token_urlsafe(16)


def owner_mark(user_id: str | None, key: str) -> str:
    """Says later, without naming anybody, whether the person who signs in is the same one."""
    return salted_hmac("wirwissen.form-owner", f"{user_id or ''}:{key}").hexdigest()[:32]


def is_owner(user_id: str | None, key: str, mark: str) -> bool:
    """Whether the form was made for this user."""
    return constant_time_compare(owner_mark(user_id, key), mark)


def sent_key(request: HttpRequest) -> str | None:
    """The key that came with a POST, or `None` if missing or not one of ours."""
    key = request.POST.get(KEY_FIELD, "")
    return key if _KEY.fullmatch(key) else None


def stored_key(key: str, path: str) -> str:
    """What the table keeps: a hash over key and address."""
    return hashlib.sha256(f"{key}:{path}".encode()).hexdigest()


def without_form_key(view: _View) -> _View:
    """Mark a view whose POST needs no key (it changes nothing, or is safe to repeat)."""
    view.without_form_key = True  # type: ignore[attr-defined]
    return view

"""Act links: at least 128 bit, stored hashed, expiring; GET shows a button, POST acts (T9)."""

import hashlib
import secrets
from datetime import datetime

from wirwissen.foundation.core.models import ActLink


def create_act(*, purpose: str, target: str, expires_at: datetime) -> str:
    """Make a link's token (192 bit, URL-safe); earlier links for the same act stay valid."""
    token = secrets.token_urlsafe(24)
    ActLink.objects.create(
        purpose=purpose, target=target, token_hash=_hash(token), expires_at=expires_at
    )
    return token


def find_act(token: str, *, purpose: str, now: datetime) -> ActLink | None:
    """The living link of that purpose, used or not; `None` if unknown or expired."""
    return ActLink.objects.filter(
        purpose=purpose, token_hash=_hash(token), expires_at__gt=now
    ).first()


def end_acts(*, purpose: str, target: str) -> None:
    """Take back every link for this act on this record."""
    ActLink.objects.filter(purpose=purpose, target=target).delete()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""Codes of people without e-mail: shown to the colleague who made them, for an hour, sealed."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from django.http import HttpRequest

from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

SESSION_KEY = "codes"
SHOWN_FOR = timedelta(hours=1)


def keep_code(request: HttpRequest, entitlement_id: str, code: str, *, now: datetime) -> None:
    """Remember a fresh code in this session. Nobody can read it from the database."""
    if not code:
        return
    sealed = seal_for_house(code.encode(), place=f"code:{entitlement_id}")
    kept = {
        pk: entry
        for pk, entry in request.session.get(SESSION_KEY, {}).items()
        if datetime.fromisoformat(entry[1]) > now
    }
    kept[entitlement_id] = [b64encode(sealed).decode(), (now + SHOWN_FOR).isoformat()]
    request.session[SESSION_KEY] = kept


def kept_code(request: HttpRequest, entitlement_id: str, *, now: datetime) -> str:
    """The code, if this session made it within the last hour; else ""."""
    entry = request.session.get(SESSION_KEY, {}).get(entitlement_id)
    if entry is None or datetime.fromisoformat(entry[1]) <= now:
        return ""
    return open_for_house(b64decode(entry[0]), place=f"code:{entitlement_id}").decode()


def kept_ids(request: HttpRequest, *, now: datetime) -> frozenset[str]:
    """The entitlements whose code this session can still show."""
    entries = request.session.get(SESSION_KEY, {}).items()
    return frozenset(pk for pk, entry in entries if datetime.fromisoformat(entry[1]) > now)

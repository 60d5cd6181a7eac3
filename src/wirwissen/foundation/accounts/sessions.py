"""Sessions whose table opens nothing (`settings.SESSION_ENGINE`).

Django keeps the cookie's own value as the row's key and the content signed, but readable: whoever
copies the database could sign in as everybody who is in at the moment, and read addresses and
sign-in codes (T1). Here the key is hashed and the content sealed.
"""

import base64
import binascii
import hashlib
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from wirwissen.foundation.sealed.services import open_for_house, seal_for_house


class SessionStore(db.SessionStore):
    """Django's database sessions, hashed and sealed. Only the methods that name the row differ."""

    def _get_session_from_db(self) -> Session | None:
        rows = Session.objects.filter(expire_date__gt=timezone.now())
        row = rows.filter(session_key=_row_key(self.session_key)).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=_row_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = _row_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=_row_key(key)).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        content = self.serializer().dumps(session_dict)
        return base64.b64encode(seal_for_house(content, place=self._place())).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        try:
            sealed = base64.b64decode(session_data, validate=True)
            content: dict[str, Any] = self.serializer().loads(
                open_for_house(sealed, place=self._place())
            )
        except (InvalidTag, ValueError, binascii.Error):
            return {}  # of another key, or moved here from another row: nobody is signed in
        return content

    def _place(self) -> str:
        return f"session:{_row_key(self.session_key)}"


def _row_key(session_key: str | None) -> str:
    """What the table keeps of a cookie's value (160 bit, as long as the column)."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()[:40]

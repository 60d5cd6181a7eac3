"""Seal and open class S. Sealed bytes are bound to their place: swapping two fields fails."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models, transaction

from wirwissen.foundation.core.clock import today
from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.store import NONCE, KeyGone

UNREADABLE = "…"


def create_envelope() -> Envelope:
    """A new envelope with its own data key."""
    envelope = Envelope.objects.create(created_on=today())
    store.new_data_key(envelope.pk)
    return envelope


def seal(envelope: Envelope, content: bytes, *, place: str) -> bytes:
    """Encrypt for one envelope and one place (such as `application.motivation:<id>`)."""
    return _encrypt(store.data_key(envelope.pk), content, f"{envelope.pk}:{place}")


def unseal(envelope: Envelope, sealed: bytes, *, place: str) -> bytes:
    """Open what was sealed at that place. Raises `KeyGone` after erasure, `InvalidTag` if moved."""
    return _decrypt(store.data_key(envelope.pk), bytes(sealed), f"{envelope.pk}:{place}")


def seal_text(envelope: Envelope, text: str, *, row: models.Model, field: str) -> bytes:
    """Seal one text field of a row; an empty text stays empty bytes."""
    return seal(envelope, text.encode(), place=place_of(row, field)) if text else b""


def open_text(envelope: Envelope | None, row: models.Model, field: str) -> str:
    """The text of a sealed field ("" if empty; "…" once its key is gone)."""
    sealed = bytes(getattr(row, field) or b"")
    if not sealed or envelope is None:
        return ""
    try:
        return unseal(envelope, sealed, place=place_of(row, field)).decode()
    except (KeyGone, InvalidTag):
        return UNREADABLE


def place_of(row: models.Model, field: str) -> str:
    """The place a field's ciphertext is bound to: table, field and row."""
    return f"{row._meta.label_lower}.{field}:{row.pk}"


def destroy(envelope: Envelope) -> None:
    """Make everything in this envelope unreadable for good, in every copy there ever was.

    The key goes when the transaction commits: a rolled-back erasure must not lose anything.
    """
    envelope_id = envelope.pk
    transaction.on_commit(lambda: store.destroy(envelope_id))


def seal_for_house(content: bytes, *, place: str) -> bytes:
    """Seal with the instance key: short-lived things that belong to no envelope (outbox, forms)."""
    return _encrypt(store.instance_key(), content, f"house:{place}")


def open_for_house(sealed: bytes, *, place: str) -> bytes:
    """Open what `seal_for_house` sealed at that place."""
    return _decrypt(store.instance_key(), bytes(sealed), f"house:{place}")


def _encrypt(key: bytes, content: bytes, context: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())


def tidy_keys() -> int:
    """Destroy keys whose envelope is gone from the database (nightly). Returns how many."""
    orphans = store.known_envelopes() - set(Envelope.objects.values_list("pk", flat=True))
    for envelope in orphans:
        store.destroy(envelope)
    return len(orphans)


def keyed_hash(text: str, *, place: str) -> str:
    """A hash that nobody can try out without the instance key (HMAC-SHA256, 64 hex digits).

    The same text at another `place` gives another hash, so two lists can never be laid side by
    side. For what is only ever compared and never read again.
    """
    key = hmac.digest(store.instance_key(), b"wirwissen.keyed-hash", "sha256")
    return hmac.new(key, f"{place}\0{text}".encode(), "sha256").hexdigest()

"""The key store: wrapped data keys, in a file outside database and media.

Why not in the database: whoever holds an old copy of it would keep the key of a person who was
erased since. Here the key exists once; destroying it makes every old copy unreadable at once.
See docs/adr/0004-key-store-outside-the-database.md.
"""

import base64
import os
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM wants it
KEY = 32  # bytes: AES-256


class KeyGone(Exception):
    """The data key was destroyed (erasure), or never belonged to this installation."""


@lru_cache(maxsize=4)
def _instance_key(path: str) -> bytes:
    key = base64.b64decode(Path(path).read_text(encoding="ascii"))
    if len(key) != KEY:
        raise ValueError("The instance key must be 32 bytes in base64.")
    return key


def write_instance_key(path: Path) -> None:
    """Make a new instance key, readable by the owner alone. Never overwrites one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(os.urandom(KEY)).decode())


def instance_key() -> bytes:
    """The installation's own key (256 bit), from `settings.KEY_FILE`."""
    return _instance_key(str(settings.KEY_FILE))


def new_data_key(envelope: str) -> None:
    """Make and keep the data key of one envelope."""
    nonce = os.urandom(NONCE)
    wrapped = AESGCM(instance_key()).encrypt(nonce, os.urandom(KEY), envelope.encode())
    with closing(_open()) as store, store:
        store.execute("INSERT INTO data_key VALUES (?, ?)", (envelope, nonce + wrapped))


def data_key(envelope: str) -> bytes:
    """The data key of an envelope. Raises `KeyGone` once it was destroyed."""
    with closing(_open()) as store:
        row = store.execute("SELECT wrapped FROM data_key WHERE id = ?", (envelope,)).fetchone()
    if row is None:
        raise KeyGone(envelope)
    wrapped: bytes = row[0]
    return AESGCM(instance_key()).decrypt(wrapped[:NONCE], wrapped[NONCE:], envelope.encode())


def destroy(envelope: str) -> None:
    """Destroy a data key for good; doing it twice does no harm."""
    with closing(_open()) as store, store:
        store.execute("DELETE FROM data_key WHERE id = ?", (envelope,))


def known_envelopes() -> set[str]:
    """The ids of all envelopes that still have a key (for the nightly tidy-up)."""
    with closing(_open()) as store:
        return {row[0] for row in store.execute("SELECT id FROM data_key")}


def _open() -> sqlite3.Connection:
    path = Path(settings.KEY_STORE)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    store = sqlite3.connect(path, timeout=10)
    # secure_delete overwrites; DELETE journal leaves no second copy behind as a WAL would.
    store.execute("PRAGMA secure_delete = ON")
    store.execute("CREATE TABLE IF NOT EXISTS data_key (id TEXT PRIMARY KEY, wrapped BLOB)")
    return store

"""Sealed files: ciphertext blobs in the media folder under random names."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from wirwissen.foundation.core.ids import new_id
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import seal, unseal


def keep_file(envelope: Envelope, content: bytes) -> str:
    """Seal and store a file; returns its random name. A rolled-back row leaves noise behind."""
    name = new_id()
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(seal(envelope, content, place=f"file:{name}"))
    return name


def read_file(envelope: Envelope, name: str) -> bytes:
    """The content of a sealed file. Raises `KeyGone`, `InvalidTag` or `FileNotFoundError`."""
    return unseal(envelope, _path(name).read_bytes(), place=f"file:{name}")


def drop_file(name: str) -> None:
    """Delete a sealed file once the transaction has committed; twice does no harm."""
    path = _path(name)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _path(name: str) -> Path:
    # Names are ours (random ids), yet a path must never leave the folder.
    if not name.isalnum():
        raise FileNotFoundError(name)
    return Path(settings.MEDIA_ROOT) / name[:2] / name

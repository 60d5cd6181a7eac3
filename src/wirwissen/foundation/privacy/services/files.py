"""Sealed files on disk that no row names any more."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import CharField, Field, Model

from wirwissen.foundation.core.ids import ALPHABET, LENGTH
from wirwissen.foundation.privacy.hooks import file_owners
from wirwissen.foundation.privacy.register import all_models

YOUNG = 60 * 60  # seconds: an upload's row may still be on its way
CHUNK = 400


def drop_ownerless_files() -> int:
    """Delete files that nothing names. Returns how many.

    Instead of trusting every app to list its files, all short text fields of all tables are
    searched for the name: a name of 14 random letters stands nowhere by chance.
    """
    orphans = {path.name: path for path in _old_files()}
    for owner in file_owners:
        for name in owner():
            orphans.pop(name, None)
    for model, field in _fields_for_names():
        for name in _named_in(model, field, list(orphans)):
            orphans.pop(name, None)
    for path in orphans.values():
        path.unlink(missing_ok=True)
    return len(orphans)


def _old_files() -> Iterator[Path]:
    root, limit = Path(settings.MEDIA_ROOT), time.time() - YOUNG
    for path in root.glob("*/*"):
        is_ours = len(path.name) == LENGTH and set(path.name) <= set(ALPHABET)
        if is_ours and path.is_file() and path.stat().st_mtime < limit:
            yield path


def _fields_for_names() -> Iterator[tuple[type[Model], Field]]:  # type: ignore[type-arg]
    for model in all_models():
        for field in model._meta.local_fields:
            long_enough = LENGTH <= (field.max_length or 0) <= 255
            if isinstance(field, CharField) and not field.primary_key and long_enough:
                yield model, field


def _named_in(model: type[Model], field: Field, names: list[str]) -> Iterator[str]:  # type: ignore[type-arg]
    for start in range(0, len(names), CHUNK):
        wanted = {f"{field.name}__in": names[start : start + CHUNK]}
        yield from model._base_manager.filter(**wanted).values_list(field.name, flat=True)

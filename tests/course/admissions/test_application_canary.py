"""Class S never lies readable in the database or on disk, and is gone for good once erased."""

import zlib
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.course.admissions.papers import pdf, photo, text_file
from wirwissen.course.admissions.models import Application, ApplicationState
from wirwissen.course.admissions.services.application import withdraw
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.services import UNREADABLE, open_text

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = {"motivation": "text", "lebenslauf": "text", "was-traegt": "text", "bedarf": "text"}


def canary(place: str) -> str:
    """A word that stands nowhere by chance."""
    return f"kanarienvogel-{place}-im-dunkeln"


def plant(application: Application) -> list[str]:
    """Write canaries into every field of class S through the pages; returns them."""
    client = client_of(application.person)
    planted = []
    for name, field in TEXTS.items():
        address = reverse("admissions:section", args=[application.pk, name])
        client.post(address, {"step": "done", field: canary(name)})
        planted.append(canary(name))
    address = reverse("admissions:section", args=[application.pk, "unterlagen"])
    inside, label, refused = canary("inhalt"), canary("name"), canary("abgelehnt")
    papers = [pdf(f"{label}.pdf"), photo(marks=inside.encode()), text_file(f"{refused}.txt")]
    client.post(address, {"step": "upload", "papers": papers})
    return [*planted, inside, label, refused]


def everything_at_rest() -> Iterator[bytes]:
    """Every value of every table, sessions and jobs included, and all files of the media folder."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for value in chain.from_iterable(cursor.fetchall()):
                is_binary = isinstance(value, (bytes, memoryview))
                yield bytes(value) if is_binary else str(value).encode()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def readable(word: str, content: bytes) -> bool:
    """Whether a word stands there: as it is, or packed as base64 the way sessions are."""
    parts = [content]
    for piece in content.removeprefix(b".").split(b":"):
        with suppress(ValueError):
            parts.append(b64decode(piece + b"=" * (-len(piece) % 4), b"-_"))
    return any(word.encode() in unpacked for part in parts for unpacked in (part, inflated(part)))


def inflated(content: bytes) -> bytes:
    """What a compressed session says."""
    with suppress(zlib.error):
        return zlib.decompress(content)
    return b""


def test_no_text_and_no_file_name_lies_readable_in_database_or_media() -> None:
    application = make.application(state=ApplicationState.DRAFT, name=canary("klartext"))
    planted = plant(application)

    at_rest = list(everything_at_rest())

    found = [word for word in planted for content in at_rest if readable(word, content)]
    assert application.files.count() == 2
    assert any(readable(canary("klartext"), content) for content in at_rest), "the scan is blind"
    assert found == []


def test_after_withdrawing_an_old_copy_of_the_rows_opens_nothing() -> None:
    application = make.application(state=ApplicationState.DRAFT)
    plant(application)
    old = Application.objects.select_related("envelope", "needs_envelope").get(pk=application.pk)
    assert old.envelope is not None
    names = ("motivation_sealed", "cv_sealed", "anchors_sealed")
    before = [open_text(old.envelope, old, name) for name in names]
    files = [each.stored_name for each in old.files.all()]

    withdraw(application, now=now())

    after = [open_text(old.envelope, old, name) for name in names]
    needs = open_text(old.needs_envelope, old, "needs_sealed")
    assert before == [canary("motivation"), canary("lebenslauf"), canary("was-traegt")]
    assert [*after, needs] == [UNREADABLE] * 4
    root = Path(settings.MEDIA_ROOT)
    assert [name for name in files if (root / name[:2] / name).exists()] == []

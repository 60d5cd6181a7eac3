"""Files that are two things at once, and files that are something else altogether."""

import io
import zipfile

import pytest
from PIL import Image

from wirwissen.foundation.uploads.check import Accepted, Reason, Rejected, check_upload

from . import make

SCRIPT = b"<html><script>alert(document.domain)</script></html>"


def archive(name: str = "evil.exe") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr(name, "x" * 100)
    return written.getvalue()


def saved(image_format: str) -> bytes:
    written = io.BytesIO()
    make.photo().save(written, image_format)
    return written.getvalue()


@pytest.mark.parametrize(
    "sent",
    [
        make.pdf() + archive(),
        make.jpeg() + archive(),
        make.png() + archive(),
        make.jpeg() + SCRIPT,
        make.jpeg(comment=SCRIPT),
        make.png() + SCRIPT,
        make.png_of_zeros(8, 8, extra=make.chunk(b"tEXt", b"Comment\0" + SCRIPT)),
        make.pdf() + SCRIPT,
        make.pdf().replace(b"\n", b"\n%" + SCRIPT + b"\n", 1),
        make.jpeg() + make.pdf(),
    ],
)
def test_two_files_in_one_are_refused(sent: bytes) -> None:
    assert check_upload(sent) == Rejected(Reason.MIXED)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"GIF89a=1/*" + saved("GIF") + b"*/;alert(1)", Reason.OTHER_IMAGE),
        (saved("GIF"), Reason.OTHER_IMAGE),
        (saved("WEBP"), Reason.OTHER_IMAGE),
        (saved("BMP"), Reason.OTHER_IMAGE),
        (saved("TIFF"), Reason.OTHER_IMAGE),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Reason.OTHER_IMAGE),
        (archive("[Content_Types].xml"), Reason.OFFICE),
        (archive(), Reason.ARCHIVE),
        (archive() + make.pdf(), Reason.ARCHIVE),
        (SCRIPT, Reason.TEXT),
        (SCRIPT + make.pdf(), Reason.DAMAGED),
        (b"#!/bin/sh\nrm -rf ~\n", Reason.TEXT),
    ],
)
def test_any_other_format_is_refused_with_its_own_reason(sent: bytes, reason: Reason) -> None:
    assert check_upload(sent) == Rejected(reason)


def test_what_a_phone_appends_to_a_photo_is_dropped() -> None:
    film = b"\0\0\0\x18ftypmp42" + bytes(5000) + b"mdat a short film"

    result = check_upload(make.jpeg() + film)

    assert isinstance(result, Accepted)
    assert b"film" not in result.content
    assert result.content.endswith(b"\xff\xd9")


def test_a_photo_of_two_pictures_keeps_the_first() -> None:
    written = io.BytesIO()
    make.photo().save(
        written, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8), "green")]
    )

    result = check_upload(written.getvalue())

    assert isinstance(result, Accepted)
    assert Image.open(io.BytesIO(result.content)).size == (64, 48)
    assert result.content.count(b"\xff\xd8\xff") == 1

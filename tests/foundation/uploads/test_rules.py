"""Rules about uploads: kind by content, room that is left, names of downloads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.foundation.uploads.outcome import Kind, Limits, Reason
from wirwissen.foundation.uploads.rules import (
    is_two_files_in_one,
    kind_of,
    may_still_upload,
    safe_download_name,
)

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (b"", Reason.EMPTY),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.7\n", Kind.PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Kind.PNG),
        (b"junk before\n%PDF-1.7\n", Reason.DAMAGED),
        (b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic", Reason.HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", Reason.HEIC),
        (b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00", Reason.OTHER_IMAGE),
        (b"\x00\x00\x00\x20ftypmp42\x00\x00\x00\x00", Reason.OTHER),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Reason.OTHER_IMAGE),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", Reason.OTHER),
        (b"GIF89a/*\x01\x00", Reason.OTHER_IMAGE),
        (b"BM\x36\x00", Reason.OTHER_IMAGE),
        (b"II*\x00\x08", Reason.OTHER_IMAGE),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.OTHER_IMAGE),
        (b"PK\x03\x04\x14\x00\x06\x00 [Content_Types].xml", Reason.OFFICE),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", Reason.OFFICE),
        (b"PK\x03\x04\x14\x00 holiday.jpg", Reason.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OFFICE),
        (b"{\\rtf1\\ansi", Reason.OFFICE),
        (b"\x1f\x8b\x08", Reason.ARCHIVE),
        (b"<!doctype html><title>x</title>", Reason.TEXT),
        ("Liebe Menschen im Kursbüro,\n".encode(), Reason.TEXT),
        (b"MZ\x90\x00\x03\x00", Reason.OTHER),
        (b"\x7fELF\x02\x01", Reason.OTHER),
    ],
)
def test_kind_follows_from_the_first_bytes(start: bytes, expected: Kind | Reason) -> None:
    assert kind_of(start) is expected


@given(st.binary(max_size=3000))
def test_any_bytes_have_a_kind_or_a_reason(content: bytes) -> None:
    assert isinstance(kind_of(content), Kind | Reason)


@pytest.mark.parametrize(
    ("used", "new", "expected"),
    [
        (0, 20 * MB, True),
        (180 * MB, 20 * MB, True),
        (180 * MB, 20 * MB + 1, False),
        (200 * MB, 0, True),
        (200 * MB, 1, False),
    ],
)
def test_two_hundred_megabytes_fit_and_one_byte_more_does_not(
    used: int, new: int, expected: bool
) -> None:
    assert may_still_upload(used, new) is expected


def test_room_for_a_person_follows_the_limits_given() -> None:
    limits = Limits(max_bytes_per_person=10)

    assert [may_still_upload(4, new, limits=limits) for new in (6, 7)] == [True, False]


def test_a_negative_size_is_nonsense() -> None:
    with pytest.raises(ValueError, match="not negative"):
        may_still_upload(-1, 5)


@pytest.mark.parametrize(
    ("label", "media_type", "expected"),
    [
        ("Unterlage", "application/pdf", "unterlage.pdf"),
        ("Motivationsschreiben", "image/jpeg", "motivationsschreiben.jpg"),
        ("Ergänzung zum Lebenslauf", "image/png", "ergaenzung-zum-lebenslauf.png"),
        ("../../etc/passwd", "application/pdf", "etc-passwd.pdf"),
        ('a"; filename=b.exe\r\n', "application/pdf", "a-filename-b-exe.pdf"),
        ("", "application/pdf", "unterlage.pdf"),
        ("…", "image/png", "unterlage.png"),
    ],
)
def test_a_download_is_named_after_the_kind_of_paper(
    label: str, media_type: str, expected: str
) -> None:
    assert safe_download_name(label, media_type) == expected


@given(st.text(max_size=80), st.sampled_from(["application/pdf", "image/jpeg", "image/png"]))
def test_no_label_makes_an_unsafe_name(label: str, media_type: str) -> None:
    name = safe_download_name(label, media_type)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(pdf|jpg|png)", name)


def test_a_media_type_that_is_never_kept_is_nonsense() -> None:
    with pytest.raises(ValueError, match="text/html"):
        safe_download_name("Unterlage", "text/html")


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        (Kind.JPEG, b"\xff\xd8\xff picture" + b"<SCRIPT>alert(1)</SCRIPT>", True),
        (Kind.JPEG, b"\xff\xd8\xff picture" + b"\x00" * 500 + b"ftypmp42 a short film", False),
        (Kind.JPEG, b"\xff\xd8\xff <x:xmpmeta xmlns:x='adobe:ns:meta/'>", False),
        (Kind.PNG, b"\x89PNG <?php system($_GET['c']);", True),
        (Kind.PNG, b"\x89PNG\n%PDF-1.4\n%%EOF", True),
        (Kind.PDF, b"%PDF-1.4\n<html><body>%%EOF", True),
        (Kind.PDF, b"%PDF-1.4\n" + b" " * 2000 + b"<html> in a stream %%EOF\n", False),
        (Kind.PDF, b"%PDF-1.4\n" + b" " * 2000 + b"%%EOF\n<html>", True),
        (Kind.PDF, b"%PDF-1.4\nPK\x01\x02 %%EOF PK\x05\x06" + b"\0" * 18, True),
        (Kind.PDF, b"%PDF-1.4\nPK\x03\x04 stored inside %%EOF", False),
    ],
)
def test_a_second_format_inside_a_file_is_seen(kind: Kind, content: bytes, expected: bool) -> None:
    assert is_two_files_in_one(kind, content) is expected

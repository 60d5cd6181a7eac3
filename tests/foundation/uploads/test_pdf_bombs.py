"""PDF papers that are small to send and huge to open."""

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from wirwissen.foundation.uploads.check import Accepted, Reason, Rejected, check_upload

from . import make

MB = 1024 * 1024


def bomb(size: int, *, filters: int = 1) -> bytes:
    """A PDF whose one picture inflates to `size` zeros through `filters` rounds of Flate."""
    content = bytes(size)
    for _ in range(filters):
        content = zlib.compress(content, 1)

    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(b"")
        stream.write(content, filter=Array([Name.FlateDecode] * filters))
        document.pages[0].obj.Resources.XObject = Dictionary(Im=stream)

    return make.pdf(change)


@pytest.mark.parametrize(("megabytes", "filters"), [(129, 1), (160, 2)])
def test_a_stream_that_inflates_to_hundreds_of_megabytes_is_refused(
    megabytes: int, filters: int
) -> None:
    sent = bomb(megabytes * MB, filters=filters)
    assert len(sent) < 2 * MB

    assert check_upload(sent) == Rejected(Reason.TOO_COMPLEX)


def test_a_scan_of_a_hundred_megabytes_is_taken() -> None:
    assert isinstance(check_upload(bomb(100 * MB)), Accepted)


def test_many_streams_that_are_large_only_together_are_refused() -> None:
    content = zlib.compress(bytes(60 * MB), 1)

    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            stream = document.make_stream(b"")
            stream.write(content, filter=Name.FlateDecode)
            page.obj.Resources.XObject = Dictionary(Im=stream)

    assert check_upload(make.pdf(change, pages=9)) == Rejected(Reason.TOO_COMPLEX)


def with_object_stream(padding: int) -> bytes:
    """A PDF whose catalogue and page lie in an object stream, behind `padding` spaces."""
    parts = [b"<</Type/Catalog/Pages 3 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>"]
    parts.append(b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>" + b" " * padding)
    offsets = [sum(len(part) + 1 for part in parts[:index]) for index in range(3)]
    table = b" ".join(b"%d %d" % (index + 2, offset) for index, offset in enumerate(offsets))
    packed = zlib.compress(table + b" " + b" ".join(parts), 1)
    first = b"<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>" % (
        len(table) + 1,
        len(packed),
    )
    body = b"%PDF-1.5\n1 0 obj\n" + first + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    entries = b"".join(bytes([2, 0, 0, 0, 1, index]) for index in range(3))
    entries = bytes(6) + bytes([1, 0, 0, 0, 9, 0]) + entries
    entries += b"\1" + len(body).to_bytes(4, "big") + b"\0"
    end = b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 2 0 R/Length %d>>" % len(entries)
    return (
        body
        + end
        + b"\nstream\n"
        + entries
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )


def test_an_object_stream_that_inflates_without_end_is_refused() -> None:
    assert isinstance(check_upload(with_object_stream(10)), Accepted)

    refused = check_upload(with_object_stream(140 * MB))

    # qpdf takes objects it will not unpack for missing ones; either sentence leads on.
    assert refused in (Rejected(Reason.TOO_COMPLEX), Rejected(Reason.DAMAGED))


@pytest.mark.parametrize(
    ("filters", "content"),
    [
        (["DCTDecode"], make.jpeg()[:2] + b"\xff\xc2\x00\x11\x08\xff\xdc\xff\xdc\x03" + bytes(20)),
        (["ASCIIHexDecode", "DCTDecode"], b"ffd8ffc200110 8ffdcffdc03".ljust(60, b"0") + b">"),
        (["JPXDecode"], b"\xff\x4f\xff\x51\x00\x29\x00\x00\x00\x00\xff\xff\x00\x00\xff\xff"),
        (["FlateDecode", "DCTDecode"], zlib.compress(bytes(130 * MB), 1)),
        (["CCITTFaxDecode"], b"\x00"),
    ],
)
def test_a_picture_that_decodes_to_gigabytes_in_a_reader_is_refused(
    filters: list[str], content: bytes
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(b"", Subtype=Name.Image)
        stream.write(content, filter=Array([Name("/" + each) for each in filters]))
        if filters == ["CCITTFaxDecode"]:
            stream.Width, stream.Height = 60_000, 60_000
        document.pages[0].obj.Resources.XObject = Dictionary(Im=stream)

    assert check_upload(make.pdf(change)) == Rejected(Reason.TOO_COMPLEX)


def test_a_photo_inside_a_paper_is_taken() -> None:
    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(b"", Subtype=Name.Image, Width=64, Height=48)
        stream.write(make.jpeg(), filter=Name.DCTDecode)
        document.pages[0].obj.Resources.XObject = Dictionary(Im=stream)

    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    assert make.jpeg() in result.content

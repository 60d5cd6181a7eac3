"""Files for the tests, good and hostile, made in code: no foreign bytes lie in this repository."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image

PNG_START = b"\x89PNG\r\n\x1a\n"
PAGE_TEXT = b"BT /F1 12 Tf 10 10 Td (Lebenslauf) Tj ET"


def photo(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture that is red above and blue below, so that turning it shows."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, size[0], size[1]))
    return image.convert(mode)


def jpeg(image: Image.Image | None = None, **options: Any) -> bytes:
    """A JPEG; `options` are those of Pillow."""
    return _saved(image or photo(), "JPEG", options)


def png(image: Image.Image | None = None, **options: Any) -> bytes:
    """A PNG; `options` are those of Pillow."""
    return _saved(image or photo(), "PNG", options)


def _saved(image: Image.Image, image_format: str, options: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    image.save(written, image_format, **options)
    return written.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG with its checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png_of_zeros(width: int, height: int, *, rows: int | None = None, extra: bytes = b"") -> bytes:
    """A black RGB PNG; `rows` are really in it, `extra` chunks stand before the picture."""
    squeeze = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    pieces = [squeeze.compress(row) for _ in range(height if rows is None else rows)]
    body = b"".join(pieces) + squeeze.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG_START + header + extra + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def chunks_of(content: bytes) -> list[bytes]:
    """The names of a PNG's chunks in their order."""
    names, at = [], len(PNG_START)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        names.append(content[at + 4 : at + 8])
        at += 12 + length
    return names


def segments_of(content: bytes) -> list[int]:
    """The markers of a JPEG up to its first scan."""
    markers, at = [], 2
    while content[at + 1] != 0xDA:
        markers.append(content[at + 1])
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return markers


def pdf(*changes: Callable[[pikepdf.Pdf], object], pages: int = 1, **options: Any) -> bytes:
    """A PDF with `pages` pages of text, changed by each of `changes` before it is saved."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.obj.Contents = document.make_stream(PAGE_TEXT)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    for change in changes:
        change(document)
    return saved(document, **options)


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a PDF; `options` are those of pikepdf."""
    written = io.BytesIO()
    document.save(written, **options)
    return written.getvalue()


def annotate(document: pikepdf.Pdf, **entries: Any) -> None:
    """Put one annotation with these entries on the first page."""
    annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 100, 20]), **entries)
    page = document.pages[0].obj
    existing = list(page.get(Name.Annots, Array([])))
    page[Name.Annots] = Array([*existing, document.make_indirect(annotation)])


def appearance(document: pikepdf.Pdf, text: bytes) -> Object:
    """How an annotation looks: a form that writes `text`."""
    return document.make_stream(
        b"BT /F1 12 Tf (" + text + b") Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 20]),
    )


def action(kind: str, **entries: Any) -> Dictionary:
    """An action of this kind: `action("Launch", F="calc.exe")`."""
    return Dictionary(Type=Name.Action, S=Name("/" + kind), **entries)


def names_and_text_of(content: bytes) -> tuple[set[str], bytes]:
    """Every key and name of a PDF, and the bytes of all its strings and inflated streams."""
    names: set[str] = set()
    text = b""
    with pikepdf.open(io.BytesIO(content)) as document:
        waiting: list[object] = [document.trailer, *document.objects]
        while waiting:
            part = waiting.pop()
            if isinstance(part, pikepdf.Stream):
                text += part.read_bytes()
            if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
                names |= set(part.keys())
                waiting += [each for _, each in part.items() if not _is_reference(each)]
            elif isinstance(part, pikepdf.Array):
                waiting += [each for each in part if not _is_reference(each)]
            elif isinstance(part, pikepdf.Name):
                names.add(str(part))
            elif isinstance(part, pikepdf.String):
                text += bytes(part)
    return names, text


def _is_reference(part: object) -> bool:
    return isinstance(part, Object) and part.is_indirect

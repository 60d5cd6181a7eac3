"""How much the streams of a PDF inflate to, and how large its pictures say they are.

Saving keeps compressed streams as they are, so a bomb that does no harm here would wait for whoever
opens the paper. Runs in the limited child process only.
"""

import struct

import pikepdf
from pikepdf import Array, Name, Object, Stream, settings

from .outcome import MEGABYTE

MAX_STREAM_BYTES = 128 * MEGABYTE  # one stream, inflated: an A4 page of 600 dpi in colour fits
MAX_INFLATED_BYTES = 512 * MEGABYTE  # all streams together
# qpdf leaves these alone, readers do not: their size is read from their headers instead.
_JPEG_FILTERS = frozenset({"/DCTDecode", "/DCT"})
_JPEG_2000_FILTERS = frozenset({"/JPXDecode"})
_PICTURE_FILTERS = _JPEG_FILTERS | _JPEG_2000_FILTERS | {"/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_2000_START = b"\xff\x4f\xff\x51"


class TooComplex(Exception):
    """Something inflates to more than we let a reader's computer handle."""


def limit_qpdf() -> None:
    """Make qpdf give up on a stream that inflates beyond `MAX_STREAM_BYTES`."""
    settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM_BYTES,
        png_max_memory=MAX_STREAM_BYTES,
        tiff_max_memory=MAX_STREAM_BYTES,
        run_length_max_memory=MAX_STREAM_BYTES,
        max_stream_filters=4,
    )


def measure(pdf: pikepdf.Pdf, *, max_pixels: int) -> None:
    """Inflate every stream once. Raises `TooComplex` for what would swamp a reader.

    `max_pixels` bounds each picture. Costs about a second for 500 MB.
    """
    left = MAX_INFLATED_BYTES
    with pikepdf.new() as scratch:
        for thing in pdf.objects:
            if not isinstance(thing, Stream):
                continue
            inflated = _inflated(thing, scratch)
            left -= len(inflated)
            if left < 0 or _pixels(thing, inflated) > max_pixels:
                raise TooComplex


def _filters(stream: Object) -> list[str]:
    stated = stream.get(Name.Filter)
    if isinstance(stated, Array):
        return [str(each) for each in stated]
    return [] if stated is None else [str(stated)]


def _inflated(stream: Object, scratch: pikepdf.Pdf) -> bytes:
    """The bytes behind every filter that qpdf knows; a picture's own compression stays."""
    filters = _filters(stream)
    if not filters or filters[-1] not in _PICTURE_FILTERS:
        return stream.read_bytes()
    raw = stream.read_raw_bytes()
    if len(filters) == 1:
        return raw
    outer = Array([Name(each) for each in filters[:-1]])
    return Stream(scratch, raw, Filter=outer).read_bytes()


def _pixels(stream: Object, inflated: bytes) -> int:
    width, height = stream.get(Name.Width, 0), stream.get(Name.Height, 0)
    stated = width * height if isinstance(width, int) and isinstance(height, int) else 0
    filters = _filters(stream)
    if filters and filters[-1] in _JPEG_FILTERS:
        return max(stated, _pixels_of_jpeg(inflated))
    if filters and filters[-1] in _JPEG_2000_FILTERS:
        return max(stated, _pixels_of_jpeg_2000(inflated))
    return stated


def _pixels_of_jpeg(content: bytes) -> int:
    """Pixels as the JPEG's own header states them, 0 if there is none."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return 0
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return int(height * width)
        at += 1 if marker == 0xFF else 2 + length  # bytes of FF may fill the gap before a marker
    return 0


def _pixels_of_jpeg_2000(content: bytes) -> int:
    """Pixels as the JPEG 2000's own header states them, 0 if there is none."""
    at = content.find(_JPEG_2000_START)
    if at < 0 or at + 16 > len(content):
        return 0
    width, height = struct.unpack_from(">II", content, at + 8)
    return int(width * height)

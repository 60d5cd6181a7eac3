"""Which letters our papers can print, so that a form can say so while a name is typed."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def unprintable_letters(text: str) -> str:
    """The different characters of `text` that no shipped font has, in order; "" if all print.

    Spaces and line breaks count as printable: papers fold them into one space. Composed and
    decomposed spellings of a letter are the same letter.
    """
    folded = "".join(unicodedata.normalize("NFC", text).split())
    return "".join(dict.fromkeys(c for c in folded if ord(c) not in printable_code_points()))


@cache
def printable_code_points() -> frozenset[int]:
    """Code points that at least one of the shipped families has in every weight we use.

    A face that lacks a letter borrows it from the other family (see house.typ).
    """
    sans = [code_points(path.read_bytes()) for path in FONTS.glob("SourceSans3_*.ttf")]
    serif = [code_points(path.read_bytes()) for path in FONTS.glob("Vollkorn_*.ttf")]
    covered = frozenset.intersection(*sans) | frozenset.intersection(*serif)
    return frozenset(code for code in covered if _is_visible(code))


def _is_visible(code: int) -> bool:
    # Controls, joiners and direction marks have no shape: in a name they can only hide something.
    return unicodedata.category(chr(code)) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def code_points(font: bytes) -> frozenset[int]:
    """Code points of a TrueType file, read from the Unicode subtable of its `cmap`.

    Knows formats 4 and 12, the only two in our files. Raises `ValueError` for others.
    Source: the OpenType specification, chapter "cmap".
    """
    start = _table_offset(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    records = [struct.unpack_from(">HHI", font, start + 4 + 8 * i) for i in range(count)]
    # Windows full Unicode (3, 10) first, then Windows BMP (3, 1).
    for wanted in ((3, 10), (3, 1)):
        for platform, encoding, offset in records:
            if (platform, encoding) == wanted:
                return _subtable_code_points(font, start + offset)
    raise ValueError("no Unicode cmap")


def _table_offset(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for i in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * i)
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag!r}")


def _subtable_code_points(font: bytes, start: int) -> frozenset[int]:
    (layout,) = struct.unpack_from(">H", font, start)
    if layout == 12:
        (groups,) = struct.unpack_from(">I", font, start + 12)
        ranges = [struct.unpack_from(">III", font, start + 16 + 12 * i) for i in range(groups)]
        return frozenset(code for first, last, _glyph in ranges for code in range(first, last + 1))
    if layout == 4:
        return _segment_code_points(font, start)
    raise ValueError(f"cmap format {layout}")


def _segment_code_points(font: bytes, start: int) -> frozenset[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    lasts, firsts = start + 14, start + 16 + doubled
    deltas, offsets = firsts + doubled, firsts + 2 * doubled
    found = set()
    for i in range(count):
        (last,) = struct.unpack_from(">H", font, lasts + 2 * i)
        (first,) = struct.unpack_from(">H", font, firsts + 2 * i)
        (delta,) = struct.unpack_from(">H", font, deltas + 2 * i)
        (offset,) = struct.unpack_from(">H", font, offsets + 2 * i)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                place = offsets + 2 * i + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
            if (glyph + delta) % 65536 and (glyph or not offset):
                found.add(code)
    found.discard(0xFFFF)
    return frozenset(found)

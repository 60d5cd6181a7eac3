"""The printable flyer of a call: one page, PDF/A-3a and PDF/UA-1, nothing personal in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import segno
import typst
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused

FLYERS = Path(__file__).parent / "flyers"
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]

_lock = Lock()  # one compiler for all threads; it holds one set of inputs


@dataclass(frozen=True, kw_only=True)
class Flyer:
    """What stands on the flyer, in German."""

    document: str  # the file's own title: it stands in the window, so it names no group
    title: str
    paragraphs: tuple[str, ...]
    facts: tuple[str, ...]
    address: str
    address_label: str
    code_label: str  # what the picture is, for who cannot see it
    footer: str


def flyer_pdf(flyer: Flyer, *, issued_at: datetime) -> bytes:
    """The flyer as PDF. The same arguments give the same bytes.

    Only the fonts inside the compiler are used, so that it looks the same on every machine. Raises
    `Refused` where the text does not fit on one page or a letter cannot be printed.
    """
    facts = {**asdict(flyer), "code": _code(flyer.address)}
    try:
        with _lock:
            result, warnings = _compiler().compile_with_warnings(
                input=FLYERS / "call.typ",
                sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=int(issued_at.timestamp()),
            )
    except typst.TypstError:
        # Not chained: the compiler quotes the text.
        raise Refused(_does_not_fit()) from None
    if warnings or not isinstance(result, bytes):
        raise Refused(_does_not_fit())
    return result


def _does_not_fit() -> str:
    return _("Der Aufruf passt nicht auf ein Blatt. Kürze ihn oder nimm einfache Zeichen.")


def _code(address: str) -> str:
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0)
    return picture.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(root=FLYERS, font_paths=fonts, ignore_system_fonts=True)

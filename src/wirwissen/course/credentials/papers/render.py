"""Facts in, finished PDF out: one compiler, both standards, any warning is an error."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from .facts import JSON
from .letters import FONTS, unprintable_letters

PAPERS = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]

# One compiler for all threads: it keeps fonts and parsed files, but holds one set of inputs.
_lock = Lock()


class Paper(Enum):
    """The papers we print; the value is the name of the .typ file."""

    ATTENDANCE_CONFIRMATION = "attendance_confirmation"
    CERTIFICATE = "certificate"
    DOOR_LIST = "door_list"
    ATTENDANCE_SHEET = "attendance_sheet"
    LETTER = "letter"
    DUPLICATE = "duplicate"


class PaperProblem(Exception):
    """A paper could not be made. The text names no facts, so it may be logged.

    `detail` is what the compiler said; it may quote a person's name, so keep it out of logs.
    """

    def __init__(self, paper: Paper, reason: str, *, detail: str = "") -> None:
        super().__init__(f"{paper.value}: {reason}")
        self.paper = paper
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A text file carried inside the PDF, such as the machine-readable record."""

    name: str
    text: str
    description: str
    media_type: str = "application/json"

    def as_json(self) -> dict[str, JSON]:
        """Under the names that house.typ reads."""
        return {
            "name": self.name,
            "text": self.text,
            "description": self.description,
            "media_type": self.media_type,
        }


def render(
    paper: Paper,
    *,
    facts: Mapping[str, JSON],
    issued_at: datetime,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The paper as PDF/A-3a and PDF/UA-1. The same arguments give the same bytes.

    `facts` is the `as_json()` of the paper's facts class, `issued_at` an aware moment that goes
    into the file's metadata. Raises `PaperProblem` if a letter has no shape in our fonts, a
    one-page paper does not fit, or the compiler warns; `ValueError` for a naive `issued_at`.
    """
    if issued_at.tzinfo is None:
        raise ValueError("issued_at must be aware")
    _refuse_missing_letters(paper, facts)
    inputs = {
        "facts": json.dumps(facts, ensure_ascii=False),
        "attachments": json.dumps([a.as_json() for a in attachments], ensure_ascii=False),
    }
    return _compiled(paper, inputs, issued_at)


def overlay(*, handed_out_on: date, made_at: datetime) -> bytes:
    """The line that marks a duplicate, on an empty page, untagged: it goes over a kept paper.

    Only to be laid over another file, so it keeps to PDF/A for its font alone. Raises
    `PaperProblem` like `render`.
    """
    facts = {"handed_out_on": handed_out_on.isoformat()}
    inputs = {"facts": json.dumps(facts), "attachments": "[]"}
    return _compiled(Paper.DUPLICATE, inputs, made_at, is_overlay=True)


def _compiled(
    paper: Paper, inputs: dict[str, str], issued_at: datetime, *, is_overlay: bool = False
) -> bytes:
    try:
        with _lock:
            result, warnings = _compiler().compile_with_warnings(
                input=PAPERS / f"{paper.value}.typ",
                sys_inputs=inputs,
                format="pdf",
                pdf_standards=["a-2b"] if is_overlay else STANDARDS,
                pdf_tags=not is_overlay,
                timestamp=int(issued_at.timestamp()),
            )
    except typst.TypstError as error:
        # Not chained: the compiler's text may quote a name and would end up in a traceback.
        fits = "does not fit" not in error.message
        reason = "the compiler refused it" if fits else "more than fits on one page"
        raise PaperProblem(paper, reason, detail=error.message) from None
    if warnings:
        raise PaperProblem(paper, "the compiler warned", detail=warnings[0].message)
    if not isinstance(result, bytes):
        raise PaperProblem(paper, "the compiler gave no single file")
    return result


@cache
def _compiler() -> typst.Compiler:
    # Only our own fonts: a paper must not look different, or fail to, on another machine.
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(root=PAPERS, font_paths=fonts, ignore_system_fonts=True)


def _refuse_missing_letters(paper: Paper, facts: Mapping[str, JSON]) -> None:
    missing = unprintable_letters("".join(_texts(facts)))
    if missing:
        codes = " ".join(f"U+{ord(letter):04X}" for letter in missing)
        raise PaperProblem(paper, f"letters without a shape: {codes}")


def _texts(value: JSON) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)

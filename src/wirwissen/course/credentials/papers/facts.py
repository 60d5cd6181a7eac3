"""What each paper needs to know, as typed facts; the German words stand in the .typ files."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

import segno

JSON: TypeAlias = "str | int | float | Sequence[JSON] | Mapping[str, JSON] | None"

Unit = Literal["UE", "day", "hour"]
"""What a programme counts in: teaching units of 45 minutes, days or hours."""


class Facts:
    """Base of all facts: every field goes into the paper's JSON under its own name."""

    def as_json(self) -> dict[str, JSON]:
        """The facts as plain JSON values: days as ISO text, quarters as numbers, text on one line.

        Raises `ValueError` for more precision than quarters.
        """
        values = _plain(self)
        assert isinstance(values, dict)  # a dataclass becomes a dict
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A part of the programme as the certificate names it; `units` in the programme's unit."""

    title: str
    units: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A line to sign on; `name` is printed on the line where it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts(Facts):
    """The association's certificate, one page.

    `title_lines` carry the form of the title that the person chose. An empty `statement` stands
    for the usual sentence made of period and units. `mode` "own" prints `number`, "stock" says
    that it comes from the association's sheet. `verification_url` goes into the QR code,
    `verification_page` is the address a person types. Without `issued_on` the day is left to the
    pen. `specimen` is for demo papers.
    """

    association: str
    site: str
    name: str
    title_lines: tuple[str, ...]
    began_on: date
    ended_on: date
    units: Decimal
    modules: tuple[Module, ...]
    internship_hours: tuple[Decimal, ...]
    presented_on: date | None
    mode: Literal["own", "stock"]
    check_code: str
    verification_url: str
    verification_page: str
    place: str
    signatories: tuple[Signatory, ...]
    number: str = ""
    issued_on: date | None = None
    unit: Unit = "UE"
    statement: str = ""
    specimen: bool = False

    def __post_init__(self) -> None:
        if self.mode == "own" and not self.number:
            raise ValueError("a certificate of its own needs a number")

    def as_json(self) -> dict[str, JSON]:
        """As in `Facts`, with the QR code of `verification_url` as SVG text under `qr`."""
        # Named by its class: slots make a new class, so a bare super() would look up the old one.
        return Facts.as_json(self) | {"qr": _qr_svg(self.verification_url)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendedModule:
    """One row of the confirmation, in the programme's unit.

    `attended_units` is `None` while the module is still to come. `made_up_units` were covered by
    a make-up and are not part of `attended_units`. `aim` is the module's topic, if there is one.
    """

    title: str
    planned_units: Decimal
    attended_units: Decimal | None
    made_up_units: Decimal = Decimal(0)
    aim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceConfirmationFacts(Facts):
    """The site's confirmation of attendance with its own number, one page, no judgement."""

    provider: str
    place: str
    number: str
    name: str
    programme: str
    began_on: date
    ended_on: date
    modules: tuple[AttendedModule, ...]
    issued_on: date
    signatory: Signatory
    unit: Unit = "UE"
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorListFacts(Facts):
    """Door list of an info event, in the order of the entry screen.

    `starts_at` is the local time of the place. `names` hold a place, `waiting` are on the waiting
    list. `walk_in_rows` is the number of empty rows for people who just come.
    """

    provider: str
    title: str
    starts_at: datetime
    place: str
    names: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    walk_in_rows: int = 8
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSession:
    """A column of the attendance sheet; `units` are those planned for this session."""

    held_on: date
    units: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheetFacts(Facts):
    """Participants x sessions of one module, to fill by hand in the order of the entry screen."""

    provider: str
    cohort: str
    module: str
    sessions: tuple[SheetSession, ...]
    names: tuple[str, ...]
    guests: tuple[str, ...] = ()
    unit: Unit = "UE"
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts(Facts):
    """A letter for a window envelope (DIN 5008, form B) to somebody without e-mail.

    `return_line` shows in the window, so it must not tell what the house does: a post box or a
    street. `paragraphs` come before the code, `paragraphs_after` below it.
    """

    sender: str
    sender_lines: tuple[str, ...]
    return_line: str
    recipient_lines: tuple[str, ...]
    place: str
    written_on: date
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signed_by: str
    code: str = ""
    code_label: str = ""
    paragraphs_after: tuple[str, ...] = ()
    specimen: bool = False


def _plain(value: object) -> JSON:
    if isinstance(value, Decimal):
        return _quarters(value)
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, date):  # datetimes are dates too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if value is None or isinstance(value, int):  # truth values are ints too
        return value
    raise TypeError(f"no plain form for {type(value).__name__}")


def _quarters(value: Decimal) -> int | float:
    # Quarters are exact as binary numbers, so nothing is lost on the way to the paper.
    if value * 4 != int(value * 4):
        raise ValueError("units and hours come in quarters")
    return int(value) if value == int(value) else float(value)


def _qr_svg(url: str) -> str:
    # No border: the paper leaves the quiet zone of four modules (ISO/IEC 18004) as white space.
    code = segno.make(url, error="m", micro=False)
    return str(code.svg_inline(border=0, dark="#2a2420", light=None))

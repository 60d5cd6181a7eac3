"""From JSON text to a valid `LearningRecord`."""

from __future__ import annotations

from wirwissen.course.record import json_text
from wirwissen.course.record.entries import Entry
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.rules_reading import rules_from
from wirwissen.course.record.shapes import (
    FORMAT,
    AttendanceRow,
    Extension,
    InternshipEntry,
    LearningRecord,
    MakeUp,
    Part,
    Payments,
    Placement,
    PortfolioEntry,
    PresentationEntry,
    Programme,
    Session,
    Suitability,
)
from wirwissen.course.record.validation import validate


def read_record(source: bytes | str) -> LearningRecord:
    """Read a `learning-record/1` file and check that its values fit together.

    Raises `BadRecord`, which names the first place that cannot be used. Unknown keys are ignored,
    except inside `rules`.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    record = record_from(json_text.load(data))
    validate(record)
    return record


def record_from(value: object) -> LearningRecord:
    """Make a record of parsed JSON (numbers as `Decimal`). Raises `BadRecord` for wrong types."""
    top = Entry(value, "")
    if top.text("format") != FORMAT:
        raise BadRecord("format", f"unbekannt; erwartet ist {FORMAT}")
    payments, suitability = top.entry("payments"), top.entry("suitability")
    return LearningRecord(
        programme=_programme(top.entry("programme")),
        sessions=tuple(_session(entry) for entry in top.entries("sessions")),
        attendance=tuple(_attendance(entry) for entry in top.entries("attendance")),
        makeups=tuple(_makeup(entry) for entry in top.entries("makeups")),
        internships=tuple(_internship(entry) for entry in top.entries("internships")),
        portfolio=_portfolio(top.entry("portfolio")),
        presentation=PresentationEntry(held_on=top.entry("presentation").optional_day("held_on")),
        payments=Payments(due=payments.number("due"), paid=payments.number("paid")),
        suitability=Suitability(
            signed_by=suitability.texts("signed_by"), declined=suitability.flag("declined")
        ),
        extension=_extension(top.optional_entry("extension")),
        closing_on=top.optional_day("closing_on"),
        as_of=top.day("as_of"),
    )


def _programme(entry: Entry) -> Programme:
    return Programme(
        id=entry.text("id"),
        version=entry.text("version"),
        unit=entry.text("unit"),
        parts=tuple(_part(part) for part in entry.entries("parts")),
        rules=rules_from(entry.entry("rules")),
    )


def _part(entry: Entry) -> Part:
    return Part(
        id=entry.text("id"),
        kind=entry.text("kind"),
        title=entry.text("title"),
        units=entry.number("units"),
        phase=entry.text("phase"),
    )


def _session(entry: Entry) -> Session:
    return Session(
        id=entry.text("id"),
        part=entry.text("part"),
        on=entry.day("date"),
        units=entry.number("units"),
        cancelled=entry.flag("cancelled"),
    )


def _attendance(entry: Entry) -> AttendanceRow:
    return AttendanceRow(
        session=entry.text("session"),
        units=entry.number("units"),
        excused=entry.optional_text("excused"),
    )


def _makeup(entry: Entry) -> MakeUp:
    return MakeUp(
        part=entry.text("part"),
        units=entry.number("units"),
        days=entry.number("days"),
        site=entry.text("site"),
        starts_on=entry.day("from"),
        ends_on=entry.day("to"),
        confirmed_on=entry.optional_day("confirmed_on"),
        present=entry.flag("present"),
    )


def _internship(entry: Entry) -> InternshipEntry:
    return InternshipEntry(
        no=entry.whole("no"),
        placements=tuple(_placement(placement) for placement in entry.entries("placements")),
        report_on=entry.optional_day("report_on"),
    )


def _placement(entry: Entry) -> Placement:
    return Placement(
        host=entry.text("host"),
        starts_on=entry.day("from"),
        ends_on=entry.day("to"),
        hours=entry.number("hours"),
        confirmed_on=entry.optional_day("confirmed_on"),
    )


def _portfolio(entry: Entry) -> PortfolioEntry:
    return PortfolioEntry(
        handed_in_on=entry.optional_day("handed_in_on"),
        pages=entry.whole("pages"),
        sections=entry.texts("sections"),
    )


def _extension(entry: Entry | None) -> Extension | None:
    if entry is None:
        return None
    return Extension(until=entry.day("until"), reason=entry.text("reason"), by=entry.text("by"))

"""From a `LearningRecord` to the file it travels in."""

from __future__ import annotations

from datetime import date

from wirwissen.course.record.json_text import dump
from wirwissen.course.record.shapes import (
    FORMAT,
    AbsenceRule,
    DaysRule,
    InternshipEntry,
    InternshipRule,
    LearningRecord,
    Programme,
    Rules,
)


def write_record(record: LearningRecord) -> str:
    """Write a record as canonical JSON text: the same record, the same characters.

    What is written is read back as the same record; `reading.read_record` is the way back.
    """
    return dump(as_document(record)) + "\n"


def as_document(record: LearningRecord) -> dict[str, object]:
    """A record as JSON values in the order of the format; numbers stay decimals."""
    extension = record.extension
    return {
        "format": FORMAT,
        "programme": _programme(record.programme),
        "sessions": [
            {
                "id": session.id,
                "part": session.part,
                "date": _day(session.on),
                "units": session.units,
                "cancelled": session.cancelled,
            }
            for session in record.sessions
        ],
        "attendance": [
            {"session": row.session, "units": row.units, "excused": row.excused}
            for row in record.attendance
        ],
        "makeups": _makeups(record),
        "internships": [_internship(entry) for entry in record.internships],
        "portfolio": {
            "handed_in_on": _day(record.portfolio.handed_in_on),
            "pages": record.portfolio.pages,
            "sections": record.portfolio.sections,
        },
        "presentation": {"held_on": _day(record.presentation.held_on)},
        "payments": {"due": record.payments.due, "paid": record.payments.paid},
        "suitability": {
            "signed_by": record.suitability.signed_by,
            "declined": record.suitability.declined,
        },
        "extension": extension
        and {"until": _day(extension.until), "reason": extension.reason, "by": extension.by},
        "closing_on": _day(record.closing_on),
        "as_of": _day(record.as_of),
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _programme(programme: Programme) -> dict[str, object]:
    return {
        "id": programme.id,
        "version": programme.version,
        "unit": programme.unit,
        "parts": [
            {
                "id": part.id,
                "kind": part.kind,
                "title": part.title,
                "units": part.units,
                "phase": part.phase,
            }
            for part in programme.parts
        ],
        "rules": rules_document(programme.rules),
    }


def rules_document(rules: Rules) -> dict[str, object]:
    """Rules as JSON values; what is not asked for is null, [], false or 0."""
    portfolio, presentation = rules.portfolio, rules.presentation
    return {
        "absence": None if rules.absence is None else _absence(rules.absence),
        "internships": [_internship_rule(rule) for rule in rules.internships],
        "portfolio": portfolio
        and {
            "sections": portfolio.sections,
            "pages_min": portfolio.pages_min,
            "pages_max": portfolio.pages_max,
        },
        "presentation": presentation and {"minutes": presentation.minutes},
        "payments": rules.payments,
        "suitability_signatures": rules.suitability_signatures,
        "late_months": rules.late_months,
    }


def _absence(rule: AbsenceRule) -> dict[str, object]:
    if isinstance(rule, DaysRule):
        return {"days": rule.days}
    return {"percent": rule.percent, "of": rule.of.value, "rounding": rule.rounding.value}


def _internship_rule(rule: InternshipRule) -> dict[str, object]:
    document: dict[str, object] = {
        "no": rule.no,
        "hours": rule.hours,
        "report": rule.report,
        "confirmation": rule.confirmation,
    }
    if rule.after is not None:
        document["after"] = rule.after
    if rule.not_before_end_of is not None:
        document["not_before_end_of"] = rule.not_before_end_of
    return document


def _makeups(record: LearningRecord) -> list[dict[str, object]]:
    return [
        {
            "part": makeup.part,
            "units": makeup.units,
            "days": makeup.days,
            "site": makeup.site,
            "from": _day(makeup.starts_on),
            "to": _day(makeup.ends_on),
            "confirmed_on": _day(makeup.confirmed_on),
            "present": makeup.present,
        }
        for makeup in record.makeups
    ]


def _internship(entry: InternshipEntry) -> dict[str, object]:
    return {
        "no": entry.no,
        "placements": [
            {
                "host": placement.host,
                "from": _day(placement.starts_on),
                "to": _day(placement.ends_on),
                "hours": placement.hours,
                "confirmed_on": _day(placement.confirmed_on),
            }
            for placement in entry.placements
        ],
        "report_on": _day(entry.report_on),
    }

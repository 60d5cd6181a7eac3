"""Whether the values of a record fit together: numbers, references, doubles, order of dates.

Types are settled before (by the JSON reader, or by mypy for records made from the database).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from wirwissen.course.record import german
from wirwissen.course.record.deadlines import months_later
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.shapes import (
    DaysRule,
    InternshipEntry,
    LearningRecord,
    Part,
    PercentRule,
    Programme,
    Rules,
    Session,
)

# Far above any course; below it every sum and product stays exact in 28 decimal digits.
LARGEST = 1_000_000_000
_QUARTER = ("Viertel", "0,25", 4)
_CENT = ("Cent", "0,01", 100)


def validate(record: LearningRecord) -> None:
    """Check what types cannot say. Raises `BadRecord` with the place of the first problem.

    Units, hours, days and percent are quarters from 0 on, units of parts and sessions above 0,
    money is cents; every reference has its target, no id or number comes twice, no period ends
    before it starts. Source: learning-record/1.
    """
    parts = _parts(record.programme)
    _rules(record.programme.rules)
    if record.closing_on is not None:
        _late_period(record.closing_on, record.programme.rules.late_months)
    sessions = _sessions(record, parts)
    _attendance(record, sessions)
    _makeups(record, parts)
    _internships(record)
    _whole("portfolio.pages", record.portfolio.pages)
    _amount("payments.due", record.payments.due, _CENT)
    _amount("payments.paid", record.payments.paid, _CENT)


def _amount(place: str, value: Decimal, grain: tuple[str, str, int] = _QUARTER) -> None:
    flaw = _flaw(value, grain)
    if flaw:
        raise BadRecord(place, flaw)


@lru_cache(maxsize=4096)
def _flaw(value: Decimal, grain: tuple[str, str, int] = _QUARTER) -> str:
    """What is wrong with an amount: negative, huge or finer than its grain; empty if nothing.

    Remembered, because a course has few different amounts.
    """
    if value < 0:
        return "weniger als 0; erwartet ist eine Zahl ab 0"
    if not value <= LARGEST:
        return f"zu groß; möglich ist höchstens {german.money(Decimal(LARGEST))}"
    # Rounding first and comparing keeps the test exact for any number of digits.
    rounded = value.quantize(german.HUNDREDTH)
    name, step, per_whole = grain
    if rounded != value or rounded * per_whole % 1:
        return f"genauer als {name}; erwartet sind Schritte von {step}"
    return ""


def _flaw_above_zero(value: Decimal) -> str:
    return _flaw(value) if value else "0; erwartet ist eine Zahl über 0"


def _whole(place: str, value: int) -> None:
    if value < 0:
        raise BadRecord(place, "weniger als 0; erwartet ist eine ganze Zahl ab 0")
    if value > LARGEST:
        raise BadRecord(place, f"zu groß; möglich ist höchstens {german.money(Decimal(LARGEST))}")


def _once(place: str, ids: Sequence[object]) -> None:
    """Refuse a second entry with the same id; `place` has `#` where the index goes."""
    if len(set(ids)) == len(ids):
        return
    first_at: dict[object, int] = {}
    for index, key in enumerate(ids):
        if key in first_at:
            first = place.replace("#", str(first_at[key]))
            reason = f"{german.quoted_id(str(key))} steht schon in {first}"
            raise BadRecord(place.replace("#", str(index)), reason)
        first_at[key] = index


def _period(place: str, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise BadRecord(
            f"{place}.to", f"{german.day(ends_on)} liegt vor dem Beginn {german.day(starts_on)}"
        )


def _parts(programme: Programme) -> dict[str, Part]:
    _once("programme.parts[#].id", [part.id for part in programme.parts])
    for index, part in enumerate(programme.parts):
        if flaw := _flaw_above_zero(part.units):
            raise BadRecord(f"programme.parts[{index}].units", flaw)
    return {part.id: part for part in programme.parts}


def _rules(rules: Rules) -> None:
    place = "programme.rules"
    if rules.name_nothing:
        raise BadRecord(place, "nennt keine Anforderung; erwartet ist mindestens eine")
    if isinstance(rules.absence, PercentRule):
        _amount(f"{place}.absence.percent", rules.absence.percent)
    elif isinstance(rules.absence, DaysRule):
        _amount(f"{place}.absence.days", rules.absence.days)
    _internship_rules(rules)
    if rules.portfolio is not None:
        _whole(f"{place}.portfolio.pages_min", rules.portfolio.pages_min)
        _whole(f"{place}.portfolio.pages_max", rules.portfolio.pages_max)
    if rules.presentation is not None:
        _whole(f"{place}.presentation.minutes", rules.presentation.minutes)
    _whole(f"{place}.suitability_signatures", rules.suitability_signatures)
    _whole(f"{place}.late_months", rules.late_months or 0)


def _internship_rules(rules: Rules) -> None:
    place = "programme.rules.internships"
    _once(f"{place}[#].no", [rule.no for rule in rules.internships])
    for index, rule in enumerate(rules.internships):
        _whole(f"{place}[{index}].no", rule.no)
        _amount(f"{place}[{index}].hours", rule.hours)
    known = {rule.no for rule in rules.internships}
    for index, rule in enumerate(rules.internships):
        if rule.after is not None and rule.after not in known:
            raise BadRecord(f"{place}[{index}].after", _unknown_internship(rule.after))


def _unknown_internship(no: int) -> str:
    return f"ein Praktikum {no} steht nicht in programme.rules.internships"


def _late_period(closing_on: date, late_months: int | None) -> None:
    if late_months is not None and months_later(closing_on, late_months) is None:
        raise BadRecord("programme.rules.late_months", "die Frist endet nach dem Jahr 9999")


def _sessions(record: LearningRecord, parts: dict[str, Part]) -> dict[str, Session]:
    _once("sessions[#].id", [session.id for session in record.sessions])
    for index, session in enumerate(record.sessions):
        if session.part not in parts:
            raise BadRecord(f"sessions[{index}].part", _unknown_part(session.part))
        if flaw := _flaw_above_zero(session.units):
            raise BadRecord(f"sessions[{index}].units", flaw)
    return {session.id: session for session in record.sessions}


def _unknown_part(part: str) -> str:
    return f"{german.quoted_id(part)} steht nicht in programme.parts"


def _attendance(record: LearningRecord, sessions: dict[str, Session]) -> None:
    _once("attendance[#].session", [row.session for row in record.attendance])
    for index, row in enumerate(record.attendance):
        session = sessions.get(row.session)
        if session is None:
            reason = f"{german.quoted_id(row.session)} steht nicht in sessions"
            raise BadRecord(f"attendance[{index}].session", reason)
        if flaw := _flaw(row.units):
            raise BadRecord(f"attendance[{index}].units", flaw)
        if row.units > session.units:
            planned = german.out_of(session.units, german.unit_words(record.programme.unit))
            reason = f"{german.number(row.units)} von {planned}"
            raise BadRecord(f"attendance[{index}].units", reason)


def _makeups(record: LearningRecord, parts: dict[str, Part]) -> None:
    for index, makeup in enumerate(record.makeups):
        place = f"makeups[{index}]"
        if makeup.part not in parts:
            raise BadRecord(f"{place}.part", _unknown_part(makeup.part))
        _amount(f"{place}.units", makeup.units)
        _amount(f"{place}.days", makeup.days)
        _period(place, makeup.starts_on, makeup.ends_on)


def _internships(record: LearningRecord) -> None:
    known = {rule.no for rule in record.programme.rules.internships}
    _once("internships[#].no", [entry.no for entry in record.internships])
    for index, entry in enumerate(record.internships):
        place = f"internships[{index}]"
        _whole(f"{place}.no", entry.no)
        if entry.no not in known:
            raise BadRecord(f"{place}.no", _unknown_internship(entry.no))
        _placements(place, entry)


def _placements(place: str, entry: InternshipEntry) -> None:
    for index, placement in enumerate(entry.placements):
        _amount(f"{place}.placements[{index}].hours", placement.hours)
        _period(f"{place}.placements[{index}]", placement.starts_on, placement.ends_on)

"""For each shipped programme: a record that completes, and one that misses by the smallest unit.

Each record goes through `record_programme`, the way the product makes them, and is written to
text and read again before it is checked: nothing here knows the programme but the preset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from wirwissen.course.programme.presets import preset, presets
from wirwissen.course.programme.rules import Curriculum, CurriculumPart, as_json, read_curriculum
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.results import CertificateState, Completion, State
from wirwissen.course.record.rules import check
from wirwissen.course.record.shapes import (
    AttendanceRow,
    InternshipEntry,
    LearningRecord,
    Payments,
    Placement,
    PortfolioEntry,
    PresentationEntry,
    Session,
    Suitability,
)
from wirwissen.course.record.writing import write_record

Change = Callable[[LearningRecord], LearningRecord]

FIRST_DAY, LAST_DAY = date(2027, 1, 15), date(2027, 12, 12)
QUARTER = Decimal("0.25")


def complete(curriculum: Curriculum) -> LearningRecord:
    """Everybody was there all the time, every paper is there, everything is paid."""
    programme = curriculum.record_programme("2027-1")
    sessions = tuple(
        Session(id=f"s{no}", part=part.id, on=FIRST_DAY + timedelta(days=7 * no), units=part.units)
        for no, part in enumerate(programme.parts)
    )
    rules = programme.rules
    return LearningRecord(
        programme=programme,
        sessions=sessions,
        attendance=tuple(AttendanceRow(session=one.id, units=one.units) for one in sessions),
        internships=tuple(
            internship(no=rule.no, hours=rule.hours) for rule in rules.internships
        ),
        portfolio=PortfolioEntry(
            handed_in_on=LAST_DAY, pages=40,
            sections=rules.portfolio.sections if rules.portfolio else (),
        ),
        presentation=PresentationEntry(held_on=LAST_DAY),
        payments=Payments(due=Decimal(2450), paid=Decimal(2450)),
        suitability=Suitability(signed_by=("Amara", "Jörg")),
        closing_on=LAST_DAY,
        as_of=LAST_DAY + timedelta(days=7),
    )  # fmt: skip


def internship(*, no: int, hours: Decimal) -> InternshipEntry:
    placement = Placement(
        host="Tagesstätte Lindenhof", starts_on=date(2027, 8, 2), ends_on=date(2027, 9, 30),
        hours=hours, confirmed_on=date(2027, 10, 1),
    )  # fmt: skip
    return InternshipEntry(no=no, placements=(placement,), report_on=date(2027, 10, 15))


def with_hours(no: int, hours: str) -> Change:
    """Internship `no` with so many hours; the others as they are."""

    def change(record: LearningRecord) -> LearningRecord:
        entries = [
            internship(no=no, hours=Decimal(hours)) if entry.no == no else entry
            for entry in record.internships
        ]
        return replace(record, internships=tuple(entries))

    return change


def missing_units(units: str) -> Change:
    """So many units missed, from the first session on."""

    def change(record: LearningRecord) -> LearningRecord:
        left, rows = Decimal(units), []
        for session in record.sessions:
            missed = min(left, session.units)
            left -= missed
            rows.append(AttendanceRow(session=session.id, units=session.units - missed))
        assert not left
        return replace(record, attendance=tuple(rows))

    return change


def missing_days(whole: int, *, third: bool) -> Change:
    """So many days missed, and perhaps a third of one more: 0.25 of its 0.75.

    A module of 3 days lies on three dates here, as 1, 1.25 and 0.75 of its units.
    """

    def change(record: LearningRecord) -> LearningRecord:
        sessions, rows = [], []
        for no, part in enumerate(record.programme.parts):
            for day, units in enumerate((Decimal(1), Decimal("1.25"), Decimal("0.75"))):
                number = 3 * no + day
                on = FIRST_DAY + timedelta(days=14 * no + day)
                sessions.append(Session(id=f"s{number}", part=part.id, on=on, units=units))
                attended = Decimal(0) if number < whole else units
                if third and number == whole + 2:
                    attended = units - QUARTER
                rows.append(AttendanceRow(session=f"s{number}", units=attended))
        return replace(record, sessions=tuple(sessions), attendance=tuple(rows))

    return change


def with_modules(curriculum: Curriculum) -> Curriculum:
    """LebensART prints no number of modules; an office that runs it types its own in."""
    modules = tuple(
        CurriculumPart(id=f"m{no}", kind="module", title=f"Modul {no}", units=Decimal(22))
        for no in range(1, 6)
    )
    return replace(curriculum, parts=(*modules, *curriculum.parts))


def answer(curriculum: Curriculum, change: Change) -> Completion:
    """Check a changed record after it went through the version's JSON and the record's file."""
    stored = read_curriculum(as_json(curriculum))
    return check(read_record(write_record(change(complete(stored)))))


def states(completion: Completion) -> dict[str, State]:
    return {one.id: one.state for one in completion.requirements if one.state is not State.MET}


def unchanged(record: LearningRecord) -> LearningRecord:
    return record


@pytest.mark.parametrize("key", [one.key for one in presets()])
def test_a_record_with_everything_completes(key: str) -> None:
    completion = answer(preset(key).curriculum, unchanged)

    assert (completion.certificate, states(completion)) == (CertificateState.POSSIBLE, {})


LVR, LEBENSART = preset("exin-de-lvr").curriculum, with_modules(preset("lebensart").curriculum)
SWISS, UPPER_AUSTRIA = preset("schweiz").curriculum, preset("oberoesterreich").curriculum


@pytest.mark.parametrize(
    ("curriculum", "just_enough", "just_missed", "requirement"),
    [
        (LVR, missing_units("26"), missing_units("26.25"), "absence"),
        (LVR, missing_units("26"), missing_units("27"), "absence"),
        (LVR, with_hours(1, "40"), with_hours(1, "39.75"), "internship-1"),
        (LVR, with_hours(2, "80"), with_hours(2, "79.75"), "internship-2"),
        (LEBENSART, missing_units("11"), missing_units("11.25"), "absence"),
        (LEBENSART, with_hours(1, "120"), with_hours(1, "119.75"), "internship-1"),
        (LEBENSART, with_hours(2, "120"), with_hours(2, "119.75"), "internship-2"),
        (SWISS, missing_days(9, third=False), missing_days(9, third=True), "absence"),
        (SWISS, with_hours(1, "40"), with_hours(1, "39.75"), "internship-1"),
        (SWISS, with_hours(2, "150"), with_hours(2, "149.75"), "internship-2"),
        (UPPER_AUSTRIA, with_hours(1, "80"), with_hours(1, "79.75"), "internship-1"),
    ],
)
def test_the_smallest_unit_decides(
    curriculum: Curriculum, just_enough: Change, just_missed: Change, requirement: str
) -> None:
    enough, missed = answer(curriculum, just_enough), answer(curriculum, just_missed)

    assert (enough.certificate, states(enough)) == (CertificateState.POSSIBLE, {})
    assert (missed.certificate, states(missed)) == (
        CertificateState.OPEN,
        {requirement: State.OPEN},
    )


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        (lambda record: replace(record, payments=replace(record.payments, paid=Decimal("2449.99"))),
         "payments"),
        (lambda record: replace(record, suitability=Suitability(signed_by=("Amara",))),
         "suitability"),
        (lambda record: replace(record, presentation=PresentationEntry()), "presentation"),
        (lambda record: replace(record, portfolio=replace(
            record.portfolio, sections=record.portfolio.sections[:3])), "portfolio"),
    ],
)  # fmt: skip
def test_lvr_asks_for_the_last_cent_signature_and_section(change: Change, requirement: str) -> None:
    assert states(answer(LVR, change)) == {requirement: State.OPEN}


def test_upper_austria_prints_no_limit_so_no_absence_stands_in_the_way() -> None:
    completion = answer(UPPER_AUSTRIA, missing_units("240"))

    assert completion.certificate is CertificateState.POSSIBLE


@pytest.mark.parametrize(("months", "state"), [(24, State.MET), (25, State.NOT_MET)])
def test_lvr_accepts_the_last_report_for_24_months(months: int, state: State) -> None:
    handed_in = date(2029, 12, 12) if months == 24 else date(2029, 12, 13)

    def late(record: LearningRecord) -> LearningRecord:
        first, second = record.internships
        entries = (first, replace(second, report_on=handed_in))
        return replace(record, internships=entries, as_of=date(2030, 2, 1))

    found = {one.id: one.state for one in answer(LVR, late).requirements}

    assert found["internship-2"] is state

"""Sheets: their state, what may be entered, filling, objecting."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.cohorts.rules import sheet as rules
from wirwissen.course.cohorts.rules.sheet import Change, Fault, Mark, SheetState

START = datetime(2027, 8, 21, 9, tzinfo=UTC)
END = START + timedelta(hours=4)
LATE = END + timedelta(days=3)
SECOND = timedelta(seconds=1)


def state(now: datetime, *, filled: str = "", cancelled: bool = False) -> SheetState:
    return rules.state_of_sheet(
        now=now, starts_at=START, ends_at=END, cancelled=cancelled,
        expected=["a", "b"], filled=list(filled),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "filled", "expected"),
    [
        (START - SECOND, "", SheetState.TO_COME),
        (START, "", SheetState.RUNNING),
        (START, "ab", SheetState.COMPLETE),
        (END, "", SheetState.OPEN),
        (END, "a", SheetState.OPEN),
        (END, "abc", SheetState.COMPLETE),
        (LATE, "a", SheetState.OPEN),
        (LATE + SECOND, "a", SheetState.LATE),
        (LATE + SECOND, "ab", SheetState.COMPLETE),
    ],
)
def test_a_sheet_stays_open_until_everybody_expected_has_an_entry(
    now: datetime, filled: str, expected: SheetState
) -> None:
    assert state(now, filled=filled) is expected
    assert state(now, filled=filled, cancelled=True) is SheetState.CANCELLED


@pytest.mark.parametrize(
    ("units", "fault"),
    [
        ("0", None), ("7", None), ("6.75", None), ("7.25", Fault.TOO_MANY),
        ("-0.25", Fault.NEGATIVE), ("6.7", Fault.NO_QUARTER), ("6.999", Fault.NO_QUARTER),
    ],
)  # fmt: skip
def test_units_are_quarters_from_0_to_what_the_session_has(units: str, fault: Fault | None) -> None:
    assert rules.fault_of_units(Decimal(units), planned=Decimal(7)) is fault


@given(st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4))
def test_teils_offers_exactly_the_quarters_between_nothing_and_everything(
    planned: Decimal,
) -> None:
    offered = rules.steps(planned)

    assert offered == tuple(sorted(offered, reverse=True))
    assert set(offered) == {Decimal(n) / 4 for n in range(1, 200) if Decimal(n) / 4 < planned}


@pytest.mark.parametrize(
    ("now", "cancelled", "fault"),
    [
        (START - SECOND, False, Fault.FUTURE),
        (START, False, None),
        (END, True, Fault.CANCELLED),
    ],
)
def test_a_sheet_takes_entries_from_its_beginning_unless_cancelled(
    now: datetime, cancelled: bool, fault: Fault | None
) -> None:
    assert rules.fault_of_sheet(now=now, starts_at=START, cancelled=cancelled) is fault


def test_filling_keeps_what_was_typed_and_leaves_out_who_is_not_expected() -> None:
    filled = rules.fill({"a": "none", "b": "", "c": ""}, expected=["a", "b"], whole="all")

    assert filled == {"a": "none", "b": "all", "c": ""}


def test_the_kind_of_a_change() -> None:
    whole, part = Mark(units=Decimal(7)), Mark(units=Decimal(5), excused="abgemeldet")
    pairs = [(None, None), (whole, whole), (None, part), (whole, part), (part, None)]

    assert [rules.change_of(before, after) for before, after in pairs] == [
        Change.NONE, Change.NONE, Change.FIRST, Change.CORRECTED, Change.CLEARED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "entered", "cancelled", "has_open", "may"),
    [
        (21, date(2027, 8, 7), False, False, True),
        (22, date(2027, 8, 7), False, False, False),
        (21, None, False, False, False),
        (21, date(2027, 8, 7), True, False, False),
        (21, date(2027, 8, 7), False, True, False),
    ],
)
def test_a_person_may_object_within_the_period_its_last_day_included(
    day: int, entered: date | None, cancelled: bool, has_open: bool, may: bool
) -> None:
    assert may is rules.may_object(
        today=date(2027, 8, day), entered_on=entered, days=14,
        cancelled=cancelled, has_open=has_open,
    )  # fmt: skip

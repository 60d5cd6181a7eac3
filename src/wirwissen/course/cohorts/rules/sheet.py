"""Attendance sheets: what may be entered, how a sheet stands, who may object until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

LATE_AFTER = timedelta(days=3)
QUARTER = Decimal("0.25")
# Words that say no more than a sheet needs: nobody writes an illness down here.
EXCUSES = ("abgemeldet", "Beruf oder Amt", "Familie", "Weg oder Wetter")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is entered about one person: units attended; `excused` is a reason, not presence."""

    units: Decimal
    excused: str | None = None


class SheetState(Enum):
    """How a sheet stands."""

    CANCELLED = "cancelled"
    TO_COME = "to_come"
    RUNNING = "running"  # begun, not over: may be filled, nobody waits for it
    OPEN = "open"
    LATE = "late"  # open for more than three days: stands on the leads' "Heute" with emphasis
    COMPLETE = "complete"


def state_of_sheet(
    *,
    now: datetime,
    starts_at: datetime,
    ends_at: datetime,
    cancelled: bool,
    expected: Collection[str],
    filled: Collection[str],
) -> SheetState:
    """How a sheet stands; `expected` and `filled` are ids of people.

    A sheet with entries for some stays open for the others; it is never filled by guess.
    Source: course-house.md, step 8.
    """
    if cancelled:
        return SheetState.CANCELLED
    if now < starts_at:
        return SheetState.TO_COME
    if set(expected) <= set(filled):
        return SheetState.COMPLETE
    if now < ends_at:
        return SheetState.RUNNING
    return SheetState.LATE if is_late(now=now, ends_at=ends_at) else SheetState.OPEN


def is_late(*, now: datetime, ends_at: datetime) -> bool:
    """Whether an open sheet has waited for more than three days."""
    return now > ends_at + LATE_AFTER


class Fault(Enum):
    """Why an entry or a whole sheet is not taken."""

    CANCELLED = "cancelled"
    FUTURE = "future"
    NEGATIVE = "negative"
    TOO_MANY = "too_many"
    NO_QUARTER = "no_quarter"


def fault_of_sheet(*, now: datetime, starts_at: datetime, cancelled: bool) -> Fault | None:
    """Why nothing may be entered for a session; from its beginning on it may."""
    if cancelled:
        return Fault.CANCELLED
    return Fault.FUTURE if now < starts_at else None


def fault_of_units(units: Decimal, *, planned: Decimal) -> Fault | None:
    """Why so many units may not be entered: 0 to `planned`, in quarters, never rounded."""
    if units < 0:
        return Fault.NEGATIVE
    if units % QUARTER:
        return Fault.NO_QUARTER
    return Fault.TOO_MANY if units > planned else None


def steps(planned: Decimal) -> tuple[Decimal, ...]:
    """What "teils" offers: every quarter between nothing and everything, the most first."""
    count = int(planned / QUARTER)
    return tuple(QUARTER * number for number in range(count - 1, 0, -1))


def fill(typed: Mapping[str, str], *, expected: Iterable[str], whole: str) -> dict[str, str]:
    """ "Alle waren ganz da": everybody expected who has no mark yet gets `whole`.

    What somebody typed or saved before stays. Saves nothing: it only answers a question.
    """
    return {**typed, **{person: whole for person in expected if not typed.get(person)}}


class Change(Enum):
    """What saving does to the entry of one person."""

    NONE = "none"
    FIRST = "first"
    CORRECTED = "corrected"
    CLEARED = "cleared"


def change_of(before: Mark | None, after: Mark | None) -> Change:
    """The difference between what stands and what is saved; `None` is unfilled."""
    if before == after:
        return Change.NONE
    if after is None:
        return Change.CLEARED
    return Change.FIRST if before is None else Change.CORRECTED


def last_day_to_object(entered_on: date, *, days: int) -> date:
    """The last day on which a participant may say that an entry is wrong, inclusive."""
    return entered_on + timedelta(days=days)


def may_object(
    *, today: date, entered_on: date | None, days: int, cancelled: bool, has_open: bool
) -> bool:
    """Whether a participant may object to an entry: there is one, in time, not yet objected."""
    if entered_on is None or cancelled or has_open:
        return False
    return today <= last_day_to_object(entered_on, days=days)

"""Checks of a timetable: they name figures and clashes, they never block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import groupby

SHORT_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True, kw_only=True)
class PlannedPart:
    """A part of the curriculum that is to be planned with `units`."""

    id: str
    title: str
    units: Decimal


@dataclass(frozen=True, kw_only=True)
class Block:
    """One session: its typed units (never computed from clock times) and when it is."""

    id: str
    part: str
    starts_at: datetime
    ends_at: datetime
    units: Decimal
    cancelled: bool = False


class PartState(Enum):
    """How the sessions of a part fit its units."""

    FITS = "fits"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    NOT_PLANNED = "not_planned"
    ALL_CANCELLED = "all_cancelled"


@dataclass(frozen=True, kw_only=True)
class PartPlan:
    """The uncancelled blocks of one part, in the order of the calendar, and how they fit."""

    part: PlannedPart
    blocks: tuple[Block, ...]
    state: PartState

    @property
    def total(self) -> Decimal:
        """Units planned."""
        return sum((block.units for block in self.blocks), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Units that are missing (above 0) or too many (below 0)."""
        return self.part.units - self.total

    @property
    def over(self) -> Decimal:
        """Units that are too many."""
        return max(-self.gap, Decimal(0))

    @property
    def fits(self) -> bool:
        """Whether the sum is right: 7 + 8 + 7 and 6 + 10 + 6 both are 22."""
        return self.state is PartState.FITS


def plans_of_parts(parts: Iterable[PlannedPart], blocks: Iterable[Block]) -> tuple[PartPlan, ...]:
    """The plan of each part in the curriculum's order; units of sessions are counted as typed.

    A part may lie in several weekends. Source: course-house.md, step 7 (22 UE do not divide by
    three days; the sum must be the part's units or the timetable is flagged).
    """
    by_part: dict[str, list[Block]] = defaultdict(list)
    for block in sorted(blocks, key=lambda block: (block.starts_at, block.id)):
        by_part[block.part].append(block)
    return tuple(_plan(part, by_part[part.id]) for part in parts)


def _plan(part: PlannedPart, blocks: Sequence[Block]) -> PartPlan:
    held = tuple(block for block in blocks if not block.cancelled)
    total = sum((block.units for block in held), Decimal(0))
    if not held:
        state = PartState.ALL_CANCELLED if blocks else PartState.NOT_PLANNED
    elif total == part.units:
        state = PartState.FITS
    else:
        state = PartState.TOO_LITTLE if total < part.units else PartState.TOO_MUCH
    return PartPlan(part=part, blocks=held, state=state)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A trainer leads a session that is not cancelled."""

    trainer: str
    session: str
    starts_at: datetime
    ends_at: datetime


def clashes(duties: Iterable[Duty]) -> frozenset[tuple[str, str, str]]:
    """(trainer, earlier session, later session) for all sessions of one trainer that overlap.

    One that ends when the other begins does not overlap.
    """
    found = set()
    ordered = sorted(duties, key=lambda duty: (duty.trainer, duty.starts_at, duty.session))
    for trainer, group in groupby(ordered, key=lambda duty: duty.trainer):
        running: list[Duty] = []
        for duty in group:
            running = [other for other in running if other.ends_at > duty.starts_at]
            found |= {(trainer, other.session, duty.session) for other in running}
            running.append(duty)
    return frozenset(found)


def is_certified(*, since: date | None, until: date | None, on: date) -> bool:
    """Whether a certification holds on that day; both ends belong to it. No first day: none."""
    return since is not None and since <= on and (until is None or on <= until)


class Crew(Enum):
    """Who leads a session."""

    PAIR = "pair"
    SINGLE_MARKED = "single_marked"  # one was ill, the other held the day: marked, not blocked
    SINGLE = "single"
    NOBODY = "nobody"


def crew_of(*, trainers: int, held_single: bool) -> Crew:
    """How a session is staffed; a pair is usual, a single day is only marked."""
    if held_single:
        return Crew.SINGLE_MARKED
    if trainers == 0:
        return Crew.NOBODY
    return Crew.SINGLE if trainers == 1 else Crew.PAIR


@dataclass(frozen=True, kw_only=True)
class TypedBlock:
    """One line of the quick entry of a module weekend: so many days after the first one."""

    day: int
    starts: time
    ends: time
    units: Decimal


@dataclass(frozen=True, kw_only=True)
class NewBlock:
    """A block of a weekend with its day and the short name leads use ("Sa Vm")."""

    label: str
    on: date
    starts: time
    ends: time
    units: Decimal


def weekend(first_day: date, blocks: Sequence[TypedBlock]) -> tuple[NewBlock, ...]:
    """The sessions of a module weekend, in order; "Vm" and "Nm" where a day has two or more."""
    ordered = sorted(blocks, key=lambda block: (block.day, block.starts))
    per_day = [block.day for block in ordered]
    made = []
    for block in ordered:
        on = first_day + timedelta(days=block.day)
        alone = per_day.count(block.day) == 1 and block.day > 0
        made.append(
            NewBlock(
                label=short_name(on, block.starts, alone=alone),
                on=on, starts=block.starts, ends=block.ends, units=block.units,
            )
        )  # fmt: skip
    return tuple(made)


def short_name(on: date, starts: time, *, alone: bool = False) -> str:
    """ "Fr Nm", "Sa Vm"; only "So" where the day has one block."""
    weekday = SHORT_WEEKDAYS[on.weekday()]
    if alone:
        return weekday
    return f"{weekday} {'Vm' if starts < time(12) else 'Nm'}"

"""Invented groups with realistic weeks: for examples, comparisons and the bench. No real person.

Each person has a kind of working life, a weekly template drawn once, for clinics a rotation of
early, late, night and free weeks with a phase of their own, absences, and now and then a single
evening that is taken. The shares and chances below are ours; they are plausible, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import (
    Constraints,
    Facilitators,
    Objective,
    People,
    Problem,
    Slot,
)
from wirwissen.planner.similar import likeness

MORNING, AFTERNOON, EVENING = 0, 1, 2
BLOCK = 1 << 15  # people at a time
_PARTS = {time(10): MORNING, time(16, 30): AFTERNOON, time(19, 30): EVENING}
_SHIFTS = 4
# Free of early (6 to 14), late (14 to 22), night (from 21) and free weeks, by part of the day.
_SHIFT_FREE = np.array([[0, 1, 1], [1, 0, 0], [0, 1, 0], [1, 1, 1]], dtype=np.bool_)


@dataclass(frozen=True)
class Kind:
    """One working life: chance of being free on workdays and weekends, for the parts of a day.

    `own_evenings` is the chance that a weekday evening is always taken (clients, choir, children);
    `rotates` puts the shifts of a clinic over the template.
    """

    name: str
    workday: tuple[float, float, float]
    weekend: tuple[float, float, float]
    own_evenings: float
    rotates: bool = False


KINDS = (
    Kind("office", (0.02, 0.15, 0.92), (0.60, 0.50, 0.50), 0.15),
    Kind("clinic", (0.95, 0.95, 0.92), (0.80, 0.75, 0.70), 0.10, rotates=True),
    Kind("practice", (0.30, 0.30, 0.65), (0.55, 0.45, 0.45), 0.35),
    Kind("carer", (0.55, 0.25, 0.50), (0.30, 0.30, 0.30), 0.20),
    Kind("part-time", (0.45, 0.60, 0.75), (0.50, 0.50, 0.50), 0.20),
)
MIXED = (0.30, 0.28, 0.16, 0.13, 0.13)
CLINIC = (0.08, 0.70, 0.08, 0.07, 0.07)


def months(first: date, count: int) -> tuple[str, ...]:
    """The names of `count` months from the one of `first` on: 2026-01, 2026-02, …"""
    start = first.year * 12 + first.month - 1
    return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(start, start + count))


def slots_of(periods: Sequence[str], *, evening: time = time(19, 30)) -> tuple[Slot, ...]:
    """Two hours at 16:30 and 19:30 on workdays, at 10:00 and 16:30 on Saturdays; 52 a month."""
    slots = []
    for period, name in enumerate(periods):
        day = date.fromisoformat(f"{name}-01")
        while f"{day:%Y-%m}" == name:
            if day.weekday() != 6:
                hours = (time(10), time(16, 30)) if day.weekday() == 5 else (time(16, 30), evening)
                starts = [datetime.combine(day, hour) for hour in hours]
                slots += [Slot(start, start + timedelta(hours=2), period) for start in starts]
            day += timedelta(days=1)
    return tuple(slots)


def answers(
    count: int, slots: Sequence[Slot], *, seed: int, shares: Sequence[float] = MIXED
) -> NDArray[np.uint8]:
    """Answers of `count` invented people: shape (count, ceil(slots / 8)), bit j % 8 of byte j // 8.

    `shares` are those of `KINDS` and add up to 1. The same seed gives the same people.
    """
    random = np.random.default_rng(seed)
    calendar = _Calendar(slots)
    rows = np.zeros((count, (len(slots) + 7) // 8), dtype=np.uint8)
    for first in range(0, count, BLOCK):
        block = _block(min(BLOCK, count - first), calendar, random, shares)
        rows[first : first + BLOCK] = block.view(np.uint8)[:, : rows.shape[1]]
    return rows


class _Calendar:
    """The slots as sets of bits, so that a million people are combined 64 slots at a time."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        weekday = np.array([slot.start.weekday() for slot in slots], dtype=np.intp)
        part = np.array([_PARTS.get(slot.start.time(), EVENING) for slot in slots], dtype=np.intp)
        day = np.array([slot.start.toordinal() for slot in slots], dtype=np.int64)
        self.days = int(day.max() - day.min()) + 1 if len(day) else 1
        day -= day.min() if len(day) else 0
        self.words = (len(slots) + 63) // 64
        cells = {(int(d), int(p)) for d, p in zip(weekday, part, strict=True)}
        self.cells = [(d, p, self._set((weekday == d) & (part == p))) for d, p in sorted(cells)]
        week = (day + weekday[0] if len(day) else day) // 7
        phases = [_SHIFT_FREE[(week + phase) % _SHIFTS, part] for phase in range(_SHIFTS)]
        self.shifts = self._set(np.array(phases, dtype=np.bool_))
        # away[first + 21, weeks]: free outside of an absence that begins on day `first`
        begin = np.arange(-21, self.days)[:, None, None]
        length = 7 * np.arange(4)[None, :, None]
        self.away = self._set((day < begin) | (day >= begin + length))

    def _set(self, chosen: NDArray[np.bool_]) -> NDArray[np.uint64]:
        """Truth values of slots in the last axis as words of 64 bits."""
        padded = np.zeros((*chosen.shape[:-1], 64 * self.words), dtype=np.bool_)
        padded[..., : chosen.shape[-1]] = chosen
        return np.packbits(padded, axis=-1, bitorder="little").view("<u8").astype(np.uint64)


def _block(
    count: int, calendar: _Calendar, random: np.random.Generator, shares: Sequence[float]
) -> NDArray[np.uint64]:
    """Answers of one block, shape (count, words)."""
    kind = random.choice(len(KINDS), size=count, p=shares)
    week = _templates(kind, random)
    free = np.zeros((count, calendar.words), dtype=np.uint64)
    for weekday, part, chosen in calendar.cells:
        free[week[:, weekday, part]] |= chosen
    rotating = np.array([k.rotates for k in KINDS])[kind]
    free[rotating] &= calendar.shifts[random.integers(0, _SHIFTS, size=rotating.sum())]
    for _ in range(3):  # up to three absences of one to three weeks
        first = random.integers(0, len(calendar.away), size=count)
        free &= calendar.away[first, random.integers(0, 4, size=count)]
    # One slot in sixteen is taken by something else.
    some = random.integers(0, 1 << 64, size=(4, *free.shape), dtype=np.uint64)
    free &= np.bitwise_or.reduce(some, axis=0)
    return free


def _templates(kind: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.bool_]:
    """A week for each person, shape (people, 7 weekdays, 3 parts)."""
    chance = np.array([[k.workday] * 5 + [k.weekend] * 2 for k in KINDS], dtype=np.float32)
    week = random.random((len(kind), 7, 3), dtype=np.float32) < chance[kind]
    taken = (
        random.random((len(kind), 7), dtype=np.float32)
        < np.array([k.own_evenings for k in KINDS], dtype=np.float32)[kind][:, None]
    )
    week[:, :, EVENING] &= ~taken
    return week


def problem_of(
    count: int,
    *,
    seed: int,
    shares: Sequence[float] = MIXED,
    periods: int = 12,
    weekday_differs: int = 2,
    objective: Objective | None = None,
    groups: int | None = None,
    begins: date = date(2026, 1, 1),
) -> Problem:
    """A whole question for `count` invented people, six of whom can facilitate (two are needed).

    `groups` draws that many patterns only and spreads the people over them.
    """
    names = months(begins, periods)
    slots = slots_of(names)
    rows = answers(groups or count, slots, seed=seed, shares=shares)
    weights = np.ones(len(rows), dtype=np.int64)
    if groups is not None:
        extra = np.random.default_rng(seed + 1).multinomial(
            count - groups, np.full(groups, 1 / groups)
        )
        weights += extra
    leading = tuple(int.from_bytes(row.tobytes(), "little") for row in rows[:6])
    return Problem(
        id=f"invented-{count}-{seed}",
        timezone="Europe/Berlin",
        periods=names,
        slots=slots,
        people=People.from_rows(rows, weights, slots=len(slots), alike=likeness(rows, slots)),
        facilitators=Facilitators(min(2, len(leading)), leading),
        constraints=Constraints(weekday_differs=weekday_differs, min_gap=14, max_gap=45),
        objective=objective or Objective(),
    )

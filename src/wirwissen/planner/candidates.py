"""Which slots may be chosen, before and between meetings: the filters, the pins, H1 and H2."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import Problem


@dataclass(frozen=True, eq=False)
class Candidates:
    """What is left to choose from.

    `eligible`: per period its slots after filters and pins, ascending; they decide who is reached.
    `allowed`: the same without slots that the history forbids (H1 for the first m meetings, H2 for
    the first). `weekdays` (Monday = 0) and `days` (proleptic ordinals): one entry per slot.
    `reachable`: bit set (words) of the groups free at some eligible slot; `unreachable`: people.
    """

    eligible: tuple[NDArray[np.int64], ...]
    allowed: tuple[NDArray[np.int64], ...]
    weekdays: NDArray[np.int64]
    days: NDArray[np.int64]
    reachable: NDArray[np.uint64]
    unreachable: int


def candidates(problem: Problem) -> Candidates:
    """Apply the filters, the pins and the history of `problem`."""
    weekdays = np.array([slot.start.weekday() for slot in problem.slots], dtype=np.int64)
    days = np.array([slot.start.toordinal() for slot in problem.slots], dtype=np.int64)
    eligible = _eligible(problem)
    allowed = []
    for meeting, slots in enumerate(eligible):
        keep = ~np.isin(weekdays[slots], _weekdays_before(problem, meeting))
        if meeting == 0 and problem.constraints.previous_date is not None:
            keep &= _gap_fits(problem, days[slots] - problem.constraints.previous_date.toordinal())
        allowed.append(slots[keep])
    people = problem.people
    reachable = np.zeros(people.free.shape[1], np.uint64)
    for slots in eligible:
        reachable |= np.bitwise_or.reduce(people.free.take(slots, axis=0), axis=0)
    bits = np.unpackbits(reachable.view(np.uint8), count=people.groups, bitorder="little")
    unreachable = int(people.weights[bits == 0].sum())
    return Candidates(eligible, tuple(allowed), weekdays, days, reachable, unreachable)


def pair_fits(problem: Problem, found: Candidates, earlier: int, later: int) -> NDArray[np.bool_]:
    """Whether slots of two meetings keep H1 and H2, shape (earlier, later) of `allowed`."""
    first, second = found.allowed[earlier], found.allowed[later]
    fits = np.ones((len(first), len(second)), dtype=np.bool_)
    if later - earlier <= problem.constraints.weekday_differs:
        fits &= found.weekdays[first][:, None] != found.weekdays[second][None, :]
    if later - earlier == 1:
        fits &= _gap_fits(problem, found.days[second][None, :] - found.days[first][:, None])
    return fits


def _eligible(problem: Problem) -> tuple[NDArray[np.int64], ...]:
    rules = problem.constraints
    slots: list[list[int]] = [[] for _ in problem.periods]
    for index, slot in enumerate(problem.slots):
        if slot.period in rules.pinned or slot.start.date() in rules.excluded:
            continue
        leads = sum(avail >> index & 1 for avail in problem.facilitators.avail)
        if leads >= problem.facilitators.min_available:
            slots[slot.period].append(index)
    for period, index in rules.pinned.items():
        slots[period] = [index]
    return tuple(np.array(each, dtype=np.int64) for each in slots)


def _weekdays_before(problem: Problem, meeting: int) -> list[int]:
    """Weekdays of the history that lie within m meetings before `meeting`."""
    still_seen = problem.constraints.weekday_differs - meeting
    return list(problem.constraints.previous_weekdays[-still_seen:]) if still_seen > 0 else []


def _gap_fits(problem: Problem, gap: NDArray[np.int64]) -> NDArray[np.bool_]:
    rules = problem.constraints
    fits: NDArray[np.bool_] = gap >= rules.min_gap
    return fits if rules.max_gap is None else fits & (gap <= rules.max_gap)

"""For the checker: the rules of the model once more, written apart from the search.

Nothing here is imported by the search, and nothing of the search is imported here, so an error in
one of them shows as a disagreement. Slots are positions in `problem.slots`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import Problem

NOTHING: frozenset[str] = frozenset()
PIN, MIN_GAP, MAX_GAP, WEEKDAYS = "pinned:", "min_gap_days", "max_gap_days", "weekdays"
EXCLUDED, FACILITATORS, PREVIOUS_DATE = "excluded_dates", "facilitators", "previous_date"


def rules_of(problem: Problem) -> list[str]:
    """The names of all rules that this problem sets, as a clash names them."""
    rules = problem.constraints
    names = [f"{PIN}{period}" for period in sorted(rules.pinned)]
    names += [MIN_GAP] + [MAX_GAP] * (rules.max_gap is not None)
    names += [WEEKDAYS] * (rules.weekday_differs > 0) + [EXCLUDED] * bool(rules.excluded)
    names += [FACILITATORS] * (problem.facilitators.min_available > 0)
    return names + [PREVIOUS_DATE] * (rules.previous_date is not None)


def choices(problem: Problem, without: frozenset[str] = NOTHING) -> list[list[int]]:
    """Per period the slots that filters and pins leave, ascending, when some rules are dropped.

    Dropping a pin frees its period; its slot may still be chosen, whatever the filters say.
    """
    rules, leads = problem.constraints, problem.facilitators
    left: list[list[int]] = [[] for _ in problem.periods]
    for index, slot in enumerate(problem.slots):
        pin = rules.pinned.get(slot.period)
        if index == pin:
            suits = True
        elif pin is not None and f"{PIN}{slot.period}" not in without:
            suits = False
        else:
            may_lead = sum(avail >> index & 1 for avail in leads.avail)
            is_led = may_lead >= leads.min_available or FACILITATORS in without
            is_excluded = slot.start.date() in rules.excluded and EXCLUDED not in without
            suits = is_led and not is_excluded
        if suits:
            left[slot.period].append(index)
    return left


def gap_fits(problem: Problem, days: int, without: frozenset[str] = NOTHING) -> bool:
    """Whether `days` may lie between two consecutive meetings."""
    rules = problem.constraints
    if days < rules.min_gap and MIN_GAP not in without:
        return False
    return rules.max_gap is None or days <= rules.max_gap or MAX_GAP in without


def keeps_rules(problem: Problem, plan: Sequence[int]) -> bool:
    """Whether a whole series keeps every rule."""
    rules = problem.constraints
    if len(plan) != len(problem.periods):
        return False
    if any(slot not in left for slot, left in zip(plan, choices(problem), strict=True)):
        return False
    dates = [problem.slots[slot].start.date() for slot in plan]
    weekdays = [*rules.previous_weekdays, *(day.weekday() for day in dates)]
    for place in range(len(rules.previous_weekdays), len(weekdays)):
        if weekdays[place] in weekdays[max(0, place - rules.weekday_differs) : place]:
            return False
    before = [] if rules.previous_date is None else [rules.previous_date]
    return gaps_fit(problem, [*before, *dates])


def gaps_fit(problem: Problem, dates: Sequence[date]) -> bool:
    """Whether all consecutive dates have a fitting gap."""
    return all(gap_fits(problem, (later - earlier).days) for earlier, later in pairwise(dates))


def after_history(problem: Problem, left: list[list[int]]) -> list[list[int]]:
    """Of the slots `left` those that the weekdays and the date of earlier meetings allow."""
    rules = problem.constraints
    allowed = []
    for meeting, slots in enumerate(left):
        within = rules.weekday_differs - meeting  # how many meetings of the history H1 reaches
        taken = rules.previous_weekdays[-within:] if within > 0 else ()
        allowed.append([s for s in slots if problem.slots[s].start.weekday() not in taken])
    if rules.previous_date is not None:
        before = rules.previous_date
        dates = {slot: problem.slots[slot].start.date() for slot in allowed[0]}
        allowed[0] = [s for s, day in dates.items() if gap_fits(problem, (day - before).days)]
    return allowed


def series_exists(problem: Problem, without: frozenset[str] = NOTHING) -> bool:
    """Whether any series keeps the rules: goes forward with the last weekdays and the last date."""
    rules = problem.constraints
    seen = 0 if WEEKDAYS in without else rules.weekday_differs
    history = tuple(rules.previous_weekdays[-seen:]) if seen else ()
    first = None if PREVIOUS_DATE in without else rules.previous_date
    reached: dict[tuple[int, ...], set[date | None]] = {history: {first}}
    for left in choices(problem, without):
        following: dict[tuple[int, ...], set[date | None]] = {}
        lasts = set().union(*reached.values())
        for day in {problem.slots[slot].start.date() for slot in left}:
            before = {
                last
                for last in lasts
                if last is None or gap_fits(problem, (day - last).days, without)
            }
            for weekdays, ended in reached.items():
                if day.weekday() not in weekdays and not before.isdisjoint(ended):
                    after = (*weekdays, day.weekday())[-seen:] if seen else ()
                    following.setdefault(after, set()).add(day)
        reached = following
    return bool(reached)


def window_fits(problem: Problem, meetings: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Which choices of consecutive meetings keep the rules among themselves, one axis a meeting."""
    rules = problem.constraints
    fits = np.ones([len(slots) for slots in meetings], dtype=np.bool_)
    days = [
        np.array([problem.slots[slot].start.toordinal() for slot in slots], dtype=np.int64)
        for slots in meetings
    ]
    for early in range(len(meetings)):
        for late in range(early + 1, len(meetings)):
            first = _along(days[early], early, len(meetings))
            second = _along(days[late], late, len(meetings))
            if late - early <= rules.weekday_differs:
                fits &= (second - first) % 7 != 0
            if late - early == 1:
                fits &= second - first >= rules.min_gap
                if rules.max_gap is not None:
                    fits &= second - first <= rules.max_gap
    return fits


def _along(values: NDArray[np.int64], axis: int, axes: int) -> NDArray[np.int64]:
    shape = [1] * axes
    shape[axis] = len(values)
    return values.reshape(shape)

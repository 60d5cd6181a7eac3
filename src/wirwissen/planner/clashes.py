"""When no series keeps the rules: a smallest set of rules that exclude each other.

A set of rules clashes exactly if it contains one rule of every "correction", a set of rules whose
removal leaves a series. So: take a smallest set that meets all corrections found so far; if it
clashes, no smaller one does; if it leaves a series, drop as few further rules as possible from the
whole, and what was dropped is a new correction (implicit hitting sets, Ignatiev et al., CP 2015).
"""

from __future__ import annotations

from itertools import combinations

from wirwissen.planner.checking_rules import (
    EXCLUDED,
    FACILITATORS,
    MAX_GAP,
    MIN_GAP,
    PIN,
    PREVIOUS_DATE,
    WEEKDAYS,
    rules_of,
)
from wirwissen.planner.problem import Problem, Slot


def smallest_clash(problem: Problem) -> list[str]:
    """The clashing rules, in the order of `rules_of`; empty if a period has no slot at all.

    Only for problems without a series: raises `ValueError` otherwise.
    """
    names = rules_of(problem)
    if series_can_keep(problem, names):
        raise ValueError("a series keeps all rules")
    corrections: list[frozenset[str]] = []
    while True:
        clash = _smallest_meeting(names, corrections)
        if not series_can_keep(problem, clash):
            return clash
        kept = list(clash)
        for name in names:
            if name not in kept and series_can_keep(problem, [*kept, name]):
                kept.append(name)
        corrections.append(frozenset(names) - frozenset(kept))


def _smallest_meeting(names: list[str], corrections: list[frozenset[str]]) -> list[str]:
    """A smallest selection of `names` that has something in common with every correction."""
    for size in range(len(names) + 1):
        for selection in combinations(names, size):
            if all(not correction.isdisjoint(selection) for correction in corrections):
                return list(selection)
    raise AssertionError("all names together meet every correction")


def series_can_keep(problem: Problem, kept: list[str]) -> bool:
    """Whether some series keeps the rules named; depth first, no state is tried twice."""
    rules = problem.constraints
    seen = rules.weekday_differs if WEEKDAYS in kept else 0
    shortest = rules.min_gap if MIN_GAP in kept else -(10**7)
    longest = rules.max_gap if MAX_GAP in kept and rules.max_gap is not None else 10**7
    days = [
        sorted({s.start.toordinal() for s in _left(problem, kept, period)})
        for period in range(len(problem.periods))
    ]
    first = rules.previous_date.toordinal() if rules.previous_date is not None else None
    history = tuple(rules.previous_weekdays)[-seen:] if seen else ()
    dead: set[tuple[int, int | None, tuple[int, ...]]] = set()
    waiting = [(0, first if PREVIOUS_DATE in kept else None, history)]
    while waiting:
        state = waiting.pop()
        if state in dead:
            continue
        dead.add(state)
        meeting, last, weekdays = state
        if meeting == len(days):
            return True
        for day in days[meeting]:
            weekday = (day - 1) % 7
            fits = last is None or shortest <= day - last <= longest
            if fits and weekday not in weekdays:
                waiting.append((meeting + 1, day, (*weekdays, weekday)[-seen:] if seen else ()))
    return False


def _left(problem: Problem, kept: list[str], period: int) -> list[Slot]:
    """The slots of a period that the filters and the pin among `kept` leave.

    A pin that is not kept still lets its slot pass the filters; otherwise dropping a rule could
    leave less than keeping it, and "smallest" would mean nothing.
    """
    rules, leads = problem.constraints, problem.facilitators
    if f"{PIN}{period}" in kept:
        return [problem.slots[rules.pinned[period]]]
    return [
        slot
        for index, slot in enumerate(problem.slots)
        if (slot.period == period and index == rules.pinned.get(period))
        or (
            slot.period == period
            and not (EXCLUDED in kept and slot.start.date() in rules.excluded)
            and not (
                FACILITATORS in kept
                and sum(avail >> index & 1 for avail in leads.avail) < leads.min_available
            )
        )
    ]

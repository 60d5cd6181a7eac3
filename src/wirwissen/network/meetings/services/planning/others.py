"""For each date of a plan other days in its month, with what a change would mean."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from wirwissen.planner import figures
from wirwissen.planner.candidates import candidates
from wirwissen.planner.problem import Problem

MOST = 3  # days offered for each month
Plan = tuple[int, ...]


def other_days(problem: Problem, plan: Plan) -> list[list[dict[str, str]]]:
    """For each meeting up to three other days that keep all rules with the other dates as they are.

    The words say whether people wait longer, by the bands that may be shown: no counts.
    """
    table, weights = problem.people.table(), problem.people.weights
    found = candidates(problem)
    reachable = table[np.concatenate(found.eligible)].any(axis=0)
    table, weights = table[:, reachable], weights[reachable]
    width, is_open = problem.objective.window, figures.may_show(problem.people.total)
    chances = max(0, len(plan) - width + 1) * int(weights.sum())
    here = _missed(table, weights, plan, width)
    offered = []
    for meeting, slots in enumerate(found.eligible):
        ways = [
            (_missed(table, weights, way, width), -int(table[int(slot)] @ weights), int(slot))
            for slot in slots
            if slot != plan[meeting]
            and _keeps_distance(problem, way := _with(plan, meeting, int(slot)))
        ]
        days: dict[object, tuple[int, int]] = {}
        for missed, _total, slot in sorted(ways):
            days.setdefault(problem.slots[slot].start.date(), (slot, missed))
        offered.append(
            [
                {
                    "start": problem.slots[slot].start.isoformat(timespec="minutes"),
                    "words": _words(here, missed, chances) if is_open else "",
                }
                for slot, missed in list(days.values())[:MOST]
            ]
        )
    return offered


def _with(plan: Plan, meeting: int, slot: int) -> Plan:
    return (*plan[:meeting], slot, *plan[meeting + 1 :])


def _keeps_distance(problem: Problem, plan: Plan) -> bool:
    """The rules between meetings (H1, H2). What is eligible at all was asked once for all."""
    rules = problem.constraints
    days = [problem.slots[slot].start.date() for slot in plan]
    before = [] if rules.previous_date is None else [rules.previous_date]
    gaps = [(later - earlier).days for earlier, later in pairwise([*before, *days])]
    most = rules.max_gap if rules.max_gap is not None else max(gaps, default=0)
    weekdays = [*rules.previous_weekdays, *(day.weekday() for day in days)]
    width = rules.weekday_differs
    turns = [
        weekday not in weekdays[max(0, at - width) : at] for at, weekday in enumerate(weekdays)
    ]
    return all(rules.min_gap <= gap <= most for gap in gaps) and (
        width == 0 or all(turns[len(rules.previous_weekdays) :])
    )


def _missed(table: NDArray[np.bool_], weights: NDArray[np.int64], plan: Plan, width: int) -> int:
    suits = table[list(plan)]
    windows = [suits[t : t + width].any(axis=0) for t in range(len(plan) - width + 1)]
    return sum(int(weights[~window].sum()) for window in windows)


def _words(here: int, there: int, chances: int) -> str:
    if figures.band(min(there, chances), chances) == figures.band(min(here, chances), chances):
        return _("fast gleich gut")
    return _("manche warten dann länger")

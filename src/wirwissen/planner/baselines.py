"""Simpler ways to choose dates, to compare with: habits of today, and voting rules with memory.

All of them take the slots that filters and pins leave. Except for `most_in_total` none knows the
rules between meetings (H1, H2): a poll decides one month at a time. Perpetual PAV: M. Lackner,
Perpetual Voting: Fairness in Long-Term Decision Making, AAAI 2020.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.checking_rules import choices, keeps_rules
from wirwissen.planner.problem import Problem

Plan = tuple[int, ...]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Quality:
    """How a series does, in people: `missed` windows of w meetings of which none suits somebody
    (summed), `every_quarter` the share of people whom each block of three meetings reaches,
    `fewest` meetings that suit anybody reachable, `total` attendances possible.
    """

    missed: int
    every_quarter: float
    fewest: int
    total: int
    keeps_rules: bool


def quality(problem: Problem, plan: Plan) -> Quality:
    """Measure a series of slot indexes."""
    table, weights = problem.people.table(), problem.people.weights
    candidates = [slot for left in choices(problem) for slot in left]
    reachable = table[candidates].any(axis=0)
    suits, width = table[list(plan)][:, reachable], problem.objective.window
    weights = weights[reachable]
    windows = [suits[t : t + width].any(axis=0) for t in range(len(plan) - width + 1)]
    quarters = [suits[t : t + 3].any(axis=0) for t in range(0, len(plan) - 2, 3)]
    always = np.all(quarters, axis=0) if quarters else np.zeros(len(weights), dtype=np.bool_)
    often = suits.sum(axis=0)
    return Quality(
        missed=sum(int(weights[~window].sum()) for window in windows),
        every_quarter=float(weights[always].sum() / max(1, weights.sum())),
        fewest=int(often.min(initial=len(plan))),
        total=int(often @ weights),
        keeps_rules=keeps_rules(problem, plan),
    )


def fixed_weekday(problem: Problem) -> Plan:
    """Always the same weekday and hour, about mid-month: the pair that suits most in total."""
    plans = [_nearest(problem, [day], hour, position=0.5) for day, hour in _habits(problem)]
    return max(plans, key=lambda plan: quality(problem, plan).total)


def rotation(problem: Problem) -> Plan:
    """Monday to Thursday in turn, late in the month, at the hour that suits most in total."""
    hours = sorted({hour for _, hour in _habits(problem)})
    plans = [_nearest(problem, [0, 1, 2, 3], hour, position=0.9) for hour in hours]
    return max(plans, key=lambda plan: quality(problem, plan).total)


def poll_winner(problem: Problem) -> Plan:
    """A poll each month: the slot that suits most wins; of equals the first."""
    return _voted(problem, lambda suited, waited: np.ones(len(suited)))


def perpetual_pav(problem: Problem) -> Plan:
    """A vote each month in which a person counts 1 / (1 + meetings that suited them so far)."""
    return _voted(problem, lambda suited, waited: 1 / (1 + suited))


def longest_wait(problem: Problem) -> Plan:
    """Each month the slot that ends most waiting: a person counts meetings since the last one."""
    return _voted(problem, lambda suited, waited: waited)


def most_in_total(problem: Problem) -> Plan | None:
    """The series that keeps the rules and suits most people in total; `None` if there is none.

    For m up to 2; with larger m the rules are kept for the two meetings before.
    """
    left = [np.array(slots, dtype=np.int64) for slots in choices(problem)]
    weekday = np.array([slot.start.weekday() for slot in problem.slots])
    day = np.array([slot.start.toordinal() for slot in problem.slots])
    totals = _totals(problem)
    depth = min(2, problem.constraints.weekday_differs)
    previous = list(problem.constraints.previous_weekdays[-depth:]) if depth else []
    best = np.zeros((1, len(left[0])))  # rows: the slot before; a row of none before the first
    if len(best[0]):
        best += totals[left[0]]
        best[0, np.isin(weekday[left[0]], previous)] = -np.inf
        best[0, ~_first_fits(problem, day[left[0]])] = -np.inf
    back: list[NDArray[np.int64]] = []
    for t in range(1, len(left)):
        a, b = left[t - 1], left[t]
        gap = day[b][None, :] - day[a][:, None]
        fits = gap >= problem.constraints.min_gap
        if problem.constraints.max_gap is not None:
            fits &= gap <= problem.constraints.max_gap
        if depth:
            fits &= weekday[a][:, None] != weekday[b][None, :]
        if t == 1 and depth == 2 and previous:
            fits &= (weekday[b] != previous[-1])[None, :]
        along = np.repeat(best[:, :, None], len(b), axis=2)  # (before a, a, b)
        if t > 1 and depth == 2:
            along[
                weekday[left[t - 2]][:, None, None] == weekday[b][None, None, :].repeat(len(a), 1)
            ] = -np.inf
        back.append(along.argmax(axis=0) if along.shape[0] else np.zeros(fits.shape, np.int64))
        reached = along.max(axis=0, initial=-np.inf)
        best = np.where(fits, reached + totals[b][None, :], -np.inf)
    return _traced(left, best, back)


def _first_fits(problem: Problem, days: NDArray[np.int64]) -> NDArray[np.bool_]:
    previous, rules = problem.constraints.previous_date, problem.constraints
    if previous is None:
        return np.ones(len(days), dtype=np.bool_)
    gap = days - previous.toordinal()
    most = np.inf if rules.max_gap is None else rules.max_gap
    return (gap >= rules.min_gap) & (gap <= most)


def _traced(
    left: Sequence[NDArray[np.int64]], best: Numbers, back: Sequence[NDArray[np.int64]]
) -> Plan | None:
    if not best.size or best.max() == -np.inf:
        return None
    a, b = (int(i) for i in np.unravel_index(int(best.argmax()), best.shape))
    places = [b]
    for choice in reversed(back):
        places.append(a)
        a, b = int(choice[a, b]), a
    return tuple(int(left[t][place]) for t, place in enumerate(reversed(places)))


def _totals(problem: Problem) -> Numbers:
    return (problem.people.table() @ problem.people.weights).astype(np.float64)


def _voted(problem: Problem, strength: Callable[[Numbers, Numbers], Numbers]) -> Plan:
    table, weights = problem.people.table(), problem.people.weights
    suited, waited = np.zeros(len(weights)), np.ones(len(weights))
    plan = []
    for left in choices(problem):
        votes = table[left] @ (weights * strength(suited, waited))
        plan.append(left[int(votes.argmax())])
        suits = table[plan[-1]]
        suited += suits
        waited = np.where(suits, 1, waited + 1)
    return tuple(plan)


def _habits(problem: Problem) -> list[tuple[int, str]]:
    """Weekdays and hours on offer in every period."""
    offers = [
        {(problem.slots[i].start.weekday(), f"{problem.slots[i].start:%H:%M}") for i in left}
        for left in choices(problem)
        if len(left) > 1  # a pinned period says nothing about habits
    ]
    return sorted(set.intersection(*offers)) if offers else [(0, "19:30")]


def _nearest(problem: Problem, weekdays: Sequence[int], hour: str, *, position: float) -> Plan:
    """In each period the slot of the weekday whose turn it is, nearest to a part of the period."""
    plan = []
    for t, left in enumerate(choices(problem)):
        days = [problem.slots[i].start.toordinal() for i in left]
        aim = min(days) + position * (max(days) - min(days))
        wanted = [
            i
            for i in left
            if problem.slots[i].start.weekday() == weekdays[t % len(weekdays)]
            and f"{problem.slots[i].start:%H:%M}" == hour
        ]
        plan.append(
            min(wanted or left, key=lambda i: abs(problem.slots[i].start.toordinal() - aim))
        )
    return tuple(plan)


BASELINES: dict[str, Callable[[Problem], Plan | None]] = {
    "fixed weekday": fixed_weekday,
    "rotation Mon-Thu": rotation,
    "monthly poll winner": poll_winner,
    "perpetual PAV": perpetual_pav,
    "who waited longest": longest_wait,
    "most in total": most_in_total,
}

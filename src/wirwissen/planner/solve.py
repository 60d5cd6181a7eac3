"""The best series for a problem, with a proof that none is better."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.bounds import look_ahead
from wirwissen.planner.candidates import Candidates, candidates
from wirwissen.planner.certificate import capped, certificate, written
from wirwissen.planner.checking import Claim, Refused, check
from wirwissen.planner.clashes import smallest_clash
from wirwissen.planner.costs import Scales
from wirwissen.planner.first_level import FirstLevel, first_level
from wirwissen.planner.graph import Graph, build_graph
from wirwissen.planner.problem import Problem
from wirwissen.planner.tie_search import fairest_searched
from wirwissen.planner.ties import Audience, Fairest, fairest_listed, levels_of
from wirwissen.planner.window_search import TiedSeries, from_start, tied_series

LISTED = 1 << 27  # series x meetings x groups that are compared one by one


@dataclass(frozen=True)
class Result:
    """What the planner found.

    `plan`: slot indexes, one per period, or `None`. `proven`: the independent checker agreed that
    no series is better (or, without a plan, that none keeps the rules). `objective`: missed, F_0 …
    F_{L-1}, -total, in people; `bound`: no series has less; `gap`: missed above its bound.
    `ties`: how many series are equal on all levels, `None` if unknown. `clash`: rules that exclude
    each other, when there is no plan. `seconds`: wall clock.
    """

    plan: tuple[int, ...] | None
    proven: bool
    objective: tuple[int, ...]
    bound: tuple[int, ...]
    gap: int
    unreachable: int
    ties: int | None
    seed: int
    certificate: dict[str, Any] = field(default_factory=dict)
    alternatives: list[dict[str, Any]] = field(default_factory=list)
    clash: list[str] = field(default_factory=list)
    seconds: float = 0.0


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    alternatives: int = 0,
    time_limit: float | None = None,
    progress: Callable[[str], None] | None = None,
) -> Result:
    """Find the best series for `problem`, and prove it."""
    begun = time.monotonic()
    until = None if time_limit is None else begun + time_limit
    result = _checked(problem, _searched(problem, seed, until, progress))
    return replace(result, seconds=time.monotonic() - begun)


def claim(result: Result) -> Claim:
    """What the checker needs of a result."""
    return Claim(
        result.plan, result.objective, result.bound, result.unreachable, result.ties, result.seed,
        result.certificate, tuple(result.clash),
    )  # fmt: skip


def _checked(problem: Problem, result: Result) -> Result:
    """Set `proven` if the checker agrees."""
    try:
        check(problem, claim(result))
    except Refused:
        return result
    return replace(result, proven=True)


def _searched(
    problem: Problem,
    seed: int,
    until: float | None,
    progress: Callable[[str], None] | None = None,
) -> Result:
    found = candidates(problem)
    if not all(len(slots) for slots in found.allowed):
        return _without_plan(problem, found, seed)
    graph = build_graph(problem, found)
    scales = Scales(problem.people)
    first = first_level(problem, found, graph, scales, until=until, progress=progress)
    if first is None:
        return _without_plan(problem, found, seed)
    audience = Audience(problem.people.free, found.reachable, scales, problem.levels)
    if not first.complete:
        return _interrupted(problem, found, graph, first, audience, seed)
    tied = tied_series(graph, first.costs, first.togo)
    best, prices = _fairest(problem, found, tied, audience, seed, until)
    potentials = written(graph, capped(first.togo, from_start(graph, first.costs), first.bound))
    return Result(
        best.plan, False, (first.bound, *best.levels), (first.bound, *best.bound), 0,
        found.unreachable,
        best.ties, seed, certificate(problem, potentials, prices),
    )  # fmt: skip


def _fairest(
    problem: Problem, found: Candidates, tied: TiedSeries, audience: Audience, seed: int,
    until: float | None,
) -> tuple[Fairest, NDArray[np.int64] | None]:  # fmt: skip
    """Levels 2 to 4, and the prices that prove them if the series were too many to list."""
    size = tied.count() * len(problem.periods) * max(1, problem.people.groups)
    if size <= LISTED:
        return fairest_listed(tied, audience, seed=seed, name=problem.id), None
    table = problem.people.table()
    reached = table[np.concatenate(found.eligible)].any(axis=0)
    ahead = look_ahead(tied, audience, table, np.where(reached, problem.people.weights, 0))
    best, used = fairest_searched(tied, audience, ahead, seed=seed, name=problem.id, until=until)
    return best, used.prices


def _interrupted(
    problem: Problem, found: Candidates, graph: Graph, first: FirstLevel, audience: Audience,
    seed: int,
) -> Result:  # fmt: skip
    """The time was up during level 1: the best series so far, and what is surely not beaten."""
    plan = first.slots(graph)
    missed = missed_windows(problem, found, audience.scales, plan)
    levels = levels_of(np.array([plan]), audience)[0].tolist()
    fullest = sum(int(audience.scales.weigh(problem.people.free[s]).max()) for s in found.allowed)
    bound = (first.bound, *[0] * problem.levels, -fullest)
    return Result(
        plan, False, (missed, *levels), bound, missed - first.bound, found.unreachable, None, seed,
        certificate(problem, []),
    )  # fmt: skip


def missed_windows(
    problem: Problem, found: Candidates, scales: Scales, plan: tuple[int, ...]
) -> int:
    """Level 1 of one series, in people."""
    width, missing = problem.objective.window, found.reachable & ~problem.people.free[list(plan)]
    windows = [
        np.bitwise_and.reduce(missing[t : t + width], axis=0) for t in range(len(plan) - width + 1)
    ]
    return sum(int(scales.weigh(window)) for window in windows)


def _without_plan(problem: Problem, found: Candidates, seed: int) -> Result:
    return Result(
        None, False, (), (), 0, found.unreachable, None, seed, certificate(problem, []),
        clash=smallest_clash(problem),
    )  # fmt: skip

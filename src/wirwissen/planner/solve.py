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
from wirwissen.planner.costs import Scales, window_costs
from wirwissen.planner.graph import Graph, build_graph
from wirwissen.planner.problem import Problem
from wirwissen.planner.tie_search import fairest_searched
from wirwissen.planner.ties import Audience, Fairest, fairest_listed
from wirwissen.planner.window_search import Costs, TiedSeries, far, from_start, tied_series, to_go

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
    result = _checked(problem, _searched(problem, seed, until))
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


def _searched(problem: Problem, seed: int, until: float | None) -> Result:
    found = candidates(problem)
    if not all(len(slots) for slots in found.allowed):
        return _without_plan(problem, found, seed)
    graph = build_graph(problem, found)
    scales = Scales(problem.people)
    costs = exact_costs(problem, found, graph, scales)
    togo = to_go(graph, costs)
    missed = int(togo[0][()].min(initial=far(costs)))
    if missed >= far(costs):
        return _without_plan(problem, found, seed)
    tied = tied_series(graph, costs, togo)
    audience = Audience(problem.people.free, found.reachable, scales, problem.levels)
    best, prices = _fairest(problem, found, tied, audience, seed, until)
    potentials = written(graph, capped(togo, from_start(graph, costs), missed))
    return Result(
        best.plan, False, (missed, *best.levels), (missed, *best.bound), 0, found.unreachable,
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


def _without_plan(problem: Problem, found: Candidates, seed: int) -> Result:
    return Result(
        None, False, (), (), 0, found.unreachable, None, seed, certificate(problem, []),
        clash=smallest_clash(problem),
    )  # fmt: skip


def exact_costs(problem: Problem, found: Candidates, graph: Graph, scales: Scales) -> Costs:
    """The missed people of every window that keeps the rules."""
    windows = graph.arcs if graph.windows else 0
    small = problem.people.total * max(1, windows) < np.iinfo(np.int32).max // 8
    kind = np.int32 if small else np.int64
    if not windows:
        costs: Costs = [np.zeros(fits.shape, kind) for fits in graph.fits]
    else:
        missing, factors = [], np.zeros(0, np.int64)
        for slots in graph.slots:
            spread, factors = scales.spread(found.reachable & ~problem.people.free[slots])
            missing.append(spread)
        costs = [window_costs(missing[t : t + graph.order], factors, kind) for t in range(windows)]
    for cost, fits in zip(costs, graph.fits, strict=True):
        cost[~fits] = far(costs)
    return costs

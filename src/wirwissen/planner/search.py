"""From a problem to an answer: the levels one after the other, not yet checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.alternatives import Alternative, other_plans
from wirwissen.planner.bounds import look_ahead
from wirwissen.planner.candidates import Candidates, candidates
from wirwissen.planner.certificate import certificate, midway, written
from wirwissen.planner.clashes import smallest_clash
from wirwissen.planner.costs import Scales
from wirwissen.planner.first_level import FirstLevel, first_level
from wirwissen.planner.graph import Graph, build_graph
from wirwissen.planner.problem import WINDOWS, Problem
from wirwissen.planner.result import Result
from wirwissen.planner.threads import beside
from wirwissen.planner.tie_search import fairest_searched
from wirwissen.planner.ties import Audience, Fairest, fairest_listed, levels_of
from wirwissen.planner.window_search import TiedSeries, from_start, tied_series

LISTED = 1 << 27  # series x meetings x groups that are compared one by one
LONG = 1 << 17  # words of answers that take about a millisecond to digest
MOST_COMBINATIONS = 60_000_000  # of slots in windows: about a gigabyte of counts


def searched(
    problem: Problem, *, seed: int = 0, alternatives: int = 0, until: float | None = None,
    progress: Callable[[str], None] | None = None,
) -> Result:  # fmt: skip
    """The answer before the checker has seen it. `until`: `time.monotonic()` of the end."""
    found = candidates(problem)
    if not all(len(slots) for slots in found.allowed):
        return without_plan(problem, found, seed)
    if _combinations(problem, found) > MOST_COMBINATIONS:
        return _with_narrower_windows(problem, found, seed, until, progress)
    digest = _digest_of(problem)
    graph, scales = build_graph(problem, found), Scales(problem.people)
    first = first_level(problem, found, graph, scales, until=until, progress=progress)
    if first is None:
        return without_plan(problem, found, seed)
    audience = Audience(problem.people.free, found.reachable, scales, problem.levels)
    try:
        result = finished(
            problem, found, graph, first, audience, seed=seed, until=until, digest=digest
        )
    except KeyboardInterrupt:  # the best so far is wanted
        return _interrupted(problem, found, graph, first, audience, seed)
    if not alternatives or result.plan is None:
        return result
    suited = scales.weigh(problem.people.free)
    plans = other_plans(graph, first.costs, suited, result.plan, alternatives)
    others = [
        Alternative(
            plan,
            objective_of(problem, found, audience, plan),
            tuple(t for t, slot in enumerate(plan) if slot != result.plan[t]),
        )
        for plan in plans
    ]
    return replace(result, alternatives=others)


def finished(
    problem: Problem, found: Candidates, graph: Graph, first: FirstLevel, audience: Audience, *,
    seed: int, until: float | None = None, digest: Callable[[], str] | None = None,
) -> Result:  # fmt: skip
    """Levels 2 to 4 after the first, and with the `digest` of the problem the certificate."""
    if not first.complete:
        return _interrupted(problem, found, graph, first, audience, seed)
    tied = tied_series(graph, first.costs, first.togo)
    best, prices = _fairest(problem, found, tied, audience, seed, until)
    result = Result(
        best.plan, False, (first.bound, *best.levels), (first.bound, *best.bound), 0,
        found.unreachable, best.ties, seed,
    )  # fmt: skip
    if digest is None:
        return result
    potentials = written(graph, midway(first.togo, from_start(graph, first.costs), first.bound))
    return replace(result, certificate=certificate(digest(), potentials, prices))


def _digest_of(problem: Problem) -> Callable[[], str]:
    """The digest, worked out beside the search if that takes longer than to start a thread."""
    if problem.people.free.size < LONG:
        return problem.digest
    return beside(problem.digest)


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


def _combinations(problem: Problem, found: Candidates) -> int:
    """How many counts the search would keep."""
    sizes, width = [len(slots) for slots in found.allowed], problem.objective.window
    return sum(prod(sizes[t : t + width]) for t in range(max(1, len(sizes) - width + 1)))


def _with_narrower_windows(
    problem: Problem, found: Candidates, seed: int, until: float | None,
    progress: Callable[[str], None] | None,
) -> Result:  # fmt: skip
    """Too many slots for windows so wide: the best for narrower ones, and an honest bound."""
    narrower = replace(problem.objective, window=problem.objective.window - 1)
    if narrower.window < min(WINDOWS):
        raise ValueError("a period has more slots than this planner can hold")
    plan = searched(replace(problem, objective=narrower), until=until, progress=progress).plan
    if plan is None:
        return without_plan(problem, found, seed)
    audience = Audience(
        problem.people.free, found.reachable, Scales(problem.people), problem.levels
    )
    objective = objective_of(problem, found, audience, plan)
    bound = (0, *[0] * problem.levels, -_fullest(problem, found, audience))
    return Result(
        plan, False, objective, bound, objective[0], found.unreachable, None, seed,
        certificate(problem.digest(), []),
    )  # fmt: skip


def _fullest(problem: Problem, found: Candidates, audience: Audience) -> int:
    """No series suits more people, counted over its meetings."""
    suited = audience.scales.weigh(problem.people.free)
    return sum(int(suited[slots].max()) for slots in found.allowed)


def _interrupted(
    problem: Problem, found: Candidates, graph: Graph, first: FirstLevel, audience: Audience,
    seed: int,
) -> Result:  # fmt: skip
    """The time was up during level 1: the best series so far, and what is surely not beaten."""
    plan = graph.series(first.path)
    objective = objective_of(problem, found, audience, plan)
    bound = (first.bound, *[0] * problem.levels, -_fullest(problem, found, audience))
    return Result(
        plan, False, objective, bound, objective[0] - first.bound, found.unreachable, None, seed,
        certificate(problem.digest(), []),
    )  # fmt: skip


def objective_of(
    problem: Problem, found: Candidates, audience: Audience, plan: tuple[int, ...]
) -> tuple[int, ...]:
    """(missed, F_0 … F_{L-1}, -total) of one series, in people."""
    width, missing = problem.objective.window, found.reachable & ~problem.people.free[list(plan)]
    windows = [
        np.bitwise_and.reduce(missing[t : t + width], axis=0) for t in range(len(plan) - width + 1)
    ]
    missed = sum(int(audience.scales.weigh(window)) for window in windows)
    return (missed, *levels_of(np.array([plan]), audience)[0].tolist())


def without_plan(problem: Problem, found: Candidates, seed: int) -> Result:
    """No series keeps the rules: which of them clash."""
    return Result(
        None, False, (), (), 0, found.unreachable, None, seed, certificate(problem.digest(), []),
        clash=smallest_clash(problem),
    )  # fmt: skip

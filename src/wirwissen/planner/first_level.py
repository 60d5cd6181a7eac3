"""Level 1 whatever the number of people: every window counted, or only those that matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.bounded_search import Bounded, bounded_costs
from wirwissen.planner.candidates import Candidates
from wirwissen.planner.costs import FEW_WORDS, Scales, window_costs
from wirwissen.planner.counting import count_all
from wirwissen.planner.graph import Graph
from wirwissen.planner.problem import Problem
from wirwissen.planner.scanning import Scan
from wirwissen.planner.window_search import Costs, Lengths, far, one_path, to_go

Numbers = NDArray[np.int64]
WITH_MEMORY = 4  # times so many words: bounds need paths, and paths take longer with memories
AT_ONCE = 24  # words up to which all combinations of slots are counted, forbidden ones too


@dataclass(frozen=True, eq=False)
class FirstLevel:
    """`costs`: exact on all shortest paths if `complete`, else lower bounds; `togo`: from them.

    `bound`: no series misses fewer; `path`: the windows of a series (flat positions).
    """

    costs: Costs
    togo: Lengths
    bound: int
    path: list[int]
    complete: bool


def first_level(
    problem: Problem, found: Candidates, graph: Graph, scales: Scales, *,
    until: float | None = None, progress: Callable[[str], None] | None = None,
) -> FirstLevel | None:  # fmt: skip
    """Fewest missed windows; `None` if no series keeps the rules. `until`: `time.monotonic()`."""
    missing, factors = spread_missing(problem, found, graph, scales)
    few = FEW_WORDS * (WITH_MEMORY if graph.depth else 1)
    if graph.windows and len(factors) > few:
        bounded = bounded_costs(Scan(graph, missing, factors), until=until, progress=progress)
        return None if bounded is None else from_bounded(graph, bounded)
    costs = exact_costs(problem, graph, missing, factors)
    togo = to_go(graph, costs)
    path = one_path(graph, costs, togo)
    if path is None:
        return None
    return FirstLevel(costs, togo, int(togo[0][()].min()), path, complete=True)


def from_bounded(graph: Graph, bounded: Bounded) -> FirstLevel:
    """The first level from costs that are exact where it matters."""
    togo = bounded.togo or to_go(graph, bounded.costs)
    path = one_path(graph, bounded.costs, togo) if bounded.complete else bounded.path
    bound = int(togo[0][()].min())
    return FirstLevel(bounded.costs, togo, bound, path or [], bounded.complete)


def spread_missing(
    problem: Problem, found: Candidates, graph: Graph, scales: Scales
) -> tuple[list[NDArray[np.uint64]], Numbers]:
    """Per meeting whom each slot does not suit, among the reachable; see `Scales.spread`."""
    spread = [scales.spread(found.reachable & ~problem.people.free[s]) for s in graph.slots]
    return [sets for sets, _ in spread], spread[0][1]


def exact_costs(
    problem: Problem, graph: Graph, missing: list[NDArray[np.uint64]], factors: Numbers
) -> Costs:
    """The missed people of every window that keeps the rules."""
    windows = graph.arcs if graph.windows else 0
    small = problem.people.total * max(1, windows) < np.iinfo(np.int32).max // 8
    kind = np.int32 if small else np.int64
    if not windows:
        costs: Costs = [np.zeros(fits.shape, kind) for fits in graph.fits]
    elif len(factors) > AT_ONCE:
        costs = count_all(graph, missing, factors, kind)
    else:
        costs = [window_costs(missing[t : t + graph.order], factors, kind) for t in range(windows)]
    for cost, fits in zip(costs, graph.fits, strict=True):
        cost[~fits] = far(costs)
    return costs

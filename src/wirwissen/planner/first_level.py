"""Level 1 whatever the number of people: every window counted, or only those that matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.blocks import WORDS, Blocks
from wirwissen.planner.bounded_search import Bounded, bounded_costs
from wirwissen.planner.candidates import Candidates
from wirwissen.planner.costs import FEW_WORDS, Scales, window_costs
from wirwissen.planner.counting import count_all
from wirwissen.planner.graph import Graph
from wirwissen.planner.problem import Problem
from wirwissen.planner.scanning import Scan
from wirwissen.planner.window_search import Costs, Lengths, no_way, one_path, to_go

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
    words = len(scales.layout()[1])
    if graph.windows and words > FEW_WORDS * (WITH_MEMORY if graph.depth else 1):
        scan = Scan(graph, blocks_of(problem, found, graph, scales))
        bounded = bounded_costs(scan, until=until, progress=progress)
        return None if bounded is None else from_bounded(graph, bounded)
    missing, factors = spread_missing(problem, found, graph, scales)
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
    problem: Problem, found: Candidates, graph: Graph, scales: Scales, block: int = 1
) -> tuple[NDArray[np.uint64], Numbers]:
    """Whom each slot of each meeting does not suit, among the reachable, and factors of blocks.

    Shape (slots of all meetings one after the other, words); see `Scales.layout`.
    """
    _, factors = scales.layout(block)
    missing = np.zeros((sum(map(len, graph.slots)), len(factors) * block), np.uint64)
    for slots, rows in zip(graph.slots, graph.by_meeting(missing), strict=True):
        free = problem.people.free.take(slots, axis=0)
        scales.spread(found.reachable & ~free, rows, block)
    return missing, factors


def blocks_of(problem: Problem, found: Candidates, graph: Graph, scales: Scales) -> Blocks:
    """Who misses which slot, in blocks; no block where windows count nothing."""
    missing, factors = spread_missing(problem, found, graph, scales, WORDS)
    blocks = missing.reshape(len(missing), len(factors), WORDS)
    counted = len(factors) if graph.windows else 0
    return Blocks(blocks[:, :counted], factors[:counted], tuple(map(len, graph.slots)))


def exact_costs(
    problem: Problem, graph: Graph, missing: NDArray[np.uint64], factors: Numbers
) -> Costs:
    """The missed people of every window that keeps the rules."""
    sets = graph.by_meeting(missing)
    windows = graph.arcs if graph.windows else 0
    small = problem.people.total * max(1, windows) < np.iinfo(np.int32).max // 8
    kind = np.int32 if small else np.int64
    if not windows:
        costs: Costs = [np.zeros(fits.shape, kind) for fits in graph.fits]
    elif len(factors) > AT_ONCE:
        return count_all(graph, sets, factors, kind, no_way(kind))
    else:
        costs = [window_costs(sets[t : t + graph.order], factors, kind) for t in range(windows)]
    return [
        np.where(fits, cost, no_way(kind)) for cost, fits in zip(costs, graph.fits, strict=True)
    ]

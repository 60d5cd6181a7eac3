"""Other good series to choose from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.graph import Graph
from wirwissen.planner.window_search import Costs, far, one_path, to_go

Numbers = NDArray[np.int64]
DIFFERENT = 3  # dates in which a series differs from each other one offered, if it has so many
TRIES = 14
LARGEST = 1 << 58


@dataclass(frozen=True)
class Alternative:
    """A series that keeps the rules, its objective (as in `Result`), and where it differs.

    `changed`: the periods with another slot than the best series. Not proven to be the best of its
    kind: it is a shortest path after making the dates of the series offered before dearer.
    """

    plan: tuple[int, ...]
    objective: tuple[int, ...]
    changed: tuple[int, ...]


def other_plans(
    graph: Graph, costs: Costs, suited: Numbers, best: tuple[int, ...], count: int
) -> list[tuple[int, ...]]:
    """Up to `count` series that differ in three dates or more from `best` and from each other.

    `suited`: people whom each slot suits; of two series that miss as many the fuller one is taken.
    """
    scale = int(suited.sum()) + 1
    if scale * scale * len(best) > LARGEST:  # rather than overflow, do not look at fullness
        scale = 1
    offered = [best]
    base = [
        np.where(cost < far(costs), cost.astype(np.int64) * scale, np.iinfo(np.int64).max // 4)
        for cost in costs
    ]
    fullness = [np.where(slots >= 0, -suited[slots], 0) for slots in graph.slots]
    base = _with_dates(graph, base, fullness)
    least = min(DIFFERENT, len(best))
    penalty = max(1, int(suited.max(initial=1)) // 50)
    for _ in range(TRIES):
        if len(offered) > count:
            break
        plan = _plan_of(graph, _dearer(graph, base, offered, penalty * scale))
        if plan is None:
            break
        if all(sum(a != b for a, b in zip(plan, old, strict=True)) >= least for old in offered):
            offered.append(plan)
        else:
            penalty *= 2
    return offered[1:]


def _dearer(graph: Graph, costs: Costs, offered: list[tuple[int, ...]], penalty: int) -> Costs:
    """The costs with `penalty` more for each date that was offered already."""
    skipped = len(graph.slots) - len(offered[0])  # a lone meeting follows an empty one
    again = [
        np.array([penalty * sum(plan[t - skipped] == slot for plan in offered) for slot in slots])
        for t, slots in enumerate(graph.slots)
    ]
    return _with_dates(graph, costs, again)


def _with_dates(graph: Graph, costs: Costs, extra: list[Numbers]) -> Costs:
    """The costs with something more for each date, at the window in which it is the last."""
    changed: Costs = []
    for t, cost in enumerate(costs):
        sizes = [len(slots) for slots in graph.slots[t : t + graph.order]]
        more = cost.reshape(sizes)
        for axis in range(graph.order) if t == 0 else [graph.order - 1]:
            shape = [size if i == axis else 1 for i, size in enumerate(sizes)]
            more = more + extra[t + axis].reshape(shape)
        far_away = cost >= far(costs)
        changed.append(np.where(far_away, cost, more.reshape(cost.shape)))
    return changed


def _plan_of(graph: Graph, costs: Costs) -> tuple[int, ...] | None:
    path = one_path(graph, costs, to_go(graph, costs))
    return None if path is None else graph.series(path)

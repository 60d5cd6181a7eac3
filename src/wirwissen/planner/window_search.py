"""Level 1 as a shortest path: the fewest missed windows, and every series that reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.graph import Graph, Memory

Costs = list[NDArray[np.signedinteger]]
Lengths = list[dict[Memory, NDArray[np.signedinteger]]]
"""Per layer and memory: a length for each node (flat), in missed windows."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs between two layers of a `TiedSeries`, sorted by (source, slot): three equal lengths."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    slot: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TiedSeries:
    """All series with the fewest missed windows, as a graph with numbered nodes per layer.

    `starts`: shape (nodes of layer 0, first meetings), slot indexes, in lexicographic order.
    """

    starts: NDArray[np.int64]
    layers: tuple[Arcs, ...]

    def nodes(self, layer: int) -> int:
        """How many nodes a layer has."""
        if layer == 0:
            return len(self.starts)
        return int(self.layers[layer - 1].target.max(initial=-1)) + 1

    def count(self) -> float:
        """How many series there are; rounded, since there may be very many."""
        ways: NDArray[Any] = np.ones(self.nodes(len(self.layers)))
        for layer in reversed(range(len(self.layers))):
            arcs, nodes = self.layers[layer], self.nodes(layer)
            ways = np.bincount(arcs.source, ways[arcs.target], minlength=nodes)
        return float(ways.sum())


def no_way(kind: type[np.signedinteger] | np.dtype[np.signedinteger]) -> int:
    """The length that stands for "no way" in integers of this kind: two can still be added."""
    return int(np.iinfo(kind).max // 4)


def far(costs: Costs) -> int:
    """The length that stands for "no way" among these costs."""
    return no_way(costs[0].dtype)


def to_go(graph: Graph, costs: Costs) -> Lengths:
    """Shortest length from each node to the end, last layer first computed; `far` if there is none.

    `costs[t]` has the shape of `graph.fits[t]` and is `far` where a window breaks a rule.
    """
    limit = far(costs)
    kind = costs[0].dtype
    last = {memory: np.zeros(graph.nodes(graph.arcs), kind) for memory in graph.memories[-1]}
    lengths: Lengths = [last]
    for layer in reversed(range(graph.arcs)):
        cost, after = costs[layer], lengths[-1]
        here = {}
        for memory in graph.memories[layer]:
            length = np.full(cost.shape[:2], limit, kind)
            columns = graph.last(layer, memory)
            for rows, left in graph.split(layer, memory):
                if left in after:
                    block = after[left].reshape(cost.shape[1:])[:, columns]
                    block = block + _part(cost, rows, columns)
                    length[rows] = block.min(axis=2, initial=limit)
            here[memory] = length.ravel()
        lengths.append(here)
    return lengths[::-1]


def from_start(graph: Graph, costs: Costs) -> Lengths:
    """Shortest length from any first node to each node, by layer; `far` if there is none."""
    limit = far(costs)
    kind = costs[0].dtype
    lengths: Lengths = [{(): np.zeros(graph.nodes(0), kind)}]
    for layer, cost in enumerate(costs):
        after = {
            memory: np.full(cost.shape[1:], limit, kind) for memory in graph.memories[layer + 1]
        }
        for memory in graph.memories[layer]:
            columns = graph.last(layer, memory)
            before = lengths[layer][memory].reshape(*cost.shape[:2], 1)
            for rows, left in graph.split(layer, memory):
                block = (before[rows] + _part(cost, rows, columns)).min(axis=0, initial=limit)
                after[left][:, columns] = np.minimum(after[left][:, columns], block)
        lengths.append({memory: length.ravel() for memory, length in after.items()})
    return lengths


def one_path(graph: Graph, costs: Costs, togo: Lengths) -> list[int] | None:
    """The windows of a shortest path, flat in each layer; `None` if there is no path."""
    if int(togo[0][()].min(initial=far(costs))) >= far(costs):
        return None
    node, path = int(togo[0][()].argmin()), []
    memory: Memory = ()
    for layer, cost in enumerate(costs):
        middle, columns = cost.shape[1:]
        first = node // middle
        left = next(left for some, left in graph.split(layer, memory) if first in some)
        after = togo[layer + 1][left].reshape(middle, columns)[node % middle]
        lengths = np.full(columns, 2 * far(costs))
        allowed = graph.last(layer, memory)
        lengths[allowed] = (cost.reshape(-1, columns)[node] + after)[allowed]
        column = int(lengths.argmin())
        path.append(node * columns + column)
        node, memory = node % middle * columns + column, left
    return path


def _part(
    cost: NDArray[np.signedinteger], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.signedinteger]:
    """The windows that start with `rows` and end with `columns`."""
    part = cost if len(rows) == cost.shape[0] else cost[rows]
    return part if len(columns) == cost.shape[2] else part[:, :, columns]


def tied_series(graph: Graph, costs: Costs, togo: Lengths) -> TiedSeries:
    """Every shortest path. Needs exact costs on all of them, and `togo` from the same costs."""
    best = int(togo[0][()].min(initial=far(costs)))
    flat = np.flatnonzero(togo[0][()] == best) if best < far(costs) else np.zeros(0, np.int64)
    sizes = [len(slots) for slots in graph.slots[: graph.order - 1]]
    positions = np.unravel_index(flat, sizes)
    starts = np.stack([graph.slots[i][p] for i, p in enumerate(positions)], axis=1)
    nodes: dict[Memory, NDArray[np.int64]] = {(): flat}
    numbers: dict[Memory, NDArray[np.int64]] = {(): np.arange(len(flat))}
    layers = []
    for layer in range(graph.arcs):
        found = _tight(graph, costs, togo, layer, nodes, numbers)
        arcs, nodes, numbers = _numbered(graph, layer, found)
        layers.append(arcs)
    return TiedSeries(starts, tuple(layers))


Found = list[tuple[Memory, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]


def _tight(
    graph: Graph, costs: Costs, togo: Lengths, layer: int,
    nodes: dict[Memory, NDArray[np.int64]], numbers: dict[Memory, NDArray[np.int64]],
) -> Found:  # fmt: skip
    """Tight arcs out of `nodes`: (memory left, number of the source, target position, column)."""
    cost, found = costs[layer], []
    middle, columns = cost.shape[1:]
    flat_cost = cost.reshape(-1, columns)
    for memory, here in nodes.items():
        allowed = graph.last(layer, memory)
        first = here // middle
        for rows, left in graph.split(layer, memory):
            if left not in togo[layer + 1]:
                continue
            mine = np.arange(len(here))
            if len(rows) < cost.shape[0]:
                starts = np.zeros(cost.shape[0], np.bool_)
                starts[rows] = True
                mine = np.flatnonzero(starts[first])
            after = togo[layer + 1][left].reshape(middle, columns)
            lengths = flat_cost[here[mine]] + after[here[mine] % middle]
            good = lengths == togo[layer][memory][here[mine], None]
            closed = np.ones(columns, dtype=np.bool_)
            closed[allowed] = False
            good[:, closed] = False
            source, column = np.nonzero(good)
            target = here[mine][source] % middle * columns + column
            found.append((left, numbers[memory][mine][source], target, column))
    return found


def _numbered(
    graph: Graph, layer: int, found: Found
) -> tuple[Arcs, dict[Memory, NDArray[np.int64]], dict[Memory, NDArray[np.int64]]]:
    """Give the targets numbers, and sort the arcs by source and slot."""
    nodes: dict[Memory, NDArray[np.int64]] = {}
    numbers: dict[Memory, NDArray[np.int64]] = {}
    total = 0
    for memory in sorted({memory for memory, *_ in found}):
        parts = [target for left, _, target, _ in found if left == memory]
        nodes[memory] = np.flatnonzero(np.bincount(np.concatenate(parts)))
        numbers[memory] = np.arange(total, total + len(nodes[memory]))
        total += len(nodes[memory])
    empty = np.zeros(0, np.int64)
    source = np.concatenate([empty, *(s for _, s, _, _ in found)])
    target = np.concatenate(
        [empty, *(numbers[m][np.searchsorted(nodes[m], t)] for m, _, t, _ in found)]
    )
    column = np.concatenate([empty, *(c for *_, c in found)])
    order = np.lexsort((column, source))
    slots = graph.slots[layer + graph.order - 1]
    return Arcs(source[order], target[order], slots[column[order]]), nodes, numbers

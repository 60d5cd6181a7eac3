"""All series that keep the rules, as a layered graph.

A node of layer t is the choice for the k - 1 meetings from t on, plus the weekdays ("memory") of
earlier meetings that H1 still needs; an arc adds one meeting, so it is a window of k meetings. k is
the window of the objective, less when there are fewer meetings. Nodes and arcs are never listed:
they are positions in arrays, node (a, b) of layer t at a * len(slots[t + 1]) + b.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.candidates import Candidates, pair_fits
from wirwissen.planner.problem import Problem

Memory = tuple[int, ...]
ALONE = -1  # stands for "no slot": the meeting that a lone meeting follows


@dataclass(frozen=True, eq=False)
class Graph:
    """`slots`: per meeting the slots that may be chosen, ascending; `weekdays`: likewise.

    `order` is k. `fits[t]`: shape (first, middle, last) = (meeting t, the k - 2 between, the last),
    true where a window keeps H1 and H2 within itself. `memories[t]`: the memories that may occur at
    layer t, each the weekdays of the last meetings before t, oldest first; `depth`: how many.
    `windows`: whether an arc is a window of level 1 (else every cost is 0).
    """

    slots: tuple[NDArray[np.int64], ...]
    weekdays: tuple[NDArray[np.int64], ...]
    order: int
    depth: int
    fits: tuple[NDArray[np.bool_], ...]
    memories: tuple[tuple[Memory, ...], ...]
    windows: bool
    _splits: dict[tuple[int, Memory], list[tuple[NDArray[np.int64], Memory]]] = field(
        default_factory=dict, repr=False
    )
    _lasts: dict[tuple[int, Memory], NDArray[np.int64]] = field(default_factory=dict, repr=False)

    @property
    def arcs(self) -> int:
        """How many layers of arcs there are; layers of nodes: one more."""
        return len(self.slots) - self.order + 1

    def nodes(self, layer: int) -> int:
        """How many nodes a layer has, for each memory."""
        return prod(len(slots) for slots in self.slots[layer : layer + self.order - 1])

    def by_meeting(self, rows: NDArray[np.uint64]) -> list[NDArray[np.uint64]]:
        """Views of what belongs to each meeting, of rows for the slots of all meetings."""
        return np.split(rows, np.cumsum([len(slots) for slots in self.slots])[:-1])

    def split(self, layer: int, memory: Memory) -> list[tuple[NDArray[np.int64], Memory]]:
        """First slots (positions) of a window, by the memory that they leave to the next layer."""
        if (layer, memory) not in self._splits:
            self._splits[layer, memory] = self._split(layer, memory)
        return self._splits[layer, memory]

    def _split(self, layer: int, memory: Memory) -> list[tuple[NDArray[np.int64], Memory]]:
        if not self.depth:
            return [(np.arange(len(self.slots[layer])), ())]
        days = self.weekdays[layer]
        return [
            (np.flatnonzero(days == day), (*memory, day)[-self.depth :])
            for day in sorted(set(days.tolist()) - set(memory))
        ]

    def last(self, layer: int, memory: Memory) -> NDArray[np.int64]:
        """Last slots (positions) of a window that the memory does not forbid."""
        if (layer, memory) not in self._lasts:
            days = self.weekdays[layer + self.order - 1]
            self._lasts[layer, memory] = np.flatnonzero(~among(days, memory))
        return self._lasts[layer, memory]

    def series(self, path: list[int]) -> tuple[int, ...]:
        """The slots of a series from its windows, flat positions in `fits`."""
        plan: list[int] = []
        for layer, window in enumerate(path):
            meetings = self.slots[layer : layer + self.order]
            places = np.unravel_index(window, [len(slots) for slots in meetings])
            chosen = [int(s[place]) for s, place in zip(meetings, places, strict=True)]
            plan += chosen[-1:] if plan else chosen
        return tuple(slot for slot in plan if slot != ALONE)


def among(days: NDArray[np.int64], memory: Memory) -> NDArray[np.bool_]:
    """Which of the weekdays are in the memory; for so few, `np.isin` takes longer."""
    found = np.zeros(days.shape, np.bool_)
    for day in memory:
        found |= days == day
    return found


def build_graph(problem: Problem, found: Candidates) -> Graph:
    """Lay out the graph for `problem`; a period without a slot gives empty arrays."""
    count = len(problem.periods)
    order = min(problem.objective.window, count)
    slots = list(found.allowed)
    weekdays = [found.weekdays[each] for each in slots]
    pairs = {
        (a, b): pair_fits(problem, found, a, b)
        for a, b in combinations(range(count), 2)
        if b - a < order
    }
    if count == 1:  # so that an arc always has a first and a last meeting
        order, count = 2, 2
        slots.insert(0, np.array([ALONE], dtype=np.int64))
        weekdays.insert(0, np.array([ALONE], dtype=np.int64))
        pairs = {(0, 1): np.ones((1, len(slots[1])), dtype=np.bool_)}
    fits = tuple(_fits(pairs, t, order) for t in range(count - order + 1))
    depth = max(0, problem.constraints.weekday_differs - order + 1)
    return Graph(
        tuple(slots), tuple(weekdays), order, depth, fits, _memories(weekdays, order, depth),
        len(problem.periods) >= problem.objective.window,
    )  # fmt: skip


def _fits(
    pairs: dict[tuple[int, int], NDArray[np.bool_]], first: int, order: int
) -> NDArray[np.bool_]:
    sizes = [pairs[first, first + 1].shape[0]]
    sizes += [pairs[first, first + step].shape[1] for step in range(1, order)]
    fits = np.ones(sizes, dtype=np.bool_)
    for a, b in combinations(range(order), 2):
        shape = [size if axis in (a, b) else 1 for axis, size in enumerate(sizes)]
        fits &= pairs[first + a, first + b].reshape(shape)
    return fits.reshape(sizes[0], prod(sizes[1:-1]), sizes[-1])


def _memories(
    weekdays: list[NDArray[np.int64]], order: int, depth: int
) -> tuple[tuple[Memory, ...], ...]:
    layers: list[tuple[Memory, ...]] = [((),)]
    for days in weekdays[: len(weekdays) - order + 1]:
        if not depth:
            layers.append(((),))
            continue
        seen = {int(day) for day in days}
        layers.append(
            tuple(sorted({(*m, day)[-depth:] for m in layers[-1] for day in seen - set(m)}))
        )
    return tuple(layers)

"""Level 1 for many people: the exact costs of those windows alone that can lie on a best series.

Counts of pairs of slots (or a sample of the people) give lower bounds and estimates; potentials
made of them say how many misses each window must show, and counting stops there. What is counted
corrects the estimates, some rounds long. What then lies on a path not longer than the best series
known is counted on, until it is too long or exact. At the end every shortest path is exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.certificate import midway
from wirwissen.planner.counting import Numbers, count_all
from wirwissen.planner.graph import Graph, Memory
from wirwissen.planner.scanning import Scan, Whole
from wirwissen.planner.window_search import Costs, Lengths, from_start, one_path, to_go

SAMPLE_WORDS, SAMPLE_PART = 192, 20  # at least so many words, and the 20th part of all
ROUNDS = 2


@dataclass(frozen=True, eq=False)
class Bounded:
    """Costs that are exact on every shortest path and lower bounds elsewhere.

    `complete`: whether that is so, or the time was up; then `best` is the length of the best series
    found, `path` its windows, and the shortest path of `costs` a bound. `togo`: from these costs,
    where it is known.
    """

    costs: Costs
    best: int
    path: list[int]
    complete: bool
    togo: Lengths | None = None


def bounded_costs(
    scan: Scan, *, until: float | None = None, progress: Callable[[str], None] | None = None
) -> Bounded | None:
    """Count what is needed; `None` if no series keeps the rules. `until`: `time.monotonic()`."""
    say = progress or (lambda _: None)
    best = scan.far
    any_path = one_path(scan.graph, scan.costs(), to_go(scan.graph, scan.costs()))
    if any_path is None:
        return None
    path = any_path
    try:
        say("Estimating how many miss each window")
        of_pairs = scan.graph.order == 3 and len(scan.factors)
        guess = scan.bound_all() if of_pairs else _estimates(scan)
        for _ in range(ROUNDS):
            best, path, togo = _near_best(scan, guess, best, path)
            say("Counting the windows that the estimates call for")
            arcs, need = _needed_by_potentials(scan, guess, best, togo)
            scan.raise_all(arcs, need, until)
            if not _corrected(scan, guess, arcs, need):
                break
    except (TimeoutError, KeyboardInterrupt):  # the best so far is wanted
        return Bounded(scan.costs(), best, path, complete=False)
    say("Counting the windows of the series that are still short enough")
    return counted_on(scan, best, path, until=until)


def _corrected(
    scan: Scan, guess: list[Whole], arcs: list[Numbers], need: list[Numbers | int]
) -> bool:
    """Put what is counted into the estimates. Returns whether some window misses too few."""
    wrong = False
    for t, windows in enumerate(arcs):
        lower = scan.lower[t][windows]
        wrong |= bool((lower < need[t]).any())
        exact = scan.is_exact(t)[windows]
        guess[t][windows] = np.where(exact, lower, np.maximum(guess[t][windows], lower))
    return wrong


def counted_on(scan: Scan, best: int, path: list[int], *, until: float | None = None) -> Bounded:
    """Count what lies on series that miss at most `best`; `path`: the windows of one of them."""
    togo = to_go(scan.graph, scan.costs())
    arcs, above = _needed_by_length(scan, best, togo)
    try:
        scan.raise_all(arcs, above, until)
    except (TimeoutError, KeyboardInterrupt):  # the best so far is wanted
        return Bounded(scan.costs(), best, path, complete=False)
    counted = any(map(len, arcs))
    return Bounded(scan.costs(), best, path, complete=True, togo=None if counted else togo)


def _estimates(scan: Scan) -> list[Whole]:
    """Estimated costs from some words of each block: people stand in order, so that is fair."""
    graph, blocks = scan.graph, scan.blocks
    stride = max(
        1, min(blocks.words, len(blocks.factors) * blocks.words // SAMPLE_WORDS, SAMPLE_PART)
    )
    few = [blocks.meeting(t)[:, :, ::stride] for t in range(len(blocks.slots))]
    words = few[0].shape[2]
    sample = [each.reshape(len(each), -1) for each in few]
    counts = count_all(graph, sample, np.repeat(scan.factors, words), np.int64)
    return [
        np.where(low < scan.far, each.ravel() * blocks.words // words, scan.far).astype(low.dtype)
        for each, low in zip(counts, scan.lower, strict=True)
    ]


def _shaped(graph: Graph, flat: list[Whole]) -> Costs:
    return [each.reshape(fits.shape) for each, fits in zip(flat, graph.fits, strict=True)]


def _near_best(
    scan: Scan, guess: list[Whole], best: int, found: list[int]
) -> tuple[int, list[int], Lengths]:
    """Count the windows of the shortest estimated path, which is a good series, to the end.

    Returns the length and the windows of the best series so far, and how far it is to the end by
    the estimates.
    """
    graph, costs = scan.graph, _shaped(scan.graph, guess)
    path = one_path(graph, costs, to_go(graph, costs))
    assert path is not None
    length = sum(scan.count_whole(t, arc) for t, arc in enumerate(path))
    if length < best:
        best, found = length, path
    for t, arc in enumerate(path):
        guess[t][arc] = scan.lower[t][arc]
    return best, found, to_go(graph, costs)


def _needed_by_potentials(
    scan: Scan, guess: list[Whole], best: int, togo: Lengths
) -> tuple[list[Numbers], list[Numbers | int]]:
    """All windows with the fall of the estimated potentials along them.

    Scales the estimates if even their shortest series is shorter than one that was counted.
    """
    graph = scan.graph
    length = max(1, int(togo[0][()].min()))
    if length < best:
        # The shortest of many estimated lengths is too short, so too little would be asked for.
        scale = min(2.0, best / length)
        for t, each in enumerate(guess):
            exact = np.flatnonzero(scan.is_exact(t))
            kept = each[exact]
            np.multiply(each, np.float32(scale), out=each, casting="unsafe")
            np.minimum(each, scan.far, out=each)
            each[exact] = kept
        togo = to_go(graph, _shaped(graph, guess))
    potentials = midway(togo, from_start(graph, _shaped(graph, guess)), best)
    arcs, need = [], []
    for t, lower in enumerate(scan.costs()):
        fall = _fall(graph, t, potentials)
        arcs.append(np.flatnonzero(lower <= fall))  # what breaks a rule is far above
        need.append(fall.reshape(-1).take(arcs[-1]))
    return arcs, list(need)


def _fall(graph: Graph, t: int, potentials: Lengths) -> NDArray[np.signedinteger]:
    """How far the potentials fall along each window, at most over the memories that allow it.

    Returns the shape of `graph.fits`; of windows that break a rule it says nothing.
    """
    shape, found = graph.fits[t].shape, None
    for memory in graph.memories[t]:
        columns = graph.last(t, memory)
        before = potentials[t][memory].reshape(*shape[:2], 1)
        for rows, left in graph.split(t, memory):
            if left not in potentials[t + 1]:
                continue
            after = potentials[t + 1][left].reshape(shape[1:])
            if not graph.depth:  # one memory only, and it forbids nothing
                whole: NDArray[np.signedinteger] = before - after
                return whole
            found = np.full(shape, -1, after.dtype) if found is None else found
            block = np.ix_(rows, np.arange(shape[1]), columns)
            found[block] = np.maximum(found[block], before[rows] - after[:, columns])
    return np.full(shape, -1) if found is None else found


def _needed_by_length(
    scan: Scan, best: int, togo: Lengths
) -> tuple[list[Numbers], list[Numbers | int]]:
    """Windows on paths that are not longer than `best` by the counts so far."""
    graph, costs = scan.graph, scan.costs()
    arcs: list[Numbers] = []
    above: list[Numbers | int] = []
    begin = np.where(togo[0][()] <= best, 0, scan.far)
    come: dict[Memory, NDArray[np.signedinteger]] = {(): begin}
    for t, cost in enumerate(costs):
        middle, columns = cost.shape[1:]
        there = {memory: np.full(middle * columns, scan.far) for memory in graph.memories[t + 1]}
        found = []
        for memory, before in come.items():
            closed = np.ones(columns, np.bool_)
            closed[graph.last(t, memory)] = False
            nodes = np.flatnonzero(before + togo[t][memory] <= best)
            for rows, left in graph.split(t, memory):
                if left not in togo[t + 1]:
                    continue
                mine = (
                    nodes if len(rows) == cost.shape[0] else nodes[np.isin(nodes // middle, rows)]
                )
                after = togo[t + 1][left].reshape(middle, columns)[mine % middle]
                room = best - before[mine, None] - after
                room[:, closed] = -scan.far  # bounds may be below 0 after a change
                number, column = np.nonzero(cost.reshape(-1, columns)[mine] <= room)
                window = mine[number] * columns + column
                target = mine[number] % middle * columns + column
                np.minimum.at(there[left], target, before[mine[number]] + scan.lower[t][window])
                found.append((window, room[number, column]))
        windows, limits = _largest(found)
        unsure = scan.counted[t][windows] < len(scan.factors)
        arcs.append(windows[unsure])
        above.append(limits[unsure])
        come = there
    return arcs, above


def _largest(found: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Each window once, ascending, with the largest of its limits."""
    if len(found) == 1:
        return found[0]
    windows, limits = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((limits, windows))
    windows, limits = windows[order], limits[order]
    last = np.append(windows[1:] != windows[:-1], values=True)
    return windows[last], limits[last]

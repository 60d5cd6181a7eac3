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

from wirwissen.planner.graph import Graph
from wirwissen.planner.scanning import EVERYTHING, FAR, Scan
from wirwissen.planner.window_search import Costs, Lengths, from_start, one_path, to_go

Numbers = NDArray[np.int64]
SAMPLE_WORDS, SAMPLE_PART = 192, 20  # at least so many words, and the 20th part of all
ROUNDS, PATHS = 3, 8


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
    best, any_path = FAR, one_path(scan.graph, scan.costs(), to_go(scan.graph, scan.costs()))
    if any_path is None:
        return None
    path = any_path
    try:
        say("Estimating how many miss each window")
        of_pairs = scan.graph.order == 3 and scan.blocks
        guess = scan.bound_all() if of_pairs else _estimates(scan)
        for _ in range(ROUNDS):
            best, path = _near_best(scan, guess, best, path)
            say("Counting the windows that the estimates call for")
            arcs, need = _needed_by_potentials(scan, guess, best)
            scan.raise_all(arcs, need, until)
            if not _corrected(scan, guess, arcs, need):
                break
    except TimeoutError:
        return Bounded(scan.costs(), best, path, complete=False)
    say("Counting the windows of the series that are still short enough")
    return counted_on(scan, best, path, until=until)


def _corrected(
    scan: Scan, guess: list[Numbers], arcs: list[Numbers], need: list[Numbers | int]
) -> bool:
    """Put what is counted into the estimates. Returns whether some window misses too few."""
    wrong = False
    for t, windows in enumerate(arcs):
        wrong |= bool((scan.lower[t][windows] < need[t]).any())
        exact = scan.is_exact(t)
        guess[t] = np.where(exact, scan.lower[t], np.maximum(guess[t], scan.lower[t]))
    return wrong


def counted_on(scan: Scan, best: int, path: list[int], *, until: float | None = None) -> Bounded:
    """Count what lies on series that miss at most `best`; `path`: the windows of one of them."""
    togo = to_go(scan.graph, scan.costs())
    arcs, above = _needed_by_length(scan, best, togo)
    try:
        scan.raise_all(arcs, above, until)
    except TimeoutError:
        return Bounded(scan.costs(), best, path, complete=False)
    counted = any(map(len, arcs))
    return Bounded(scan.costs(), best, path, complete=True, togo=None if counted else togo)


def _estimates(scan: Scan) -> list[Numbers]:
    """Estimated costs from every n-th word: the words are sorted, so these are a fair selection."""
    words = max(SAMPLE_WORDS, len(scan.factors) // SAMPLE_PART)
    graph, stride = scan.graph, max(1, len(scan.factors) // words)
    sample = Scan(graph, [each[:, ::stride] for each in scan.missing], scan.factors[::stride])
    sample.raise_all(_all_windows(graph), [EVERYTHING] * graph.arcs)
    return [np.where(low < FAR, low * stride, FAR) for low in sample.lower]


def _all_windows(graph: Graph) -> list[Numbers]:
    return [np.flatnonzero(fits) for fits in graph.fits]


def _shaped(graph: Graph, flat: list[Numbers]) -> Costs:
    return [each.reshape(fits.shape) for each, fits in zip(flat, graph.fits, strict=True)]


def _near_best(
    scan: Scan, guess: list[Numbers], best: int, found: list[int]
) -> tuple[int, list[int]]:
    """A good series: count the windows of the shortest path exactly until it does not change."""
    graph = scan.graph
    for _ in range(PATHS):
        costs = _shaped(graph, guess)
        togo = to_go(graph, costs)
        path = one_path(graph, costs, togo)
        assert path is not None
        fresh = not all(scan.is_exact(t)[arc] for t, arc in enumerate(path))
        length = sum(scan.count_whole(t, arc) for t, arc in enumerate(path))
        if length < best:
            best, found = length, path
        for t, arc in enumerate(path):
            guess[t][arc] = scan.lower[t][arc]
        if not fresh:
            break
    return best, found


def _needed_by_potentials(
    scan: Scan, guess: list[Numbers], best: int
) -> tuple[list[Numbers], list[Numbers | int]]:
    """All windows with the fall of the estimated potentials along them."""
    graph = scan.graph
    # The shortest of many estimated lengths is too short: scale, or too little is asked for.
    length = max(1, int(to_go(graph, _shaped(graph, guess))[0][()].min()))
    scale = min(2.0, best / length)
    costs = _shaped(
        graph,
        [
            np.where(scan.is_exact(t) | (each >= FAR), each, (each * scale).astype(np.int64))
            for t, each in enumerate(guess)
        ],
    )
    togo, start = to_go(graph, costs), from_start(graph, costs)
    potentials: Lengths = [
        {m: np.clip(np.minimum(here, best - start[t][m]), 0, best) for m, here in layer.items()}
        for t, layer in enumerate(togo)
    ]
    arcs, need = [], []
    for t, lower in enumerate(scan.costs()):
        fall = _extreme(graph, t, potentials, potentials, (np.subtract, np.maximum, -1))
        some = graph.fits[t] & (lower <= fall) & (fall >= 0)
        arcs.append(np.flatnonzero(some))
        need.append(fall[some])
    return arcs, list(need)


def _needed_by_length(
    scan: Scan, best: int, togo: Lengths
) -> tuple[list[Numbers], list[Numbers | int]]:
    """Windows on paths that are not longer than `best` by the counts so far."""
    graph, costs = scan.graph, scan.costs()
    start = from_start(graph, costs)
    arcs, above = [], []
    for t, lower in enumerate(costs):
        rest = _extreme(graph, t, start, togo, (np.add, np.minimum, FAR))
        some = (lower + rest <= best) & ~scan.is_exact(t).reshape(lower.shape)
        arcs.append(np.flatnonzero(some))
        above.append(best - rest[some])
    return arcs, list(above)


def _extreme(
    graph: Graph, t: int, here: Lengths, there: Lengths, rule: tuple[np.ufunc, np.ufunc, int]
) -> Numbers:
    """For each window the extreme, over the memories that allow it, of a value at both of its ends.

    `rule`: how the two are combined, how one is chosen, and what any is better than. Returns the
    shape of `graph.fits`; of windows that break a rule it says nothing.
    """
    (combine, choose, worst), shape = rule, graph.fits[t].shape
    found = None
    for memory in graph.memories[t]:
        columns = graph.last(t, memory)
        before = here[t][memory].reshape(*shape[:2], 1)
        for rows, left in graph.split(t, memory):
            if left not in there[t + 1]:
                continue
            after = there[t + 1][left].reshape(shape[1:])
            if not graph.depth:  # one memory only, and it forbids nothing
                whole: Numbers = combine(before, after)
                return whole
            found = np.full(shape, worst) if found is None else found
            block = np.ix_(rows, np.arange(shape[1]), columns)
            found[block] = choose(found[block], combine(before[rows], after[:, columns]))
    return np.full(shape, worst) if found is None else found

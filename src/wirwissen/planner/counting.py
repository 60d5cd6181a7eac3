"""Counting those who miss windows: rows of words, AND and population count."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.graph import Graph
from wirwissen.planner.problem import BITS
from wirwissen.planner.threads import in_two_threads

Numbers = NDArray[np.int64]
Sets = NDArray[np.uint64]
CHUNK = 1 << 17  # words worked on at once: near the cache, and long enough for two threads
TASK = 1 << 21  # words counted in one go: Ctrl-C waits for no more than these
ALONE = 1 << 22  # words up to which starting threads would cost more than they save
LONG = 512  # words whose groups 16 bits can number
EXACT = (1 << 24, 1 << 53)  # whole numbers below are exact in single and double precision


def exact_kind(people: int) -> type[np.float32 | np.float64 | np.int64]:
    """In which numbers NumPy multiplies fastest so that no count of so many people is rounded."""
    return np.float32 if people < EXACT[0] else np.float64 if people < EXACT[1] else np.int64


def row_sums(counts: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Exact sums of rows of at most `LONG` counts, as a product: half the time of `np.sum`."""
    sums: NDArray[np.float32] = counts.astype(np.float32) @ np.ones(counts.shape[1], np.float32)
    return sums


def count(
    sets: list[Sets], rows: list[Numbers], weights: NDArray[np.floating] | None = None
) -> Numbers:
    """How many groups miss each window, or how many people, if words have `weights`.

    `sets`: for each meeting of a window who misses which slot, shape (slots, words). `rows`: for
    each meeting the slots of the windows. What neighbours have in common is worked out once if they
    differ in the last meeting only.
    """
    *front, last = rows
    new = np.ones(len(last), np.bool_)
    new[1:] = front[0][1:] != front[0][:-1]
    for each in front[1:]:
        new[1:] |= each[1:] != each[:-1]
    starts, place = np.flatnonzero(new), np.cumsum(new) - 1
    nodes = [each.take(starts) for each in front]
    counts = np.empty(len(last), dtype=np.int64)
    words = sets[-1].shape[1]
    step = max(1, CHUNK // words)
    space = np.empty((2, min(step, len(last)), words), dtype=np.uint64)
    for begin in range(0, len(last), step):
        here = place[begin : begin + step]
        some = slice(here[0], here[-1] + 1)
        both = sets[0].take(nodes[0][some], axis=0)
        for middle, node in zip(sets[1:-1], nodes[1:], strict=True):
            both &= middle.take(node[some], axis=0)
        none, end = space[:, : len(here)]
        # Twice as fast as indexing: no new memory, no check of the bounds.
        both.take(here - here[0], axis=0, out=none, mode="clip")
        sets[-1].take(last[begin : begin + step], axis=0, out=end, mode="clip")
        none &= end
        groups = np.bitwise_count(none)
        counts[begin : begin + step] = (
            row_sums(groups) if weights is None else groups.astype(weights.dtype) @ weights
        )
    return counts


def count_all(
    graph: Graph, missing: list[Sets], factors: Numbers, kind: type[np.signedinteger], away: int = 0
) -> list[NDArray[np.signedinteger]]:
    """The people who miss each window, shaped as `graph.fits`; `away` where it breaks a rule.

    `missing`, `factors`: see `Scales.spread`. `KeyboardInterrupt` comes through once both threads
    have ended what they are at.
    """
    found = [np.full(fits.shape, away, kind) for fits in graph.fits]
    tasks = [
        (layer, windows)
        for layer, fits in enumerate(graph.fits)
        for windows in _parts(np.flatnonzero(fits), len(factors))
    ]
    spans = _spans(factors)

    def work(task: tuple[int, Numbers]) -> None:
        layer, windows = task
        sizes = [len(slots) for slots in graph.slots[layer : layer + graph.order]]
        rows = list(np.unravel_index(windows, sizes))
        people = np.zeros(len(windows), kind)
        for words, factor, weights in spans:
            sets = [each[:, words] for each in missing[layer : layer + graph.order]]
            people += factor * count(sets, rows, weights)
        found[layer].reshape(-1)[windows] = people

    if sum(len(windows) for _, windows in tasks) * len(factors) < ALONE:
        for task in tasks:
            work(task)
    else:
        in_two_threads(work, tasks)
    return found


def _parts(windows: Numbers, words: int) -> list[Numbers]:
    return np.array_split(windows, -(-len(windows) * max(1, words) // TASK) or 1)


def _spans(factors: Numbers) -> list[tuple[slice, int, NDArray[np.floating] | None]]:
    """Words that are counted together: which, a factor, and what each counts, if not all 1."""
    borders = np.flatnonzero(np.diff(factors, prepend=0, append=0)).tolist()
    people = int(factors.sum()) * BITS
    kind = exact_kind(people)
    if len(borders) > 2 and kind is not np.int64:
        return [(slice(None), 1, factors.astype(kind))]
    return [
        (slice(begin, min(begin + LONG, end)), int(factors[low]), None)
        for low, end in pairwise(borders)
        for begin in range(low, end, LONG)
    ]

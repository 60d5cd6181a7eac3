"""Counting missed windows block by block, so that a window that is bad anyway is left early."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.graph import Graph
from wirwissen.planner.pair_bounds import Pairs
from wirwissen.planner.problem import BITS
from wirwissen.planner.window_search import Costs

Numbers = NDArray[np.int64]
WORDS = 256  # of a block: rows of 2 kB, so that some hundred of them stay in the cache
CHUNK = 1 << 16  # words worked on at once stay near the cache
ALONE = 1 << 22  # words up to which starting threads would cost more than they save
FINE, SMALL = 16, 128
BLOCKS = 6  # at least so many if that leaves a block some 64 words: windows are left earlier
EXACT = (1 << 24, 1 << 53)  # whole numbers below are exact in single and double precision
FAR = int(np.iinfo(np.int64).max // 4)
EVERYTHING = FAR - 1


def blocks_of(factors: Numbers, *, mixed: bool = False) -> list[tuple[slice, int]]:
    """Words with one factor, in blocks; or, if `mixed`, words of any, as blocks of factor 1."""
    borders = np.flatnonzero(np.diff(factors, prepend=0, append=0)).tolist()
    if mixed and len(borders) > 2 and int(factors.sum()) * BITS < EXACT[1]:
        size = -(-len(factors) // -(-len(factors) // WORDS))
        starts = range(0, len(factors), size)
        return [(slice(begin, min(begin + size, len(factors))), 1) for begin in starts]
    size = min(WORDS, max(64, len(factors) // BLOCKS))
    return [
        (slice(begin, min(begin + size, end)), int(factors[low]))
        for low, end in pairwise(borders)
        for begin in range(low, end, size)
    ]


def split(blocks: list[tuple[slice, int]]) -> tuple[list[slice], list[slice]]:
    """Smaller blocks, and which of them make up each of the blocks."""
    words = sum(each.stop - each.start for each, _ in blocks)
    size = max(1, min(words // FINE, SMALL))
    small: list[slice] = []
    parts = []
    for block, _ in blocks:
        begin = len(small)
        count = -(-(block.stop - block.start) // size)
        borders = np.linspace(block.start, block.stop, count + 1).astype(int).tolist()
        small += [slice(a, b) for a, b in pairwise(borders)]
        parts.append(slice(begin, len(small)))
    return small, parts


class Scan:
    """Counts so far of every window, and how far they were counted.

    `lower[t]`: flat over `graph.fits[t]`, people who miss window t, of the blocks counted so far;
    `FAR` where it breaks a rule. `counted[t]`: the number of those blocks. The counts never go
    down, so at any time they are lower bounds. `mixed`: whether words of several factors may share
    a block; such a block cannot be bounded first.
    """

    def __init__(
        self,
        graph: Graph,
        missing: list[NDArray[np.uint64]],
        factors: Numbers,
        *,
        mixed: bool = False,
    ) -> None:
        self.graph, self.missing, self.factors = graph, missing, factors
        self.stopped = False
        self.lower = [np.where(fits, 0, FAR).ravel() for fits in graph.fits]
        self.counted = [np.zeros(fits.size, np.int16) for fits in graph.fits]
        self.blocks = blocks_of(factors, mixed=mixed)
        self.mixed = any(factor != factors[words.start] for words, factor in self.blocks)
        self.bounds: list[NDArray[np.int16]] = []
        self.full: list[NDArray[np.bool_]] = []

    def bound_all(self) -> list[Numbers]:
        """Begin with lower bounds from pairs of slots, for windows of three.

        Returns estimates: people who miss each window, flat, `FAR` where it breaks a rule.
        """
        small, parts = split(self.blocks)
        factors = np.array([factor for _, factor in self.blocks])
        with ThreadPoolExecutor(2) as pool:
            pairs = Pairs(self.missing, small, pool)

            def bound(layer: int) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
                fits = np.flatnonzero(self.graph.fits[layer])
                found, guess = pairs.bounds(layer, fits, parts)
                self.lower[layer][fits] = np.einsum("i,ij->j", factors, found)
                return found, guess

            both = list(pool.map(bound, range(self.graph.arcs)))
        # First the blocks with the most to gain: there a bound rises most.
        gain = [factors * (guess.sum(axis=1) - found.sum(axis=1)) for found, guess in both]
        order = np.argsort(-np.sum(gain, axis=0))
        self.blocks = [self.blocks[k] for k in order]
        self.bounds = [found[order] for found, _ in both]
        self.place = [np.cumsum(fits.ravel()) - 1 for fits in self.graph.fits]
        self.full = [np.stack([full[parts[k]].all(axis=0) for k in order]) for full in pairs.full]
        guesses = []
        for fits, (_, guess) in zip(self.graph.fits, both, strict=True):
            flat = np.full(fits.size, FAR)
            flat[fits.ravel()] = factors @ guess
            guesses.append(flat)
        return guesses

    def count_whole(self, layer: int, arc: int) -> int:
        """Count one window to the end. Returns the people who miss it."""
        if self.counted[layer][arc] < len(self.blocks):
            places = np.unravel_index(
                arc, [len(s) for s in self.graph.slots[layer : layer + self.graph.order]]
            )
            none = np.bitwise_and.reduce(
                [sets[i] for sets, i in zip(self.missing[layer:], places, strict=False)]
            )
            self.lower[layer][arc] = int(np.bitwise_count(none) @ self.factors)
            self.counted[layer][arc] = len(self.blocks)
        return int(self.lower[layer][arc])

    def costs(self) -> Costs:
        """The counts so far with the shapes of `graph.fits`."""
        return [
            low.reshape(fits.shape) for low, fits in zip(self.lower, self.graph.fits, strict=True)
        ]

    def change_one(self, word: int, bit: int, misses: list[NDArray[np.bool_]]) -> None:
        """Another answer of one person, who is bit `bit` of word `word` in `missing`.

        `misses`: per meeting, for each slot, whether it does not suit the person now. Counts that
        have met the person's block change with it; the others will meet the new answer, and until
        then their bounds must not be higher than it.
        """
        block = next(i for i, (w, _) in enumerate(self.blocks) if w.start <= word < w.stop)
        flag, order = np.uint64(1 << bit), self.graph.order
        before = [(each[:, word] & flag) != 0 for each in self.missing]
        for layer, fits in enumerate(self.graph.fits):
            window = slice(layer, layer + order)
            now, then = _all_miss(misses[window]), _all_miss(before[window])
            changed = np.flatnonzero((now != then) & fits.ravel())
            change = np.where(now[changed], 1, -1)
            met = self.counted[layer][changed] > block
            self.lower[layer][changed[met]] += change[met]
            if self.bounds:
                bounds = self.bounds[layer][block]
                fewer = changed[~met & (change < 0)]
                fewer = fewer[bounds[self.place[layer][fewer]] > 0]
                bounds[self.place[layer][fewer]] -= 1
                self.lower[layer][fewer] -= 1
        for full in self.full:
            full[block] = False
        for each, missed in zip(self.missing, misses, strict=True):
            each[:, word] = np.where(missed, each[:, word] | flag, each[:, word] & ~flag)

    def is_exact(self, layer: int) -> NDArray[np.bool_]:
        """Which windows are counted to the end, flat."""
        done: NDArray[np.bool_] = self.counted[layer] == len(self.blocks)
        return done

    def raise_all(
        self, arcs: list[Numbers], above: list[Numbers | int], until: float | None = None
    ) -> None:
        """For each layer count the windows `arcs` on until they miss more than `above` people.

        Raises `TimeoutError` when `until` (`time.monotonic()`) is over, and instead of
        `KeyboardInterrupt`; what is counted is kept.
        """
        layers = range(len(arcs))
        if sum(map(len, arcs)) * len(self.factors) < ALONE:
            for t in layers:
                self._raise(t, arcs[t], above[t], until)
            return
        with ThreadPoolExecutor(2) as pool:  # NumPy counts without holding Python's lock
            try:
                list(pool.map(lambda t: self._raise(t, arcs[t], above[t], until), layers))
            except KeyboardInterrupt:
                self.stopped = True
                raise TimeoutError from None

    def _raise(self, layer: int, arcs: Numbers, above: Numbers | int, until: float | None) -> None:
        limit = np.broadcast_to(np.asarray(above, dtype=np.int64), arcs.shape)
        lower, counted = self.lower[layer], self.counted[layer]
        begun = counted[arcs]
        arcs, limit = arcs[begun < len(self.blocks)], limit[begun < len(self.blocks)]
        for number, (words, factor) in enumerate(self.blocks):
            if self.stopped or (until is not None and time.monotonic() > until):
                raise TimeoutError
            unsure = lower[arcs] <= limit
            arcs, limit = arcs[unsure], limit[unsure]
            if not len(arcs):
                return
            now = arcs[counted[arcs] == number]
            if not len(now):
                continue
            counted[now] += 1
            if not self.bounds:
                lower[now] += factor * self._count(layer, now, words)
                continue
            first, middle, last = (each[number] for each in self.full[layer : layer + 3])
            sure = first[:, None, None] | middle[:, None] | last
            now = now[~sure.take(now)]
            bounds = self.bounds[layer][number][self.place[layer][now]]
            lower[now] += factor * (self._count(layer, now, words) - bounds)

    def _count(self, layer: int, arcs: Numbers, words: slice) -> Numbers:
        """Groups of one block (if factors are mixed: people) that miss each window.

        `arcs`: ascending.
        """
        *front, last = (
            np.ascontiguousarray(each[:, words])
            for each in self.missing[layer : layer + self.graph.order]
        )
        counts = np.empty(len(arcs), dtype=np.int64)
        few = int(self.factors[words].sum()) * BITS < EXACT[0]
        weights = self.factors[words].astype(np.float32 if few else np.float64)
        pair, column = np.divmod(arcs, len(last))
        # Windows that differ in the last meeting only share what they have in common.
        new = np.diff(pair, prepend=-1) != 0
        nodes, place = pair[new], np.cumsum(new) - 1
        step = max(1, CHUNK // last.shape[1])
        space = np.empty((2, step, last.shape[1]), dtype=np.uint64)
        for begin in range(0, len(arcs), step):
            part = slice(begin, begin + step)
            here = place[part]
            both = _common(front, nodes[here[0] : here[-1] + 1])
            none, end = space[:, : len(here)]
            # Twice as fast as indexing: no new memory, no check of the bounds.
            both.take(here - here[0], axis=0, out=none, mode="clip")
            last.take(column[part], axis=0, out=end, mode="clip")
            np.bitwise_and(none, end, out=none)
            groups = np.bitwise_count(none)
            if self.mixed:
                counts[part] = groups.astype(weights.dtype) @ weights
            else:  # 16 bits are enough: a block has at most 64 * WORDS groups.
                counts[part] = np.add.reduce(groups, axis=1, dtype=np.uint16)
        return counts


def _all_miss(misses: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """For each window, flat: whether none of its slots suits."""
    none = misses[0]
    for each in misses[1:]:
        none = (none[:, None] & each).ravel()
    return none


def _common(front: list[NDArray[np.uint64]], node: Numbers) -> NDArray[np.uint64]:
    """Who misses all meetings of a window but the last; nodes as numbered by `Graph`."""
    both = None
    for each in reversed(front):
        sets = each.take(node % len(each), axis=0)
        both = sets if both is None else np.bitwise_and(both, sets, out=both)
        node = node // len(each)
    assert both is not None
    return both

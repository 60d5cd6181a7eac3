"""Counting missed windows block by block, so that a window that is bad anyway is left early."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.blocks import Blocks
from wirwissen.planner.counting import ALONE, Numbers, count, exact_kind
from wirwissen.planner.graph import Graph
from wirwissen.planner.pair_bounds import SURE, Pairs, Small
from wirwissen.planner.problem import BITS
from wirwissen.planner.threads import in_two_threads
from wirwissen.planner.window_search import Costs, no_way

Whole = NDArray[np.signedinteger]
Unsure = dict[int, tuple[Numbers, Numbers]]
"""By layer: windows, flat, and the people that each may miss before counting stops."""
SAMPLE = 50  # every so many-th window tells which blocks are worth to be counted first


@dataclass(frozen=True, eq=False)
class Open:
    """Windows of some layers that are counted on, those of one layer after those of another.

    `rows`: for each meeting of a window the row of its slot and the first block in `Blocks.rows`.
    `lower`: who misses them at least; `limit`: where counting stops; `begun`: how many blocks were
    counted before. `known`: bounds in the order of counting, shape (blocks, windows), or `SURE`
    where they are the counts.
    """

    rows: list[Numbers]
    limit: Numbers
    lower: Numbers
    begun: NDArray[np.int16]
    known: Small


class Scan:
    """Counts so far of every window, and how far they were counted.

    `lower[t]`: flat over `graph.fits[t]`, at least so many people miss window t; `far` where it
    breaks a rule. `counted[t]`: how many blocks were counted, in the order `order`. The counts
    never go down but by new answers, so at any time they are lower bounds.
    """

    def __init__(self, graph: Graph, blocks: Blocks) -> None:
        self.graph, self.blocks, self.stopped = graph, blocks, False
        self.factors = blocks.factors
        people = int(self.factors.sum()) * blocks.words * BITS
        self._exact = exact_kind(people)  # numbers that do not round
        small = people * max(1, graph.arcs) < np.iinfo(np.int32).max // 8
        kind = np.int32 if small else np.int64
        self.far = no_way(kind)
        self.lower: list[Whole] = [np.where(f, kind(0), kind(self.far)).ravel() for f in graph.fits]
        self.counted = [np.zeros(fits.size, np.int16) for fits in graph.fits]
        # By how much new answers in blocks that are still to be counted have lowered a bound.
        self._eased: list[NDArray[np.int16]] = []
        self.order = np.arange(len(self.factors))
        self.pairs: Pairs | None = None

    def bound_all(self) -> list[Whole]:
        """Begin with lower bounds from pairs of slots, for windows of three.

        Returns estimates: people who miss each window, flat, `far` where it breaks a rule.
        """
        pairs = self.pairs = Pairs(self.graph, self.blocks)

        def bound(layer: int) -> tuple[Whole, NDArray[np.float32]]:
            lower, fits = self.lower[layer], np.flatnonzero(self.graph.fits[layer])
            guess = lower.copy()
            guess[fits] = pairs.estimates(layer, fits)
            for part, bounds in pairs.bounds(layer, fits):
                lower[fits[part]] = self._people(bounds)
            return guess, pairs.gains(layer, fits[::SAMPLE])

        both = in_two_threads(bound, range(self.graph.arcs))
        # First the blocks with the most to gain: there a bound rises most.
        self.order = np.argsort(-np.sum([gain for _, gain in both], axis=0))
        pairs.arrange(self.order)
        return [guess for guess, _ in both]

    def _people(self, groups: Small) -> NDArray[np.number]:
        """Groups by block, shape (windows, blocks), as people."""
        people: NDArray[np.number] = groups.astype(self._exact) @ self.factors.astype(self._exact)
        return people

    def count_whole(self, layer: int, arc: int) -> int:
        """Count one window to the end. Returns the people who miss it."""
        if self.counted[layer][arc] < len(self.factors):
            sizes = self.blocks.slots[layer : layer + self.graph.order]
            places = enumerate(np.unravel_index(arc, sizes), start=layer)
            none = np.bitwise_and.reduce([self.blocks.meeting(t)[place] for t, place in places])
            groups = np.bitwise_count(none).sum(axis=1, dtype=np.int64)
            self.lower[layer][arc] = int(groups @ self.factors)
            self.counted[layer][arc] = len(self.factors)
            if self._eased:
                self._eased[layer][arc] = 0
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
        self._eased = self._eased or [np.zeros(f.size, np.int16) for f in self.graph.fits]
        block, place = divmod(word, self.blocks.words)
        position = int(np.flatnonzero(self.order == block)[0])
        flag = np.uint64(1 << bit)
        words = [self.blocks.meeting(t)[:, block, place] for t in range(len(misses))]
        before = [(each & flag) != 0 for each in words]
        for layer, fits in enumerate(self.graph.fits):
            window = slice(layer, layer + self.graph.order)
            now = _all_miss(misses[window])
            changed = np.flatnonzero((now ^ _all_miss(before[window])) & fits.ravel())
            met, more = self.counted[layer].take(changed) > position, now.take(changed)
            self.lower[layer][changed] += np.where(more, met, -1)
            self._eased[layer][changed[~(more | met)]] += 1
        if self.pairs:
            for full in self.pairs.full:
                full[:, position] = 0
        for each, missed in zip(words, misses, strict=True):
            each[:] = np.where(missed, each | flag, each & ~flag)

    def is_exact(self, layer: int) -> NDArray[np.bool_]:
        """Which windows are counted to the end, flat."""
        done: NDArray[np.bool_] = self.counted[layer] == len(self.factors)
        return done

    def raise_all(
        self, arcs: list[Numbers], above: list[Numbers | int], until: float | None = None
    ) -> None:
        """For each layer count the windows `arcs` on until they miss more than `above` people.

        Raises `TimeoutError` when `until` (`time.monotonic()`) is over, and instead of
        `KeyboardInterrupt`; what is counted is kept.
        """
        unsure = [self._unsure(t, *each) for t, each in enumerate(zip(arcs, above, strict=True))]
        layers = [t for t, (windows, _) in enumerate(unsure) if len(windows)]

        def work(layers: list[int]) -> None:
            if layers:
                self._raise({t: unsure[t] for t in layers}, until)

        if sum(len(windows) for windows, _ in unsure) * self.blocks.sets[0].size < ALONE:
            work(layers)
            return
        try:
            in_two_threads(work, (layers[::2], layers[1::2]), stop=self._stop)
        except KeyboardInterrupt:
            raise TimeoutError from None

    def _stop(self) -> None:
        self.stopped = True

    def _unsure(
        self, layer: int, windows: Numbers, above: Numbers | int
    ) -> tuple[Numbers, Numbers]:
        """Those of the windows that are still to be counted on, and their limits."""
        limit = np.broadcast_to(np.asarray(above, dtype=np.int64), windows.shape)
        lower, counted = self.lower[layer][windows], self.counted[layer][windows]
        unsure = (lower <= limit) & (counted < len(self.factors))
        return windows[unsure], limit[unsure]

    def _open(self, windows: Unsure) -> Open:
        """Look up what is known of the windows."""
        count, blocks = sum(len(each) for each, _ in windows.values()), len(self.factors)
        rows = [np.empty(count, np.int64) for _ in range(self.graph.order)]
        known = np.zeros((blocks, count), np.int16)
        end = 0
        for layer, (each, _) in windows.items():
            here = slice(end, end := end + len(each))
            meetings = slice(layer, layer + self.graph.order)
            places = np.unravel_index(each, self.blocks.slots[meetings])
            for row, start, place in zip(rows, self.blocks.starts[meetings], places, strict=True):
                np.multiply(start + place, blocks, out=row[here])
            if self.pairs:
                for part, bounds in self.pairs.bounds(layer, each, sure=True):
                    known[:, here][:, part] = bounds.T
        begun = np.concatenate([self.counted[t][w] for t, (w, _) in windows.items()])
        if begun.any():
            known[np.arange(blocks)[:, None] < begun] = SURE
        limit = np.concatenate([limit for _, limit in windows.values()])
        lower = np.concatenate([self.lower[t][w] for t, (w, _) in windows.items()])
        return Open(rows, limit, lower.astype(np.int64), begun, known)

    def _raise(self, windows: Unsure, until: float | None) -> None:
        """Count block by block until each window misses more than its limit, or to the end."""
        opened = self._open(windows)
        lower, counted = opened.lower, np.zeros(len(opened.limit), np.int16)
        try:
            for block, known in zip(self.order, opened.known, strict=True):
                alive = lower <= opened.limit
                if not alive.any():
                    break
                if self.stopped or (until is not None and time.monotonic() > until):
                    raise TimeoutError
                now = np.flatnonzero(alive & (known != SURE))
                here = self.blocks.rows[block:]
                groups = count([here] * len(opened.rows), [each.take(now) for each in opened.rows])
                groups -= known.take(now)
                lower[now] += self.factors[block] * groups
                counted += alive
        finally:
            self._close(windows, lower, np.maximum(counted, opened.begun))

    def _close(self, windows: Unsure, lower: Numbers, counted: NDArray[np.int16]) -> None:
        """Keep what is counted of the windows."""
        end = 0
        for layer, (each, _) in windows.items():
            part = slice(end, end := end + len(each))
            self.lower[layer][each] = lower[part]
            if self._eased:
                whole = each[counted[part] == len(self.factors)]
                self.lower[layer][whole] += self._eased[layer][whole]
                self._eased[layer][whole] = 0
            self.counted[layer][each] = counted[part]


def _all_miss(misses: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """For each window, flat: whether none of its slots suits."""
    none = misses[0]
    for each in misses[1:]:
        both = np.zeros((len(none), len(each)), np.bool_)
        both[none] = each
        none = both.ravel()
    return none

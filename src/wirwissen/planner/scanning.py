"""Counting missed windows block by block, so that a window that is bad anyway is left early."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.blocks import WORDS, in_blocks
from wirwissen.planner.counting import ALONE, Numbers, Sets, count
from wirwissen.planner.graph import Graph
from wirwissen.planner.pair_bounds import Pairs, Small
from wirwissen.planner.problem import BITS
from wirwissen.planner.window_search import Costs

Whole = NDArray[np.signedinteger]
SAMPLE = 50  # every so many-th window tells which blocks are worth to be counted first


@dataclass(frozen=True, eq=False)
class Open:
    """Windows of one layer that are counted on.

    `rows`: for each meeting of a window the row of its slot in the first block. `begun`: how many
    blocks were counted before. Shape (blocks, windows): `todo`, which counts may tell something
    new; `bounds`: what is known of them.
    """

    layer: int
    windows: Numbers
    limit: Numbers
    rows: list[Numbers]
    begun: NDArray[np.int16]
    todo: NDArray[np.bool_]
    bounds: Small | None


class Scan:
    """Counts so far of every window, and how far they were counted.

    `lower[t]`: flat over `graph.fits[t]`, at least so many people miss window t; `far` where it
    breaks a rule. `counted[t]`: how many blocks were counted, in the order `order`. The counts
    never go down but by new answers, so at any time they are lower bounds.
    """

    def __init__(self, graph: Graph, missing: list[Sets], factors: Numbers) -> None:
        self.graph, self.stopped = graph, False
        self.blocks = in_blocks(missing, factors, WORDS)
        self.factors = self.blocks.factors
        people = int(factors.sum()) * BITS
        small = people * max(1, graph.arcs) < np.iinfo(np.int32).max // 8
        kind = np.int32 if small else np.int64
        self.far = int(np.iinfo(kind).max // 4)
        self.lower: list[Whole] = [np.where(f, kind(0), kind(self.far)).ravel() for f in graph.fits]
        self.counted = [np.zeros(fits.size, np.int16) for fits in graph.fits]
        # By how much new answers in blocks that are still to be counted have lowered a bound.
        self._eased = [np.zeros(fits.size, np.int16) for fits in graph.fits]
        self.order = np.arange(len(self.factors))
        self.pairs: Pairs | None = None

    def bound_all(self) -> list[Whole]:
        """Begin with lower bounds from pairs of slots, for windows of three.

        Returns estimates: people who miss each window, flat, `far` where it breaks a rule.
        """
        with ThreadPoolExecutor(2) as pool:
            pairs = self.pairs = Pairs(self.graph, self.blocks, pool)

            def bound(layer: int) -> tuple[Whole, NDArray[np.float64]]:
                lower, fits = self.lower[layer], np.flatnonzero(self.graph.fits[layer])
                guess = lower.copy()
                guess[fits] = pairs.estimates(layer, fits).sum(axis=1)
                for part, bounds in pairs.bounds(layer, fits):
                    lower[fits[part]] = self._people(bounds)
                few = fits[::SAMPLE]
                gain = pairs.estimates(layer, few, together=1).sum(axis=0, dtype=np.float64)
                for _, bounds in pairs.bounds(layer, few):
                    gain -= self.factors * bounds.sum(axis=0)
                return guess, gain

            both = list(pool.map(bound, range(self.graph.arcs)))
        # First the blocks with the most to gain: there a bound rises most.
        self.order = np.argsort(-np.sum([gain for _, gain in both], axis=0))
        pairs.arrange(self.order)
        return [guess for guess, _ in both]

    def _people(self, groups: Small) -> Numbers:
        """Groups by block, shape (windows, blocks), as people."""
        people: Numbers = np.add.reduce(groups, axis=1, dtype=np.int64)
        for block in np.flatnonzero(self.factors != 1):
            people += (self.factors[block] - 1) * groups[:, block]
        return people

    def count_whole(self, layer: int, arc: int) -> int:
        """Count one window to the end. Returns the people who miss it."""
        if self.counted[layer][arc] < len(self.factors):
            sizes = self.blocks.slots[layer : layer + self.graph.order]
            places = enumerate(np.unravel_index(arc, sizes), start=layer)
            none = np.bitwise_and.reduce([self.blocks.sets[:, t, place] for t, place in places])
            groups = np.bitwise_count(none).sum(axis=1, dtype=np.int64)
            self.lower[layer][arc] = int(groups @ self.factors)
            self.counted[layer][arc], self._eased[layer][arc] = len(self.factors), 0
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
        block, place = self.blocks.place(word)
        position = int(np.flatnonzero(self.order == block)[0])
        flag = np.uint64(1 << bit)
        words = [self.blocks.meeting(t)[block, :, place] for t in range(len(misses))]
        before = [(each & flag) != 0 for each in words]
        for layer, fits in enumerate(self.graph.fits):
            window = slice(layer, layer + self.graph.order)
            now = _all_miss(misses[window])
            changed = np.flatnonzero((now ^ _all_miss(before[window])) & fits.ravel())
            met, more = self.counted[layer][changed] > position, now[changed]
            self.lower[layer][changed[~more]] -= 1
            self.lower[layer][changed[more & met]] += 1
            self._eased[layer][changed[~more & ~met]] += 1
        if self.pairs:
            for full in self.pairs.full:
                full[:, position] = False
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
            self._raise([self._open(t, *unsure[t]) for t in layers], until)

        if sum(len(windows) for windows, _ in unsure) * self.blocks.sets[:, 0, 0].size < ALONE:
            work(layers)
            return
        with ThreadPoolExecutor(2) as pool:  # NumPy counts without holding Python's lock
            try:
                list(pool.map(work, (layers[::2], layers[1::2])))
            except KeyboardInterrupt:
                self.stopped = True
                raise TimeoutError from None

    def _unsure(
        self, layer: int, windows: Numbers, above: Numbers | int
    ) -> tuple[Numbers, Numbers]:
        """Those of the windows that are still to be counted on, and their limits."""
        limit = np.broadcast_to(np.asarray(above, dtype=np.int64), windows.shape)
        lower, counted = self.lower[layer][windows], self.counted[layer][windows]
        unsure = (lower <= limit) & (counted < len(self.factors))
        return windows[unsure], limit[unsure]

    def _open(self, layer: int, windows: Numbers, limit: Numbers) -> Open:
        """Look up what is known of the windows."""
        begun, blocks = self.counted[layer][windows], len(self.factors)
        todo, bounds = begun <= np.arange(blocks, dtype=np.int16)[:, None], None
        if self.pairs:
            bounds = np.empty(todo.shape, np.int16)
            for part, found in self.pairs.bounds(layer, windows):
                bounds[:, part] = found.T
            for part, sure in self.pairs.sure(layer, windows):
                todo[:, part] &= ~sure.T
        places = np.unravel_index(windows, self.blocks.slots[layer : layer + self.graph.order])
        most = self.blocks.sets.shape[2]
        rows = [place + t * most for t, place in enumerate(places, start=layer)]
        return Open(layer, windows, limit, rows, begun, todo, bounds)

    def _raise(self, opened: list[Open], until: float | None) -> None:
        """Count block by block until each window misses more than its limit, or to the end."""
        if not opened:
            return
        limit = np.concatenate([each.limit for each in opened])
        todo = np.concatenate([each.todo for each in opened], axis=1)
        bounds = [each.bounds for each in opened if each.bounds is not None]
        known = np.concatenate(bounds, axis=1) if bounds else None
        rows = [np.concatenate(each) for each in zip(*(o.rows for o in opened), strict=True)]
        lower = np.concatenate([self.lower[o.layer][o.windows] for o in opened]).astype(np.int64)
        counted = np.concatenate([each.begun for each in opened])
        try:
            for position, block in enumerate(self.order):
                alive = lower <= limit
                if not alive.any():
                    break
                if self.stopped or (until is not None and time.monotonic() > until):
                    raise TimeoutError
                now = np.flatnonzero(todo[position] & alive)
                sets = self.blocks.sets[block].reshape(-1, self.blocks.words)
                groups = count([sets] * len(rows), [each.take(now) for each in rows])
                if known is not None:
                    groups -= known[position].take(now)
                lower[now] += self.factors[block] * groups
                counted[alive] = np.maximum(counted[alive], position + 1)
        finally:
            self._close(opened, lower, counted)

    def _close(self, opened: list[Open], lower: Numbers, counted: NDArray[np.int16]) -> None:
        """Keep what is counted of the windows."""
        begin = 0
        for each in opened:
            part = slice(begin, begin + len(each.windows))
            whole = counted[part] == len(self.factors)
            self.lower[each.layer][each.windows] = lower[part] + np.where(
                whole, self._eased[each.layer][each.windows], 0
            )
            self._eased[each.layer][each.windows[whole]] = 0
            self.counted[each.layer][each.windows] = counted[part]
            begin = part.stop


def _all_miss(misses: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """For each window, flat: whether none of its slots suits."""
    none = misses[0]
    for each in misses[1:]:
        both = np.zeros((len(none), len(each)), np.bool_)
        both[none] = each
        none = both.ravel()
    return none

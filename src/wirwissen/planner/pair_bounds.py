"""Lower bounds for windows of three meetings, from counts of pairs.

Of the people of a block, let ab miss a and b, and so on. At least ab + ac - a of them miss all
three: those who miss a and b, and those who miss a and c, both lie among those who miss a. The same
holds for b and c (Bonferroni). When all people of the block miss one of the slots, the bound is the
count itself. So blocks of people who are never free at the same times of the week leave little to
be counted window by window.
"""

from __future__ import annotations

from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Small = NDArray[np.int16]  # twice the people of a block must fit
CHUNK = 1 << 16  # words worked on at once stay near the cache


class Pairs:
    """Counts of single slots and of pairs, block by block.

    `single[t]`: shape (blocks, slots of meeting t); `pair[t, u]`: shape (blocks, slots of t, slots
    of u); `full[t]`: like `single`, whether all who may be missed at all miss the slot.
    """

    def __init__(
        self, missing: list[NDArray[np.uint64]], blocks: list[slice], pool: Executor
    ) -> None:
        self.missing, self.blocks = missing, blocks
        everybody = np.bitwise_or.reduce([np.bitwise_or.reduce(m, axis=0) for m in missing])
        self.most = _sums(everybody[None], blocks)
        meetings = range(len(missing))
        self.single = list(pool.map(lambda t: _sums(missing[t], blocks), meetings))
        self.full = [single == self.most for single in self.single]
        named = [(t, u) for t in meetings for u in (t + 1, t + 2) if u < len(missing)]
        self.pair = dict(zip(named, pool.map(lambda each: self._pair(*each), named), strict=True))

    def _pair(self, t: int, u: int) -> Small:
        first, second = self.single[t], self.single[u]
        counts = np.empty((len(self.blocks), first.shape[1], second.shape[1]), np.int16)
        for k, words in enumerate(self.blocks):
            # Who misses a slot that all miss and another one, misses the other one.
            counts[k] = np.where(self.full[u][k], first[k][:, None], second[k])
            some, others = np.flatnonzero(~self.full[t][k]), np.flatnonzero(~self.full[u][k])
            mine, theirs = self.missing[t][some, words], self.missing[u][others, words]
            step = max(1, CHUNK // max(1, theirs.size))
            for begin in range(0, len(some), step):
                part = some[begin : begin + step]
                both = mine[begin : begin + step, None] & theirs
                counts[k][part[:, None], others] = np.add.reduce(
                    np.bitwise_count(both), axis=2, dtype=np.uint16
                )
        return counts

    def bounds(
        self, t: int, windows: Numbers, parts: list[slice]
    ) -> tuple[Small, NDArray[np.float32]]:
        """Bounds of windows of meetings t to t + 2, in groups, and estimates.

        Shape (parts, windows) each. `windows`: flat positions as in `Graph.fits`. `parts`: of the
        blocks; their bounds are added up, and must not exceed 16 bits.
        """
        found = np.empty((len(parts), len(windows)), np.int16)
        guess = np.empty((len(parts), len(windows)), np.float32)
        for n, part in enumerate(parts):
            blocks = range(part.start, part.stop)
            np.take(sum(self._bound(t, k) for k in blocks), windows, out=found[n])
            np.take(sum(self._guess(t, k) for k in blocks), windows, out=guess[n])
        return found, guess

    def _bound(self, t: int, k: int) -> Small:
        """Bounds of one block for all combinations of slots of meetings t to t + 2."""
        ab, ac, bc = self.pair[t, t + 1][k], self.pair[t, t + 2][k], self.pair[t + 1, t + 2][k]
        a, b, c = (self.single[t + i][k] for i in range(3))
        least: Small = ab[:, :, None] + (ac - a[:, None])[:, None, :]
        np.maximum(least, ab[:, :, None] + (bc - b[:, None]), out=least)
        np.maximum(least, ac[:, None, :] + (bc - c), out=least)
        np.maximum(least, 0, out=least)
        return least

    def _guess(self, t: int, k: int) -> NDArray[np.float32]:
        """As if the three pairs had nothing more in common than they must (Kirkwood 1935)."""
        ab, ac, bc = self.pair[t, t + 1][k], self.pair[t, t + 2][k], self.pair[t + 1, t + 2][k]
        a, b, c = (np.maximum(self.single[t + i][k], 1).astype(np.float32) for i in range(3))
        guess: NDArray[np.float32] = (ab / b)[:, :, None] * (ac / a[:, None] / c)[:, None, :]
        guess *= bc * np.float32(self.most[k])
        return guess


def _sums(sets: NDArray[np.uint64], blocks: list[slice]) -> Small:
    """Groups in each set, block by block; shape (blocks, sets)."""
    counts = np.bitwise_count(sets)
    return np.stack([np.add.reduce(counts[:, w], axis=1, dtype=np.int16) for w in blocks])

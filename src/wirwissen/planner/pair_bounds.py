"""Lower bounds for windows of three meetings, from counts of pairs.

Of the people of a block, let ab miss a and b, and so on. At least ab + ac - a of them miss all
three: those who miss a and b, and those who miss a and c, both lie among those who miss a. The same
holds for b and c (Bonferroni). When all people of the block miss one of the slots, the bound is the
count itself. So blocks of people who are never free at the same times of the week leave little to
be counted window by window.

All tables have the blocks in their last axis: what is taken for a window is then one short row.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.blocks import Blocks
from wirwissen.planner.counting import Numbers, Sets, row_sums
from wirwissen.planner.graph import Graph

Small = NDArray[np.int16]  # twice the people of a block must fit
CHUNK = 1 << 18  # words worked on at once: calls long enough for two threads
ROWS = 1 << 18  # numbers of windows looked at together stay in the cache
AT_ONCE = 8  # blocks whose pairs are counted together
TOGETHER = 8  # blocks that are estimated as one


class Pairs:
    """Counts of single slots and of pairs, block by block.

    `single[t]`: shape (slots of meeting t, blocks); `pair[t, u]`: shape (slots of t * slots of u,
    blocks); `full[t]`: like `single`, whether all who may be missed at all miss the slot.
    """

    def __init__(self, graph: Graph, blocks: Blocks, pool: Executor) -> None:
        self.graph, self.factors = graph, blocks.factors
        self._step = max(1, ROWS // max(1, len(self.factors)))
        everybody = np.bitwise_or.reduce(blocks.sets, axis=(1, 2))
        self.most = np.bitwise_count(everybody).sum(axis=1, dtype=np.int16)
        meetings = range(len(blocks.slots))
        sets = list(
            pool.map(lambda t: np.ascontiguousarray(blocks.meeting(t).swapaxes(0, 1)), meetings)
        )
        self.single: list[Small] = [
            np.bitwise_count(each).sum(axis=2, dtype=np.int16) for each in sets
        ]
        self.full = [single == self.most for single in self.single]

        def counted(near: tuple[int, int]) -> Small:
            t, u = near
            useful = self._useful(t, u)
            return _counts(sets[t], sets[u], self.full[t], self.single[u], useful)

        near = [(t, u) for t in meetings for u in (t + 1, t + 2) if u < len(meetings)]
        self.pair = dict(zip(near, pool.map(counted, near), strict=True))

    def _useful(self, t: int, u: int) -> NDArray[np.bool_]:
        """Which pairs of slots some window has."""
        useful = np.zeros((len(self.single[t]), len(self.single[u])), np.bool_)
        for first, fits in enumerate(self.graph.fits):
            if first <= t and u <= first + 2:
                useful |= fits.any(axis=3 + first - t - (u - first))
        return useful

    def arrange(self, order: Numbers) -> None:
        """Put the blocks of the tables in another order."""
        self.most, self.factors = self.most[order], self.factors[order]
        # Not by an index: that would turn the tables round in memory.
        self.single, self.full = (
            [each.take(order, axis=1) for each in tables] for tables in (self.single, self.full)
        )
        self.pair = {both: counts.take(order, axis=1) for both, counts in self.pair.items()}

    def bounds(self, t: int, windows: Numbers) -> Iterator[tuple[slice, Small]]:
        """Bounds of windows of meetings t to t + 2, in groups, for some windows at a time.

        `windows`: flat positions as in `Graph.fits`. Yields which of them, and their bounds, shape
        (windows, blocks), in memory that is used again.
        """
        tables = self.pair[t, t + 1], self.pair[t, t + 2], self.pair[t + 1, t + 2]
        a, b, c = self.single[t : t + 3]
        space = np.empty((4, min(self._step, len(windows)), len(self.most)), np.int16)
        for part, *places in self._places(t, windows):
            ab, ac, bc, most = space[:, : len(places[0])]
            for table, place, out in zip(tables, places, (ab, ac, bc), strict=True):
                table.take(place, axis=0, out=out, mode="clip")
            # The largest of ab + ac - a, ab + bc - b, ac + bc - c.
            np.add(ab, ac, out=most)
            most += bc
            at_a, at_b = np.divmod(places[0], len(b))
            bc += a.take(at_a, axis=0)
            ac += b.take(at_b, axis=0)
            ab += c.take(places[1] % len(c), axis=0)
            np.minimum(ab, ac, out=ab)
            most -= np.minimum(ab, bc, out=ab)
            yield part, np.maximum(most, 0, out=most)

    def sure(self, t: int, windows: Numbers) -> Iterator[tuple[slice, NDArray[np.bool_]]]:
        """Where a bound is the count itself, since all of the block miss a slot; like `bounds`."""
        first, middle, last = self.full[t : t + 3]
        for part, at_ab, _, at_bc in self._places(t, windows):
            a, b = np.divmod(at_ab, len(middle))
            found = first.take(a, axis=0)
            found |= middle.take(b, axis=0)
            found |= last.take(at_bc % len(last), axis=0)
            yield part, found

    def estimates(self, t: int, windows: Numbers, together: int = TOGETHER) -> NDArray[np.float32]:
        """People who miss windows of meetings t to t + 2, if the pairs of slots said it all.

        As if three pairs had nothing more in common than they must (Kirkwood 1935), for so many
        blocks `together`. Shape (windows, such groups of blocks).
        """
        changes = np.flatnonzero(np.diff(self.factors, prepend=0))
        starts = np.union1d(changes, np.arange(0, len(self.factors), together))

        def merged(counts: Small) -> NDArray[np.float32]:
            if together == 1:
                return counts.astype(np.float32)
            return np.add.reduceat(counts, starts, axis=-1, dtype=np.int32).astype(np.float32)

        pairs = ((t, t + 1), (t, t + 2), (t + 1, t + 2))
        ab, ac, bc = (merged(self.pair[each]) for each in pairs)
        a, b, c = (np.maximum(merged(each), 1) for each in self.single[t : t + 3])
        ab /= np.tile(b, (len(a), 1))
        ac /= (a[:, None] * c).reshape(ac.shape)
        bc *= merged(self.most) * self.factors[starts]
        found = np.empty((len(windows), len(starts)), np.float32)
        for part, at_ab, at_ac, at_bc in self._places(t, windows):
            product = np.multiply(ab.take(at_ab, axis=0), ac.take(at_ac, axis=0), out=found[part])
            product *= bc.take(at_bc, axis=0)
        return found

    def _places(
        self, t: int, windows: Numbers
    ) -> Iterator[tuple[slice, Numbers, Numbers, Numbers]]:
        """Some windows at a time: which, and the positions of their pairs ab, ac and bc."""
        b, c = (len(each) for each in self.single[t + 1 : t + 3])
        for begin in range(0, len(windows), self._step):
            part = slice(begin, begin + self._step)
            at_ab, last = np.divmod(windows[part], c)
            yield part, at_ab, at_ab // b * c + last, at_ab % b * c + last


def _counts(
    first: Sets, second: Sets, full: NDArray[np.bool_], alone: Small, useful: NDArray[np.bool_]
) -> Small:
    """Groups who miss both of two slots, shape (pairs, blocks), where that is `useful`.

    `first`, `second`: who misses which slot, shape (slots, blocks, words). `full`: where all of a
    block miss a slot of `first`; `alone`: how many miss one of `second`.
    """
    _, blocks, words = first.shape
    # Who misses a slot that all miss and another one, misses the other one.
    counts = np.broadcast_to(alone, (len(first), *alone.shape)).copy()
    for begin in range(0, blocks, AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        theirs = second[:, some].reshape(len(second), -1)
        rows = np.flatnonzero(useful.any(axis=1) & ~full[:, some].all(axis=1))
        step = max(1, CHUNK // theirs.size)
        for part in (rows[row : row + step] for row in range(0, len(rows), step)):
            # Slots are in order of time, so those that fit stand together, nearly.
            columns = np.flatnonzero(useful[part].any(axis=0))
            near = slice(columns[0], columns[-1] + 1)
            groups = np.bitwise_count(first[part, some].reshape(len(part), 1, -1) & theirs[near])
            shape = (len(part), near.stop - near.start, -1)
            counts[part, near, some] = row_sums(groups.reshape(-1, words)).reshape(shape)
    return counts.reshape(-1, blocks)

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

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.blocks import Blocks
from wirwissen.planner.counting import Numbers, Sets
from wirwissen.planner.graph import Graph
from wirwissen.planner.threads import in_two_threads

Small = NDArray[np.int16]  # twice the people of a block must fit
Three = tuple[Numbers, Numbers, Numbers]
SURE = -1  # in place of a bound that is the count; all its bits are set
CHUNK = 1 << 18  # words worked on at once: calls long enough for two threads
ROWS = 1 << 18  # numbers of windows looked at together stay in the cache
AT_ONCE = 32  # blocks whose pairs are counted together: long rows
BUFFER = 1024  # with the usual one NumPy copies rows before it works on them, if they are shorter
TOGETHER = 8  # blocks that are estimated as one


class Pairs:
    """Counts of single slots and of pairs, block by block.

    `single[t]`: shape (slots of meeting t, blocks); `pair[t, u]`: shape (slots of t * slots of u,
    blocks); `full[t]`: like `single`, -1 where all who may be missed at all miss the slot, else 0.
    """

    def __init__(self, graph: Graph, blocks: Blocks) -> None:
        self.graph, self.factors = graph, blocks.factors
        self._step = max(1, ROWS // max(1, len(self.factors)))
        meetings = range(len(blocks.slots))
        sets = [blocks.meeting(t) for t in meetings]
        self.single: list[Small] = in_two_threads(_groups, sets)
        missed = in_two_threads(lambda each: np.bitwise_or.reduce(each, axis=0), sets)
        self.most = _groups(np.bitwise_or.reduce(missed))
        self.full = [-(single == self.most).astype(np.int16) for single in self.single]
        near = [(t, u) for t in meetings for u in (t + 1, t + 2) if u < len(meetings)]

        def counted(pair: tuple[int, int]) -> Small:
            t, u = pair
            return _counts(sets[t], sets[u], self._useful(t, u))

        self.pair = dict(zip(near, in_two_threads(counted, near), strict=True))

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

    def bounds(
        self, t: int, windows: Numbers, *, sure: bool = False
    ) -> Iterator[tuple[slice, Small]]:
        """Bounds of windows of meetings t to t + 2, in groups, for some windows at a time.

        `windows`: flat positions as in `Graph.fits`. Yields which of them, and their bounds, shape
        (windows, blocks), in memory that is used again. If `sure` is wanted, `SURE` stands where a
        bound is the count itself, since all of the block miss a slot.
        """
        tables = [self.pair[near] for near in self._near(t)]
        singles, full = self.single[t : t + 3], self.full[t : t + 3]
        space = np.empty((4, min(self._step, len(windows)), len(self.most)), np.int16)
        nothing = np.zeros(space.shape[1:], np.int16)  # NumPy is slow to compare with one number
        for part, alone, pairs in self._places(t, windows):
            ab, ac, bc, most = space[:, : len(alone[0])]
            for table, place, out in zip(tables, pairs, (ab, ac, bc), strict=True):
                table.take(place, axis=0, out=out, mode="clip")
            # The largest of ab + ac - a, ab + bc - b, ac + bc - c.
            np.add(ab, ac, out=most)
            most += bc
            for others, single, place in zip((bc, ac, ab), singles, alone, strict=True):
                others += single.take(place, axis=0)
            np.minimum(ab, ac, out=ab)
            most -= np.minimum(ab, bc, out=ab)
            np.maximum(most, nothing[: len(most)], out=most)
            if sure:
                for each, place in zip(full, alone, strict=True):
                    most |= each.take(place, axis=0)
            yield part, most

    def estimates(self, t: int, windows: Numbers) -> NDArray[np.float32]:
        """People who miss windows of meetings t to t + 2, if the pairs of slots said it all.

        As if three pairs had nothing more in common than they must (Kirkwood 1935), for some blocks
        as for one.
        """
        changes = np.flatnonzero(np.diff(self.factors, prepend=0))
        starts = np.union1d(changes, np.arange(0, len(self.factors), TOGETHER))
        # Which block belongs to which group: products of matrices add faster than anything else.
        groups = np.searchsorted(starts, np.arange(len(self.factors)), side="right") - 1
        belongs = np.equal.outer(groups, np.arange(len(starts))).astype(np.float32)

        def merged(counts: Small) -> NDArray[np.float32]:
            return counts.astype(np.float32) @ belongs

        ab, ac, bc = (merged(self.pair[each]) for each in self._near(t))
        a, b, c = (np.maximum(merged(each), 1) for each in self.single[t : t + 3])
        ab.reshape(len(a), len(b), -1)[:] /= b
        ac /= (a[:, None] * c).reshape(ac.shape)
        bc *= merged(self.most) * self.factors[starts]
        found, ones = np.empty(len(windows), np.float32), np.ones(len(starts), np.float32)
        for part, _, (at_ab, at_ac, at_bc) in self._places(t, windows):
            product = ab.take(at_ab, axis=0)
            product *= ac.take(at_ac, axis=0)
            product *= bc.take(at_bc, axis=0)
            np.matmul(product, ones, out=found[part])
        return found

    def gains(self, t: int, windows: Numbers) -> NDArray[np.float32]:
        """By how many people, in each block, estimates of some windows are above their bounds."""
        gains = np.zeros(len(self.factors), np.float32)
        bounds = self.bounds(t, windows)
        for (_, alone, pairs), (_, bound) in zip(self._places(t, windows), bounds, strict=True):
            product = np.broadcast_to(self.most.astype(np.float32), bound.shape)
            for near, place in zip(self._near(t), pairs, strict=True):
                product = product * self.pair[near].take(place, axis=0)
            for single, place in zip(self.single[t : t + 3], alone, strict=True):
                product /= np.maximum(single.take(place, axis=0), 1)
            gains += (product - bound).sum(axis=0)
        return gains * self.factors

    def _near(self, t: int) -> list[tuple[int, int]]:
        """The keys in `pair` of the three pairs of meetings t to t + 2."""
        return [(t, t + 1), (t, t + 2), (t + 1, t + 2)]

    def _places(self, t: int, windows: Numbers) -> Iterator[tuple[slice, Three, Three]]:
        """Some windows at a time: which, their slots a, b, c, and the pairs ab, ac, bc of them."""
        middle, columns = (len(each) for each in self.single[t + 1 : t + 3])
        for begin in range(0, len(windows), self._step):
            part = slice(begin, begin + self._step)
            ab = windows[part] // columns
            c = windows[part] - ab * columns
            a = ab // middle
            b = ab - a * middle
            yield part, (a, b, c), (ab, a * columns + c, b * columns + c)


def _groups(sets: Sets) -> Small:
    """How many groups are in each set; the last axis holds the words."""
    groups: Small = np.bitwise_count(sets).sum(axis=-1, dtype=np.int16)
    return groups


def _counts(first: Sets, second: Sets, useful: NDArray[np.bool_]) -> Small:
    """Groups who miss both of two slots, shape (pairs, blocks), where that is `useful`.

    `first`, `second`: who misses which slot, shape (slots, blocks, words).
    """
    _, blocks, words = first.shape
    counts = np.zeros((*useful.shape, blocks), np.int16)
    row = min(AT_ONCE, blocks) * words * len(second)
    step = max(1, CHUNK // max(1, row))
    space = [np.empty(step * row, kind) for kind in (np.uint64, np.uint8, np.float32)]
    ones = np.ones(words, np.float32)
    with np.errstate():  # keeps the next line to this thread and these lines
        np.setbufsize(BUFFER)
        for rows, columns in _parts(useful, step):
            for begin in range(0, blocks, AT_ONCE):
                some = slice(begin, begin + AT_ONCE)
                mine, theirs = first[rows, None, some], second[columns, some]
                size, shape = len(mine) * theirs.size, (len(mine), *theirs.shape)
                both, groups, numbers = (each[:size].reshape(shape) for each in space)
                np.bitwise_and(mine, theirs, out=both)
                np.bitwise_count(both, out=groups)
                numbers[:] = groups
                counts[rows, columns, some] = numbers @ ones
    return counts.reshape(-1, blocks)


def _parts(useful: NDArray[np.bool_], step: int) -> Iterator[tuple[slice, slice]]:
    """Some rows at a time, and the columns that are useful with them.

    Slots are in order of time, so those that fit stand together, nearly.
    """
    for begin in range(0, len(useful), step):
        columns = np.flatnonzero(useful[begin : begin + step].any(axis=0))
        if len(columns):
            yield slice(begin, begin + step), slice(columns[0], columns[-1] + 1)

"""Counting people with bit sets: AND, population count, weights as bit planes."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import BITS, People

Numbers = NDArray[np.int64]


SPARSE = 0.8  # of the bits in the words of a plane: with fewer groups than that they move together
FEW_AGAIN = 0.1  # of the groups: so many people may stand there more than once
FEW_WORDS = 400  # up to so many all allowed windows are counted, without bounds first


@dataclass(frozen=True, eq=False)
class Plane:
    """The groups that count `factor` times: their weight contains that power of two, or is it.

    `columns`: the words with such a group, `mask`: which of their bits are. `members`: those
    groups, ascending, if they move together into words of their own.
    """

    factor: int
    columns: Numbers | slice
    mask: NDArray[np.uint64]
    members: Numbers | None

    @property
    def words(self) -> int:
        """How many words `spread` gives."""
        return len(self.mask) if self.members is None else -(-len(self.members) // BITS)

    def spread(self, sets: NDArray[np.uint64], out: NDArray[np.uint64]) -> None:
        """Write the sets without the groups of other weights; shapes (sets, words)."""
        if self.members is None:
            np.bitwise_and(sets[:, self.columns], self.mask, out=out)
            return
        octets = np.ascontiguousarray(sets).view(np.uint8).take(self.members >> 3, axis=1)
        bits = octets >> (self.members & 7).astype(np.uint8) & 1
        packed = np.zeros((len(sets), self.words * 8), np.uint8)
        packed[:, : -(-len(self.members) // 8)] = np.packbits(bits, axis=1, bitorder="little")
        out[:] = packed.view(np.uint64)


class Scales:
    """Weighs sets of groups: how many people a bit set stands for.

    Weight w of a group is the sum of 2^p over the bits p of w, so the people of a set are the sum
    over p of 2^p times the groups of the set in plane p. Words of a plane without a group are left
    out. With equal weights of 1 there is one plane, and a set is weighed by one population count.
    """

    def __init__(self, people: People) -> None:
        weights, free = people.weights, people.free
        self.planes = [
            plane
            for bit in range(int(weights.max(initial=0)).bit_length())
            for plane in _planes(1 << bit, np.flatnonzero(weights >> bit & 1), free.shape[1])
        ]
        self._apart = self.planes
        nothing = np.zeros(0, np.uint64)
        again = int(weights.sum()) - np.count_nonzero(weights)
        if len(self.planes) > 1 and again <= len(weights) * FEW_AGAIN:
            # Hardly anybody counts twice: those stand there once more, and every word counts once.
            several = np.flatnonzero(weights > 1)
            members = np.repeat(several, weights[several] - 1)
            everybody = _planes(1, np.flatnonzero(weights), free.shape[1])
            self._apart = [*everybody, Plane(1, slice(0), nothing, members)]
        elif len(self.planes) > 1 and free.shape[1] <= FEW_WORDS:
            factors, counts = np.unique(weights[weights > 0], return_counts=True)
            needed = int((-(-counts // BITS)).sum())
            if needed <= min(FEW_WORDS, sum(plane.words for plane in self.planes)):
                # Fewer words where many groups share a weight: a plane for each weight.
                self._apart = [
                    Plane(factor, slice(0), nothing, np.flatnonzero(weights == factor))
                    for factor in factors.tolist()
                ]

    def weigh(self, sets: NDArray[np.uint64]) -> NDArray[np.int64]:
        """People in each set; the last axis of `sets` holds the words."""
        people = np.zeros(sets.shape[:-1], dtype=np.int64)
        for plane in self.planes:
            members = np.bitwise_count(sets[..., plane.columns] & plane.mask)
            people += plane.factor * members.sum(axis=-1, dtype=np.int64)
        return people

    def layout(self, block: int = 1) -> tuple[list[tuple[Plane, int]], Numbers]:
        """How `spread` puts the planes: each with its first word, and the factor of each block.

        A block of `block` words has one factor, and those with the largest come first.
        """
        planes: list[tuple[Plane, int]] = []
        factors: list[int] = []
        end = 0
        for plane in reversed(self._apart):
            if factors and factors[-1] != plane.factor:
                end = len(factors) * block
            planes.append((plane, end))
            end += plane.words
            factors += [plane.factor] * (-(-end // block) - len(factors))
        return planes, np.array(factors, np.int64)

    def spread(self, sets: NDArray[np.uint64], out: NDArray[np.uint64], block: int = 1) -> None:
        """Write the sets plane by plane into `out`, zeros of shape (sets, blocks x words).

        Then the people of an intersection are a plain sum of factor times population count; see
        `layout`. What a plane leaves of its last block stays empty.
        """
        for plane, begin in self.layout(block)[0]:
            plane.spread(sets, out[:, begin : begin + plane.words])

    def place_of(self, group: int, block: int = 1) -> tuple[int, int]:
        """Where `spread` puts a group of one person: the word, and its bit there."""
        planes, _ = self.layout(block)
        plane, begin = planes[-1]
        if plane.factor != 1:
            raise ValueError("no group consists of one person")
        if plane.members is not None:
            place = int(np.searchsorted(plane.members, group))
            return begin + place // BITS, place % BITS
        if isinstance(plane.columns, slice):
            return begin + group // BITS, group % BITS
        return begin + int(np.searchsorted(plane.columns, group // BITS)), group % BITS


def _planes(factor: int, members: Numbers, words: int) -> list[Plane]:
    """The plane of these groups, if there are any. `words`: of the sets of all groups."""
    if not len(members):
        return []
    table = np.zeros(words * BITS, dtype=np.uint8)
    table[members] = 1
    mask = np.packbits(table, bitorder="little").view(np.uint64)
    used = np.flatnonzero(mask)
    columns = slice(None) if len(used) == words else used
    sparse = len(members) < SPARSE * BITS * (len(used) - 1)
    return [Plane(factor, columns, mask[columns], members if sparse else None)]


def window_costs(
    missing: list[NDArray[np.uint64]], factors: NDArray[np.int64], kind: type[np.signedinteger]
) -> NDArray[np.signedinteger]:
    """Who misses all meetings of a window: for every combination of slots, at once.

    `missing`: per meeting of the window an array (slots, words) of those whom a slot does not suit,
    spread by `Scales.spread`. Returns people, shape (first, middle, last), as integers of `kind`.
    """
    *front, last = missing
    sets = front[0]
    for each in front[1:]:
        both = sets[:, None, :] & each[None, :, :]
        sets = both.reshape(len(sets) * len(each), each.shape[1])
    costs = np.zeros((len(sets), len(last)), dtype=kind)
    for word, factor in enumerate(factors.tolist()):
        alone = np.bitwise_count(sets[:, word, None] & last[None, :, word])
        costs += alone if factor == 1 else alone.astype(kind) * kind(factor)
    middle = prod(len(each) for each in front[1:])
    return costs.reshape(len(front[0]), middle, len(last))

"""Counting people with bit sets: AND, population count, weights as bit planes."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import BITS, People

Numbers = NDArray[np.int64]


SPARSE = 0.8  # of the bits in the words of a plane: with fewer groups than that they move together


@dataclass(frozen=True, eq=False)
class Plane:
    """The groups whose weight contains `factor`, a power of two.

    `columns`: the words with such a group, `mask`: which of their bits are. `members`: those
    groups, ascending, if they move together into words of their own.
    """

    factor: int
    columns: Numbers | slice
    mask: NDArray[np.uint64]
    members: Numbers | None

    def spread(self, sets: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The sets without the groups of other weights, shape (sets, words)."""
        if self.members is None:
            return sets[..., self.columns] & self.mask
        octets = np.ascontiguousarray(sets).view(np.uint8).take(self.members >> 3, axis=-1)
        bits = octets >> (self.members & 7).astype(np.uint8) & 1
        whole = -(-len(self.members) // BITS) * 8
        packed = np.zeros((*sets.shape[:-1], whole), np.uint8)
        packed[..., : -(-len(self.members) // 8)] = np.packbits(bits, axis=-1, bitorder="little")
        return packed.view(np.uint64)


class Scales:
    """Weighs sets of groups: how many people a bit set stands for.

    Weight w of a group is the sum of 2^p over the bits p of w, so the people of a set are the sum
    over p of 2^p times the groups of the set in plane p. Words of a plane without a group are left
    out. With equal weights of 1 there is one plane, and a set is weighed by one population count.
    """

    def __init__(self, people: People) -> None:
        self.planes: list[Plane] = []
        weights = people.weights
        for bit in range(int(weights.max(initial=0)).bit_length()):
            member = np.zeros(people.free.shape[1] * BITS, dtype=np.uint8)
            member[: people.groups] = (weights >> bit) & 1
            plane = np.packbits(member, bitorder="little").view(np.uint64)
            used, members = np.flatnonzero(plane), np.flatnonzero(member)
            if len(used):
                columns = slice(None) if len(used) == len(plane) else used
                sparse = len(members) < SPARSE * BITS * (len(used) - 1)
                together = members if sparse else None
                self.planes.append(Plane(1 << bit, columns, plane[columns], together))

    def weigh(self, sets: NDArray[np.uint64]) -> NDArray[np.int64]:
        """People in each set; the last axis of `sets` holds the words."""
        people = np.zeros(sets.shape[:-1], dtype=np.int64)
        for plane in self.planes:
            members = np.bitwise_count(sets[..., plane.columns] & plane.mask)
            people += plane.factor * members.sum(axis=-1, dtype=np.int64)
        return people

    def spread(self, sets: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The sets plane by plane, shape (sets, n), and the factors (n,).

        Then the people of an intersection are a plain sum of factor times population count.
        """
        if not self.planes:
            return sets[..., :0], np.zeros(0, dtype=np.int64)
        words = [plane.spread(sets) for plane in reversed(self.planes)]
        sizes = [each.shape[-1] for each in words]
        factors = np.repeat([plane.factor for plane in reversed(self.planes)], sizes)
        return np.concatenate(words, axis=-1), factors.astype(np.int64)

    def place_of(self, group: int) -> tuple[int, int]:
        """Where `spread` puts a group of one person: the word, and its bit there."""
        *heavier, plane = reversed(self.planes)
        if plane.factor != 1:
            raise ValueError("no group consists of one person")
        before = sum(
            len(each.mask) if each.members is None else -(-len(each.members) // BITS)
            for each in heavier
        )
        if plane.members is not None:
            place = int(np.searchsorted(plane.members, group))
            return before + place // BITS, place % BITS
        if isinstance(plane.columns, slice):
            return before + group // BITS, group % BITS
        return before + int(np.searchsorted(plane.columns, group // BITS)), group % BITS


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

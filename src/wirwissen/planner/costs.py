"""Counting people with bit sets: AND, population count, weights as bit planes."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import BITS, People


class Scales:
    """Weighs sets of groups: how many people a bit set stands for.

    Weight w of a group is the sum of 2^p over the bits p of w, so the people of a set are the sum
    over p of 2^p times the groups of the set in plane p. Words of a plane without a group are left
    out. With equal weights of 1 there is one plane, and a set is weighed by one population count.
    """

    def __init__(self, people: People) -> None:
        self.planes: list[tuple[int, NDArray[np.int64] | slice, NDArray[np.uint64]]] = []
        weights = people.weights
        for bit in range(int(weights.max(initial=0)).bit_length()):
            member = np.zeros(people.free.shape[1] * BITS, dtype=np.uint8)
            member[: people.groups] = (weights >> bit) & 1
            plane = np.packbits(member, bitorder="little").view(np.uint64)
            used = np.flatnonzero(plane)
            if len(used):
                columns = slice(None) if len(used) == len(plane) else used
                self.planes.append((1 << bit, columns, plane[columns]))

    def weigh(self, sets: NDArray[np.uint64]) -> NDArray[np.int64]:
        """People in each set; the last axis of `sets` holds the words."""
        people = np.zeros(sets.shape[:-1], dtype=np.int64)
        for factor, columns, plane in self.planes:
            members = np.bitwise_count(sets[..., columns] & plane)
            people += factor * members.sum(axis=-1, dtype=np.int64)
        return people

    def spread(self, sets: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The sets with one word per plane and used word, shape (sets, n), and the factors (n,).

        Then the people of an intersection are a plain sum of factor times population count.
        """
        words = [sets[..., columns] & plane for _, columns, plane in reversed(self.planes)]
        factors = [np.full(each.shape[-1], f) for (f, _, _), each in zip(
            reversed(self.planes), words, strict=True)]  # fmt: skip
        if not words:
            return sets[..., :0], np.zeros(0, dtype=np.int64)
        return np.concatenate(words, axis=-1), np.concatenate(factors).astype(np.int64)

    def word_of(self, group: int) -> int:
        """Where `spread` puts a group of one person: the word; its bit there is group % 64."""
        *heavier, (factor, columns, _) = reversed(self.planes)
        if factor != 1:
            raise ValueError("no group consists of one person")
        before = sum(len(each) for _, _, each in heavier)
        if isinstance(columns, slice):
            return before + group // BITS
        return before + int(np.searchsorted(columns, group // BITS))


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

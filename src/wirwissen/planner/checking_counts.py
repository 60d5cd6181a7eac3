"""For the checker: how many people miss a window? Counted only as far as it matters.

People are taken block by block. For windows of three there is a lower bound first, from counts of
pairs: of those who miss slot a, ab also miss b and ac also miss c, so at least ab + ac - a miss all
three; the same for b and for c. If all people of a block miss one of the slots, that is the count.
Block after block the bound is replaced by the count, until a window has shown that it misses more
people than needed, or is counted to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import Problem

Numbers = NDArray[np.int64]
Sets = NDArray[np.uint64]
Counted = NDArray[np.int16]
Map = Callable[..., Iterator[Any]]
BLOCK = 128  # words of a block of people
FEW = 400  # words that are counted without bounds
EXACT = (1 << 24, 1 << 53)  # whole numbers below are exact in single and double precision
MANY = 64  # words from which two threads are of use
FEWEST = 16  # words that are counted for every window, needed or not
AT_ONCE = 1 << 18  # words: long enough for two threads
FILLED = 0.8  # of the bits of its words: people who fill fewer move together


@contextmanager
def mapping(problem: Problem) -> Iterator[Map]:
    """`map`, on two threads where there are many people: for few they would cost more than save."""
    if problem.people.free.shape[1] <= MANY:
        yield map
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        yield pool.map


class Counts:
    """Bit sets of the people away, and counts of them block by block.

    `absent[t]`: shape (slots of meeting t, words), who is reachable and not free. Every word has a
    factor, large first: groups of one weight share words, or, if that needs fewer words, the
    weights are taken in binary, and everybody stands once for each power of two in their weight.
    `blocks`: (factor, words); without bounds a block may have words of several factors, and the
    factor 1 stands for those.
    """

    def __init__(
        self, problem: Problem, left: list[list[int]], reached: Sets, mapped: Map = map
    ) -> None:
        planes = _planes(problem, reached)
        self.absent = []
        for slots in left:
            free = problem.people.free[np.array(slots, dtype=np.int64)]
            sets = [plane.away(free) for plane in planes]
            self.absent.append(np.concatenate([free[:, :0], *sets], axis=1))
        factors = np.repeat([p.factor for p in planes], [p.words for p in planes])
        self.width = problem.objective.window
        self.bounded = self.width == 3 and len(factors) > FEW
        one_sum = not self.bounded and int(factors.sum()) * 64 < EXACT[1]
        self.factors, self.mixed = factors, one_sum and len(planes) > 1
        borders = [0, *np.cumsum([plane.words for plane in planes])]
        if self.mixed:
            borders = [0, len(factors)]
        self.blocks = [
            (1 if self.mixed else int(factors[first]), slice(begin, min(begin + BLOCK, end)))
            for first, end in pairwise(borders)
            for begin in range(first, end, BLOCK)
        ]
        if self.bounded:
            meetings = range(len(left))
            anybody = np.bitwise_or.reduce(np.concatenate(self.absent), axis=0)
            most = _singles(anybody[None], self.blocks)
            single = [_singles(sets, self.blocks) for sets in self.absent]
            # First the blocks in which people differ most: there a bound rises most.
            order = np.argsort(np.concatenate([s == most for s in single], axis=1).sum(axis=1))
            self.blocks = [self.blocks[k] for k in order]
            self.single = [each[order] for each in single]
            self.full = [each == most[order] for each in self.single]
            near = [(t, u) for t in meetings for u in (t + 1, t + 2) if u < len(left)]
            self.pair = dict(zip(near, mapped(self._pairs, near), strict=True))

    def missed(self, t: int, places: Numbers, need: Numbers) -> Numbers:
        """How many people miss each window; where more than `need`, perhaps fewer than in truth.

        `places`: positions of the slots of meetings t, t + 1, …, shape (w, windows).
        """
        if len(self.factors) <= FEWEST:
            return self._few(t, places)
        missed = np.zeros(places.shape[1], dtype=np.int64)
        sizes = [len(each) for each in self.absent[t : t + self.width]]
        flat = np.ravel_multi_index(tuple(places), sizes)
        bounds = [self._bound(t, k, flat) for k in range(len(self.blocks))]
        for (factor, _), bound in zip(self.blocks, bounds, strict=True):
            missed += factor * bound.astype(np.int64)
        unsure = np.flatnonzero((need >= 0) & (missed <= need))
        for k, (factor, words) in enumerate(self.blocks):
            counted = unsure[~self._is_sure(t, k, places[:, unsure])]
            sets = [np.ascontiguousarray(each[:, words]) for each in self.absent[t:]]
            step = AT_ONCE // (words.stop - words.start)
            for first in range(0, len(counted), step):
                part = counted[first : first + step]
                none = sets[0].take(places[0, part], axis=0)
                for meeting in range(1, self.width):
                    none &= sets[meeting].take(places[meeting, part], axis=0)
                missed[part] += factor * (self._sums(none, words) - bounds[k][part])
            unsure = unsure[missed[unsure] <= need[unsure]]
        return missed

    def _few(self, t: int, places: Numbers) -> Numbers:
        """How many people miss each window, for so few words that one after the other is best."""
        missed = np.zeros(places.shape[1], np.int64)
        for word, factor in enumerate(self.factors.tolist()):
            none = np.full(places.shape[1], ~np.uint64(0))
            for sets, place in zip(self.absent[t:], places, strict=False):
                none &= sets[:, word].take(place)
            missed += factor * np.bitwise_count(none).astype(np.int64)
        return missed

    def _sums(self, sets: Sets, words: slice) -> Numbers:
        """Groups in each set of these words; people, if the words have several factors."""
        counts, factors = np.bitwise_count(sets), self.factors[words]
        if self.mixed:
            kind = np.float32 if int(factors.sum()) * 64 < EXACT[0] else np.float64
            people: Numbers = (counts.astype(kind) @ factors.astype(kind)).astype(np.int64)
            return people
        groups: Numbers = np.add.reduce(counts, axis=1, dtype=np.int16).astype(np.int64)
        return groups

    def _is_sure(self, t: int, k: int, places: Numbers) -> NDArray[np.bool_]:
        """For which windows the bound of block k is the count: if all miss one of the slots."""
        sure = np.zeros(places.shape[1], np.bool_)
        for meeting, row in enumerate(places if self.bounded else (), start=t):
            sure |= self.full[meeting][k][row]
        return sure

    def _bound(self, t: int, k: int, windows: Numbers) -> Counted:
        """At least so many groups of block k miss each window."""
        if not self.bounded:
            return np.zeros(len(windows), np.int16)
        ab, ac, bc = self.pair[t, t + 1][k], self.pair[t, t + 2][k], self.pair[t + 1, t + 2][k]
        a, b, c = (self.single[t + i][k] for i in range(3))
        least = ab[:, :, None] + (ac - a[:, None])[:, None, :]
        np.maximum(least, ab[:, :, None] + (bc - b[:, None]), out=least)
        np.maximum(least, ac[:, None, :] + (bc - c), out=least)
        bound: Counted = np.maximum(least.take(windows), 0)
        return bound

    def _pairs(self, near: tuple[int, int]) -> list[Counted]:
        """Groups that miss both slots, for each block; those that all miss need no counting."""
        t, u = near
        found = []
        for k, (_, words) in enumerate(self.blocks):
            full, mine, theirs = self.full[u][k], self.single[t][k], self.single[u][k]
            both = np.where(full, mine[:, None], theirs)
            rows, columns = np.flatnonzero(~self.full[t][k]), np.flatnonzero(~full)
            others = self.absent[u][columns, words]
            for some in np.array_split(rows, max(1, len(rows) * others.size // AT_ONCE)):
                shared = np.bitwise_count(self.absent[t][some, None, words] & others)
                both[some[:, None], columns] = np.add.reduce(shared, axis=2, dtype=np.int16)
            found.append(both)
        return found


def _singles(sets: Sets, blocks: list[tuple[int, slice]]) -> Counted:
    """Groups in each set, shape (blocks, sets)."""
    return np.stack(
        [np.bitwise_count(sets[:, words]).sum(axis=1, dtype=np.int16) for _, words in blocks]
    )


@dataclass(frozen=True, eq=False)
class _Plane:
    """Reachable people who count `factor` times: `who`, as bit sets in the words `at`.

    `one_by_one`: their numbers, if they would leave many bits of those words empty.
    """

    factor: int
    at: Numbers
    who: Sets
    one_by_one: Numbers | None

    @property
    def words(self) -> int:
        return len(self.at) if self.one_by_one is None else -(-len(self.one_by_one) // 64)

    def away(self, free: Sets) -> Sets:
        """Who of them is not free, shape (sets, words)."""
        if self.one_by_one is None:
            return self.who & ~free[:, self.at]
        place = self.one_by_one
        octets = np.ascontiguousarray(free).view(np.uint8).take(place // 8, axis=1)
        packed = np.packbits(~octets >> (place % 8).astype(np.uint8) & 1, axis=1, bitorder="little")
        filled = np.pad(packed, ((0, 0), (0, self.words * 8 - packed.shape[1])))
        return filled.view(np.uint64)


def _planes(problem: Problem, reached: Sets) -> list[_Plane]:
    """The weights one by one or in binary, whichever needs fewer words, large first."""
    weights = problem.people.weights
    bits = reversed(range(int(weights.max(initial=0)).bit_length()))
    binary = [_plane(1 << bit, weights >> bit & 1 == 1, reached) for bit in bits]
    few = weights[weights > 0].tolist() if len(reached) < FEW else []
    different = sorted(set(few), reverse=True)  # np.unique loads masked arrays: as slow as a plan
    if 1 < len(different) < FEW:
        apart = [_plane(weight, weights == weight, reached) for weight in different]
        if sum(p.words for p in apart) < min(FEW, sum(p.words for p in binary)):
            return [plane for plane in apart if plane.words]
    return [plane for plane in binary if plane.words]


def _plane(factor: int, members: NDArray[np.bool_], reached: Sets) -> _Plane:
    """The plane of these groups, as far as they are reachable."""
    table = np.zeros(len(reached) * 64, dtype=np.bool_)
    table[: len(members)] = members
    counted = np.packbits(table, bitorder="little").view(np.uint64) & reached
    words = np.flatnonzero(counted)
    people = np.flatnonzero(np.unpackbits(counted.view(np.uint8), bitorder="little"))
    few = len(people) < FILLED * 64 * (len(words) - 1)
    return _Plane(factor, words, counted[words], people if few else None)

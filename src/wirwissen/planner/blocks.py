"""People in blocks of some hundred, so that a count can be left or bounded block by block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from wirwissen.planner.counting import Numbers, Sets

WORDS = 64  # of a block: smaller ones would give better bounds, but more work for each


@dataclass(frozen=True, eq=False)
class Blocks:
    """Who misses which slot, in blocks of words with one factor, filled up with nobody.

    `sets`: shape (blocks, meetings, most slots of a meeting, words of a block). `factors`: how many
    people a group of each block stands for. `starts`: the first word of each block as it was.
    """

    sets: Sets
    factors: Numbers
    starts: Numbers
    slots: tuple[int, ...]

    @property
    def words(self) -> int:
        """Of each block."""
        return int(self.sets.shape[3])

    def meeting(self, t: int) -> Sets:
        """Who misses which slot of a meeting, shape (blocks, slots, words)."""
        return self.sets[:, t, : self.slots[t]]

    def place(self, word: int) -> tuple[int, int]:
        """The block of a word, counted as it was, and its place there."""
        block = int(np.searchsorted(self.starts, word, side="right")) - 1
        return block, word - int(self.starts[block])


def in_blocks(missing: list[Sets], factors: Numbers, words: int) -> Blocks:
    """Put words as `Scales.spread` gives them into blocks of `words` words."""
    borders = np.flatnonzero(np.diff(factors, prepend=0, append=0)).tolist()
    parts = [
        slice(begin, min(begin + words, end))
        for low, end in pairwise(borders)
        for begin in range(low, end, words)
    ]
    slots = tuple(len(each) for each in missing)
    sets = np.zeros((len(parts), len(slots), max(slots), words), np.uint64)
    for t, each in enumerate(missing):
        for block, part in zip(sets[:, t], parts, strict=True):
            block[: slots[t], : part.stop - part.start] = each[:, part]
    starts = np.array([part.start for part in parts], np.int64)
    return Blocks(sets, factors[starts], starts, slots)

"""People in blocks of some thousand, so that a count can be left or bounded block by block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from wirwissen.planner.counting import Numbers, Sets

WORDS = 64  # of a block: smaller ones would give better bounds, but more work for each


@dataclass(frozen=True, eq=False)
class Blocks:
    """Who misses which slot, in blocks of words with one factor, filled up with nobody.

    `sets`: shape (slots of all meetings one after the other, blocks, words of a block). `factors`:
    how many people a group of each block stands for. `slots`: how many each meeting has.
    """

    sets: Sets
    factors: Numbers
    slots: tuple[int, ...]

    @property
    def words(self) -> int:
        """Of each block."""
        return int(self.sets.shape[2])

    @property
    def rows(self) -> Sets:
        """The words of each slot and block, shape (slots x blocks, words)."""
        return self.sets.reshape(-1, self.words)

    @property
    def starts(self) -> list[int]:
        """The first slot of each meeting."""
        return [0, *accumulate(self.slots)][:-1]

    def meeting(self, t: int) -> Sets:
        """Who misses which slot of a meeting, shape (slots, blocks, words)."""
        start = self.starts[t]
        return self.sets[start : start + self.slots[t]]

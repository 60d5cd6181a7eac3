"""When figures may be shown anew: snapshots of planning runs, and what they would give away.

A snapshot is taken at a planning run and stays until the next one. It needs five members who came,
went or answered anew; and where all snapshots together would make somebody's answer certain, it
waits for one more change. Five alone are not enough: when four came and one answered anew, a count
that has fallen tells of this one. tests/planner/test_privacy_attack.py tries to read answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from wirwissen.planner.figures import Count

Member = TypeVar("Member", bound=Hashable)
FEWEST_CHANGES = 5
Range = tuple[int, int]
_ANY: Range = (0, 1 << 62)


@dataclass(frozen=True)
class Changes:
    """What happened since the last snapshot, in members: came, went, answered differently."""

    joined: int = 0
    left: int = 0
    answered: int = 0

    @classmethod
    def between(cls, before: Mapping[Member, object], after: Mapping[Member, object]) -> Changes:
        """Compare two states of the answers; keys are members, values their answers."""
        stayed = before.keys() & after.keys()
        return cls(
            joined=len(after.keys() - stayed),
            left=len(before.keys() - stayed),
            answered=sum(before[member] != after[member] for member in stayed),
        )

    @property
    def members(self) -> int:
        """How many members these are."""
        return self.joined + self.left + self.answered


@dataclass(frozen=True)
class Snapshot:
    """Counts that are shown together, by the meetings they belong to, and what happened since the
    snapshot before: everybody in the group knows who came.
    """

    counts: Mapping[tuple[datetime, ...], Count]
    changes: Changes = Changes()


def may_publish(history: Sequence[Snapshot], new: Snapshot) -> bool:
    """Whether `new` may be shown after the snapshots of `history`, oldest first."""
    if not history:
        return True
    if new.changes.members < FEWEST_CHANGES:
        return False
    line = [*history, new]
    moves = [
        (s.changes.joined + s.changes.answered, s.changes.left + s.changes.answered) for s in line
    ]
    for meetings in new.counts:
        found = [snapshot.counts.get(meetings) for snapshot in line]
        ranges = [_ANY if count is None else (count.low, count.high) for count in found]
        if _gives_away(ranges, moves[1:]):
            return False
    return True


def _gives_away(ranges: Sequence[Range], moves: Sequence[Range]) -> bool:
    """Whether one count over time makes somebody's answer certain.

    `moves` says how far the count can have risen and fallen between two ranges: by one for each who
    came, went or answered anew. If it must have moved by all of that, each answer is known.
    """
    before = _possible(ranges, moves)
    after = _possible(ranges[::-1], [(fall, rise) for rise, fall in moves[::-1]])[::-1]
    for (low, high), (next_low, next_high), (rise, fall) in zip(
        before, after[1:], moves, strict=False
    ):
        if next_low - high >= rise or low - next_high >= fall:
            return True
    return False


def _possible(ranges: Sequence[Range], moves: Sequence[Range]) -> list[Range]:
    """The counts that are possible given all ranges so far."""
    found = [ranges[0]]
    for (low, high), (rise, fall) in zip(ranges[1:], moves, strict=True):
        found.append((max(low, found[-1][0] - fall), min(high, found[-1][1] + rise)))
    return found

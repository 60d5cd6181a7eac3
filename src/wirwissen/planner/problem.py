"""What is asked of the planner: periods, slots, people and rules as plain values.

Everything else in this package reads these values and nothing here computes a plan. The model and
its words (candidate, reachable, window) come from docs/reference/planner.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

BITS = 64
BLOCK = BITS * 64  # people turned at once
MOST_PEOPLE = 1 << 40  # keeps every sum of this package far inside 64 bits
WINDOWS = (2, 3, 4)


@dataclass(frozen=True)
class Slot:
    """One possible date: naive local times, `period` counts from 0. Slot j is the j-th of them."""

    start: datetime
    end: datetime
    period: int


@dataclass(frozen=True, eq=False)
class People:
    """Who is free when, people with the same answers as one group.

    `free` has the shape (slots, words) and the type uint64: bit i % 64 of word i // 64 in row j
    says that group i is free for all of slot j; bits behind the last group are 0. `weights` has the
    shape (groups,) and the type int64: people per group, at least 1.
    """

    free: NDArray[np.uint64]
    weights: NDArray[np.int64]

    @classmethod
    def of(cls, groups: Iterable[tuple[int, int]], *, slots: int) -> People:
        """Build from pairs (weight, availability); bit j of an availability is slot j.

        Raises `ValueError` for a weight below 1, a bit beyond the last slot, or too many people.
        """
        pairs = list(groups)
        if any(avail < 0 or avail >> slots for _, avail in pairs):
            raise ValueError("an availability names a slot that does not exist")
        if sum(weight for weight, _ in pairs) > MOST_PEOPLE or any(w < 1 for w, _ in pairs):
            raise ValueError(f"weights are at least 1 and together at most {MOST_PEOPLE}")
        width = (slots + 7) // 8
        raw = b"".join(avail.to_bytes(width, "little") for _, avail in pairs)
        rows = np.frombuffer(raw, dtype=np.uint8).reshape(len(pairs), width)
        return cls.from_rows(rows, [weight for weight, _ in pairs], slots=slots)

    @classmethod
    def from_rows(
        cls, rows: NDArray[np.uint8], weights: Sequence[int] | NDArray[np.int64], *, slots: int,
        alike: NDArray[np.uint64] | None = None,
    ) -> People:  # fmt: skip
        """Build from an array of bytes, shape (people, ceil(slots / 8)); bit j % 8 of byte j // 8.

        Equal rows become one group. `alike` (see `similar`) are numbers by which the groups are
        put in order, so that similar ones stand together; among equal numbers those with the fewest
        free slots come first. Raises `ValueError` when the shapes do not fit.
        """
        width = (slots + 7) // 8
        if rows.shape != (len(weights), width):
            raise ValueError("one row of bytes and one weight for each group")
        kept, summed = _merge(rows, np.asarray(weights, dtype=np.int64), alike)
        words = (len(kept) + BITS - 1) // BITS
        free = np.zeros((width * 8, words), dtype=np.uint64)
        # In blocks that fit the cache.
        for first in range(0, len(kept), BLOCK):
            block = _turned(rows[kept[first : first + BLOCK]])
            free.view(np.uint8)[:, first // 8 : first // 8 + block.shape[1]] = block
        return cls(free[:slots], summed)

    @property
    def groups(self) -> int:
        """How many different answers there are."""
        return len(self.weights)

    @property
    def total(self) -> int:
        """How many people there are."""
        return int(self.weights.sum())

    def table(self) -> NDArray[np.bool_]:
        """The same as truth values, shape (slots, groups)."""
        raw = np.ascontiguousarray(self.free).view(np.uint8)
        bits = np.unpackbits(raw, axis=1, count=self.groups, bitorder="little")
        return bits.astype(np.bool_)


def _turned(rows: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bits (people, slots) as bits (slots, people), both packed little-endian in bytes.

    Turns squares of 8 x 8 bits inside 64-bit words (Warren, Hacker's Delight, 7-3).
    """
    eights, width = -(-len(rows) // 8), rows.shape[1]
    squares = np.zeros((width, eights, 8), dtype=np.uint8)
    for line in range(8):
        part = rows[line::8]
        squares[:, : len(part), line] = part.T
    x = squares.reshape(width, eights * 8).view(np.uint64)
    for shift, mask in ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0xF0F0F0F0)):
        t = (x ^ (x >> np.uint64(shift))) & np.uint64(mask)
        x ^= t ^ (t << np.uint64(shift))
    turned = x.view(np.uint8).reshape(width, eights, 8).transpose(0, 2, 1)
    return turned.reshape(width * 8, eights)


def _merge(
    rows: NDArray[np.uint8], weights: NDArray[np.int64], alike: NDArray[np.uint64] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which rows to keep, and the summed weights of the rows equal to each.

    Rows meet by a hash and are compared in full, so two rows with one hash stay two groups.
    """
    if not len(rows):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    padded = np.zeros((len(rows), -(-rows.shape[1] // 8) * 8), dtype=np.uint8)
    padded[:, : rows.shape[1]] = rows
    columns = padded.view(np.uint64)
    # Fixed numbers without a pattern; loading numpy.random would take as long as a small plan.
    factors = np.frombuffer(hashlib.shake_128(b"").digest(8 * columns.shape[1]), "<u8")
    hashes = np.zeros(len(rows), dtype=np.uint64)
    for column, factor in zip(columns.T, factors, strict=True):
        # Mixed before it is multiplied: the high bits of a word would only reach high bits.
        hashes += (column ^ (column >> np.uint64(29))) * (factor | np.uint64(1))
        hashes ^= hashes >> np.uint64(31)
    order = np.argsort(hashes, kind="stable")
    new = np.ones(len(rows), dtype=np.bool_)
    same = np.flatnonzero(hashes[order[1:]] == hashes[order[:-1]])
    equal = (rows[order[same + 1]] == rows[order[same]]).all(axis=1)
    new[same[equal] + 1] = False
    starts = np.flatnonzero(new)
    first, summed = order[starts], np.add.reduceat(weights[order], starts)
    free = np.bitwise_count(columns[first]).sum(axis=1, dtype=np.int64)
    # Scarce people first, then as the answers came.
    back = np.lexsort((first, free) if alike is None else (first, free, alike[first]))
    return first[back], summed[back]


@dataclass(frozen=True)
class Facilitators:
    """Who can lead a meeting: bit j of an availability is slot j. They are among the people too."""

    min_available: int = 0
    avail: tuple[int, ...] = ()


@dataclass(frozen=True)
class Constraints:
    """Rules between meetings and filters before the search.

    `weekday_differs` (m): the weekday differs from those of the m meetings before, those of
    `previous_weekdays` (oldest first, Monday = 0) included. `min_gap`, `max_gap`: calendar days
    between consecutive meetings, inclusive, `previous_date` included; `None`: no limit. `pinned`:
    period -> slot.
    """

    weekday_differs: int = 0
    previous_weekdays: tuple[int, ...] = ()
    previous_date: date | None = None
    min_gap: int = 0
    max_gap: int | None = None
    excluded: frozenset[date] = frozenset()
    pinned: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Objective:
    """`window`: w of level 1 (2 to 4). `levels`: L of level 2; as many as periods, or more: all."""

    window: int = 3
    levels: int = 4


@dataclass(frozen=True, eq=False)
class Problem:
    """One question to the planner. Raises `ValueError` when its parts do not fit together."""

    id: str
    timezone: str
    periods: tuple[str, ...]
    slots: tuple[Slot, ...]
    people: People
    facilitators: Facilitators = Facilitators()
    constraints: Constraints = Constraints()
    objective: Objective = Objective()

    def __post_init__(self) -> None:
        count, rules = len(self.slots), self.constraints
        if not self.periods or any(not 0 <= s.period < len(self.periods) for s in self.slots):
            raise ValueError("there is at least one period, and each slot lies in one of them")
        if self.people.free.shape[0] != count:
            raise ValueError("the people answered for another number of slots")
        if any(avail < 0 or avail >> count for avail in self.facilitators.avail):
            raise ValueError("a facilitator names a slot that does not exist")
        for period, slot in rules.pinned.items():
            if not 0 <= slot < count or self.slots[slot].period != period:
                raise ValueError("a pinned slot lies in its period")
        if self.objective.window not in WINDOWS or self.objective.levels < 1:
            raise ValueError("the window is 2, 3 or 4 meetings, levels are at least 1")
        if rules.weekday_differs < 0 or rules.min_gap < 0 or self.facilitators.min_available < 0:
            raise ValueError("m, the smallest gap and q are not negative")
        if any(not 0 <= day <= 6 for day in rules.previous_weekdays):
            raise ValueError("a weekday is 0 (Monday) to 6")

    @property
    def levels(self) -> int:
        """How many F_k are compared: never more than there are meetings."""
        return min(self.objective.levels, len(self.periods))

    def digest(self) -> str:
        """SHA-256 over everything that is asked, as hexadecimal text: names the question."""
        rules, people = self.constraints, self.people
        asked = [
            "rota-series/1", self.id, self.timezone, list(self.periods),
            [[s.start.isoformat(), s.end.isoformat(), s.period] for s in self.slots],
            [self.facilitators.min_available, [f"{avail:x}" for avail in self.facilitators.avail]],
            [rules.weekday_differs, list(rules.previous_weekdays), str(rules.previous_date)],
            [rules.min_gap, rules.max_gap, sorted(map(str, rules.excluded))],
            sorted(rules.pinned.items()), [self.objective.window, self.objective.levels],
            list(people.free.shape),
        ]  # fmt: skip
        digest = hashlib.sha256(json.dumps(asked).encode())
        digest.update(np.ascontiguousarray(people.weights, "<i8").data)
        digest.update(np.ascontiguousarray(people.free, "<u8").data)
        return digest.hexdigest()

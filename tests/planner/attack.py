"""An attacker who sees every published figure and knows who came, went or answered anew, and when.

The attacker concludes only what is certain: for each slot the counts that are possible at each
publication, forwards and backwards through all of them, and from these by how much the count moved.
When it can only have moved as if all of them had done the same, each of them is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner import snapshots
from wirwissen.planner.figures import Count, shown
from wirwissen.planner.people import answers, months, slots_of
from wirwissen.planner.snapshots import Changes

Bits = NDArray[np.bool_]
Numbers = NDArray[np.int64]
SLOTS = slots_of(months(date(2026, 1, 1), 1))


@dataclass(frozen=True)
class Rule:
    """How figures are published; the house's own rule switches everything on."""

    rounded: bool = True
    batched: bool = True
    guarded: bool = True  # what the house asks beyond the number of changes


@dataclass
class Snapshot:
    """One publication: ranges of all slots, what happened before it, and who came (members)."""

    low: Numbers
    high: Numbers
    changes: Changes
    came: list[int]


def life_of_a_group(
    rule: Rule, *, seed: int, mixed: bool, start: int = 30, steps: int = 40
) -> tuple[list[Snapshot], Bits]:
    """A group that people join one by one; `mixed`: some also leave or answer anew.

    Returns what is public, and the first answers of everybody, shape (members, slots).
    """
    random = np.random.default_rng(seed)
    rows = answers(start + steps, SLOTS, seed=seed)
    own = np.unpackbits(rows, axis=1, count=len(SLOTS), bitorder="little").astype(np.bool_)
    now, present, old = own.copy(), list(range(start)), list(range(start))
    public = [_snapshot(own[:start], rule, Changes(), [])]
    joined, left, answered, came = 0, 0, 0, []
    for newcomer in range(start, start + steps):
        what = random.random() if mixed and old else 0.0
        if what < 0.6:
            present.append(newcomer)
            came.append(newcomer)
            joined += 1
        elif what < 0.8:
            left += 1
            present.remove(old.pop())
        else:
            answered += 1
            now[old.pop()] = own[newcomer]
        snapshot = _snapshot(now[present], rule, Changes(joined, left, answered), list(came))
        if _may_publish(rule, public, snapshot):
            public.append(snapshot)
            joined, left, answered, came = 0, 0, 0, []
    return public, own


def _snapshot(group: Bits, rule: Rule, changes: Changes, came: list[int]) -> Snapshot:
    counts = [int(count) for count in group.sum(axis=0)]
    if not rule.rounded:
        exact = np.array(counts)
        return Snapshot(exact, exact, changes, came)
    ranges = [shown(count, len(group)) for count in counts]
    low, high = (np.array([getattr(each, end) for each in ranges]) for end in ("low", "high"))
    return Snapshot(low, high, changes, came)


def _may_publish(rule: Rule, public: list[Snapshot], new: Snapshot) -> bool:
    if rule.guarded:
        return snapshots.may_publish([_as_house(old) for old in public], _as_house(new))
    return not rule.batched or new.changes.members >= snapshots.FEWEST_CHANGES


def _as_house(snapshot: Snapshot) -> snapshots.Snapshot:
    ends = zip(SLOTS, snapshot.low.tolist(), snapshot.high.tolist(), strict=True)
    counts: dict[tuple[datetime, ...], Count] = {}
    for slot, low, high in ends:
        counts[(slot.start,)] = Count(low, high, 0, "")
    return snapshots.Snapshot(counts, snapshot.changes)


def revealed(public: list[Snapshot], own: Bits) -> tuple[int, int]:
    """How many slots of people who joined are known for certain, and how many there were.

    Raises `AssertionError` if the attacker is certain of something wrong.
    """
    forward, backward = _reach(public, 1), _reach(public[::-1], -1)[::-1]
    known = everything = 0
    for step in range(1, len(public)):
        changes = public[step].changes
        most, least = changes.joined + changes.answered, -changes.left - changes.answered
        (low, high), (next_low, next_high) = forward[step - 1], backward[step]
        highest = np.minimum(most, next_high - low)
        lowest = np.maximum(least, next_low - high)
        all_free, none_free = lowest == most, highest == least
        for member in public[step].came:
            assert own[member][all_free].all()
            assert not own[member][none_free].any()
            known += int((all_free | none_free).sum())
            everything += own.shape[1]
    return known, everything


def _reach(public: list[Snapshot], sign: int) -> list[tuple[Numbers, Numbers]]:
    """For each publication the counts possible after those before it, as ranges of all slots."""
    found = [(public[0].low, public[0].high)]
    for before, after in pairwise(public):
        changes = after.changes if sign > 0 else before.changes
        up, down = changes.joined + changes.answered, changes.left + changes.answered
        if sign < 0:
            up, down = down, up
        low, high = found[-1]
        found.append((np.maximum(low - down, after.low), np.minimum(high + up, after.high)))
    return found

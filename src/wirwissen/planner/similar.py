"""Which people are alike: a number for each, so that those with like weeks can stand together.

Only speed depends on it. Where people of a block are all away at the same times, counting pairs of
slots says almost everything about windows of three (see `pair_bounds`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.problem import Slot

Keys = NDArray[np.uint64]
MOST_SIGNS = 64
FEW = 1 << 11
BLOCK = 1 << 14  # people looked at together stay in the cache


def likeness(rows: NDArray[np.uint8], slots: Sequence[Slot]) -> Keys | None:
    """A number for each row of answers; shape (people,), rows as in `People.from_rows`.

    Its bits say at which times of the week somebody is never free, those first that suit most
    people, since good series meet there, and then in which weeks: that tells the phases of a
    rotation apart.
    `None` for so few people that all are counted anyway.
    """
    if len(rows) < FEW:
        return None
    columns = -(-rows.shape[1] // 8)
    week, weeks = _signs(slots, columns)
    never = [np.zeros(len(rows), np.bool_) for _ in (*week, *weeks)]
    for first in range(0, len(rows), BLOCK):
        part = rows[first : first + BLOCK]
        padded = np.zeros((len(part), columns * 8), np.uint8)
        padded[:, : part.shape[1]] = part
        words = np.ascontiguousarray(padded.view("<u8").T)
        for here, sign in zip(never, (*week, *weeks), strict=True):
            free = np.zeros(len(part), np.uint64)
            for column in np.flatnonzero(sign):
                free |= words[column] & sign[column]
            here[first : first + BLOCK] = free == 0
    times = sorted(never[: len(week)], key=lambda each: int(each.sum()))
    keys = np.zeros(len(rows), np.uint64)
    for each in (*times, *never[len(week) :])[:MOST_SIGNS]:
        keys = keys << np.uint64(1) | each
    return keys


def _signs(slots: Sequence[Slot], columns: int) -> tuple[list[Keys], list[Keys]]:
    """Sets of slots as words: by weekday and hour; by week and hour, of the first six weeks."""
    begin = min((slot.start.toordinal() // 7 for slot in slots), default=0)
    week: dict[tuple[int, int], list[int]] = {}
    weeks: dict[tuple[int, int], list[int]] = {}
    for index, slot in enumerate(slots):
        week.setdefault((slot.start.weekday(), slot.start.hour), []).append(index)
        past = slot.start.toordinal() // 7 - begin
        if past < 6:
            weeks.setdefault((past, slot.start.hour), []).append(index)
    return [_set(s, columns) for s in week.values()], [_set(s, columns) for s in weeks.values()]


def _set(chosen: list[int], columns: int) -> Keys:
    mask = sum(1 << index for index in chosen)
    return np.frombuffer(mask.to_bytes(columns * 8, "little"), "<u8").astype(np.uint64)

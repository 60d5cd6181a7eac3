"""For the checker: the series without slack, one step a meeting, and their list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.checking_windows import Tight, Weekdays, node_of, windows_by_weekday

Numbers = NDArray[np.int64]
Found = list[tuple[Weekdays, Numbers, Numbers, Numbers]]


@dataclass(frozen=True, eq=False)
class Steps:
    """The windows without slack as steps between numbered nodes.

    `starts`: the slots of the first w - 1 meetings, shape (nodes, w - 1). `layers`: for each
    further meeting three equal lengths: from node (ascending), to node, slot.
    """

    starts: Numbers
    layers: list[tuple[Numbers, Numbers, Numbers]]


def steps_of(tight: Tight) -> Steps:
    """Number the nodes of each layer that a series without slack can pass."""
    first = _distinct([node_of(tight, 0, p[:-1]) for _, _, p in windows_by_weekday(tight, 0)])
    known: dict[Weekdays, Numbers] = {(): first}
    starts = _slots_of(tight, first)
    layers: list[tuple[Numbers, Numbers, Numbers]] = []
    for t in range(len(tight.windows)):
        found: Found = []
        numbers = _numbers(known)
        for before, after, places in windows_by_weekday(tight, t):
            if before in known:
                source = node_of(tight, t, places[:-1])
                here = np.isin(source, known[before])
                number = np.searchsorted(known[before], source[here]) + numbers[before]
                target = node_of(tight, t + 1, places[1:])[here]
                slots = np.array(tight.left[t + tight.width - 1])[places[-1, here]]
                found.append((after, number, target, slots))
        known = {
            run: _distinct([target for after, _, target, _ in found if after == run])
            for run in {after for after, *_ in found}
        }
        layers.append(_step(found, known))
    return Steps(starts, layers)


def _distinct(parts: list[Numbers]) -> Numbers:
    """All numbers in any of the parts, ascending. Faster than `np.unique` for small ones."""
    return np.flatnonzero(np.bincount(np.concatenate(parts)))


def _slots_of(tight: Tight, nodes: Numbers) -> Numbers:
    """The slots of first nodes, shape (nodes, w - 1)."""
    columns = []
    for slots in reversed(tight.left[: tight.width - 1]):
        columns.append(np.array(slots)[nodes % len(slots)])
        nodes = nodes // len(slots)
    columns.reverse()
    return np.stack(columns, axis=1) if columns else np.zeros((len(nodes), 0), np.int64)


def _numbers(known: dict[Weekdays, Numbers]) -> dict[Weekdays, int]:
    """From which number on the nodes with these weekdays before them are counted."""
    numbers, count = {}, 0
    for run, nodes in known.items():
        numbers[run] = count
        count += len(nodes)
    return numbers


def _step(found: Found, known: dict[Weekdays, Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    numbers = _numbers(known)
    source = np.concatenate([number for _, number, _, _ in found])
    target = np.concatenate(
        [np.searchsorted(known[after], nodes) + numbers[after] for after, _, nodes, _ in found]
    )
    slot = np.concatenate([slots for *_, slots in found])
    order = np.argsort(source, kind="stable")
    return source[order], target[order], slot[order]


def list_series(steps: Steps) -> Numbers:
    """All series that use windows without slack only, shape (series, meetings), as slots."""
    begun, node = steps.starts, np.arange(len(steps.starts))
    for source, target, slot in steps.layers:
        low = np.searchsorted(source, node)
        many = np.searchsorted(source, node, side="right") - low
        row = np.repeat(np.arange(len(node)), many)
        arc = np.arange(len(row)) + np.repeat(low - np.cumsum(many) + many, many)
        begun = np.concatenate([begun[row], slot[arc][:, None]], axis=1)
        node = target[arc]
    return begun

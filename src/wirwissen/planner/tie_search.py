"""Levels 2 to 4 when the series equal on level 1 are too many to list.

Meeting by meeting, begun series that stand at the same node and suit everybody equally often (up to
L) become one; those that cannot become as good as the best known are dropped. Two bounds say so:
how often anybody can still be suited at all, and a longest path with a price per person (`prices`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.bounds import Outlook, lower_bounds
from wirwissen.planner.ties import Audience, Fairest, add, drawn, levels_of
from wirwissen.planner.window_search import TiedSeries

Numbers = NDArray[np.int64]
WIDTHS = (1 << 9, 1 << 13, 1 << 17, 1 << 20)
SET_BYTES = 1 << 29  # what the begun series of one layer may take


@dataclass(eq=False)
class Begun:
    """Begun series at one layer, equal ones merged.

    `node`: their nodes; `sets`: shape (L, series, words), who is suited at least 1 … L times;
    `worth`: shape (prices, series), the sums of the prices paid; the last row is the total.
    """

    node: Numbers
    sets: NDArray[np.uint64]
    worth: Numbers


@dataclass(eq=False)
class Step:
    """How the begun series of one layer go on: from, to, by which slot."""

    source: Numbers
    target: Numbers
    slot: Numbers


@dataclass(eq=False)
class Sweep:
    """One pass: the best end, all steps of the kept series, and whether some were left out."""

    best: tuple[int, ...]
    ends: Numbers
    steps: list[Step] = field(default_factory=list)
    complete: bool = True


def fairest_searched(
    tied: TiedSeries, audience: Audience, outlook: Outlook, *, seed: int, name: str,
    until: float | None = None, widths: tuple[int, ...] = WIDTHS,
) -> tuple[Fairest, Outlook]:  # fmt: skip
    """Search with more and more begun series at once, until none had to be left out.

    If the widest pass is not wide enough or the time (`time.monotonic()`) is up, `ties` is `None`.
    The outlook returned has the prices of the last pass.
    """
    plan = any_series(tied)
    found = Fairest(plan, tuple(levels_of(np.array([plan]), audience)[0].tolist()), (), None)
    for width in widths:
        if width * audience.suits.shape[1] * audience.levels * 8 > SET_BYTES:
            break
        outlook = outlook.priced(found.levels)
        try:
            sweep = _sweep(tied, audience, outlook, found.levels, width, until)
        except (KeyboardInterrupt, TimeoutError):  # the best so far is wanted
            break
        if sweep.complete:
            return _drawn(tied, sweep, seed, name), outlook
        if sweep.best < found.levels:
            found = replace(_drawn(tied, sweep, seed, name), ties=None)
    bounds = lower_bounds(outlook, 0, _first(tied, audience, outlook))
    return replace(found, bound=tuple(int(bound.min()) for bound in bounds)), outlook


def any_series(tied: TiedSeries) -> tuple[int, ...]:
    """The first series in lexicographic order."""
    node, plan = 0, [slot for slot in tied.starts[0].tolist() if slot >= 0]
    for arcs in tied.layers:
        arc = int(np.searchsorted(arcs.source, node))
        plan.append(int(arcs.slot[arc]))
        node = int(arcs.target[arc])
    return tuple(plan)


def _sweep(
    tied: TiedSeries, audience: Audience, outlook: Outlook, known: tuple[int, ...], width: int,
    until: float | None,
) -> Sweep:  # fmt: skip
    """One pass. Raises `TimeoutError` when the time is up."""
    begun = _first(tied, audience, outlook)
    sweep = Sweep(known, np.zeros(0, np.int64))
    for layer in range(len(tied.layers)):
        begun, step = _extended(tied, audience, outlook, layer, begun, known, until)
        if len(begun.node) > width and layer + 1 < len(tied.layers):
            sweep.complete = False
            begun, step = _narrowed(outlook, layer + 1, begun, step, known, width)
        sweep.steps.append(step)
    if len(begun.node):
        ends = np.concatenate(
            [audience.people - audience.scales.weigh(begun.sets), -begun.worth[-1:]]
        ).T
        sweep.best = min(map(tuple, ends.tolist()))
        sweep.ends = np.flatnonzero((ends == np.array(sweep.best)).all(axis=1))
    return sweep


def _first(tied: TiedSeries, audience: Audience, outlook: Outlook) -> Begun:
    words = audience.suits.shape[1]
    sets = np.zeros((audience.levels, len(tied.starts), words), dtype=np.uint64)
    worth = np.zeros((len(outlook.worth), len(tied.starts)), dtype=np.int64)
    for column in tied.starts.T:
        if len(column) and column[0] >= 0:
            add(sets, audience.suits[column])
            worth += outlook.worth[:, column]
    return Begun(np.arange(len(tied.starts)), sets, worth)


def _extended(
    tied: TiedSeries, audience: Audience, outlook: Outlook, layer: int, begun: Begun,
    known: tuple[int, ...], until: float | None,
) -> tuple[Begun, Step]:  # fmt: skip
    """One meeting more; those that cannot become as good as `known` dropped, equal ones merged."""
    arcs = tied.layers[layer]
    low = np.searchsorted(arcs.source, begun.node)
    many = np.searchsorted(arcs.source, begun.node, side="right") - low
    parts: list[tuple[Begun, Numbers, Numbers]] = []
    size = max(1, (1 << 16) // max(1, int(many.max(initial=1))))
    for first in range(0, len(begun.node), size):
        if until is not None and time.monotonic() > until:
            raise TimeoutError
        some = slice(first, first + size)
        row = np.repeat(np.arange(len(begun.node))[some], many[some])
        nth = np.arange(len(row)) - np.repeat(np.cumsum(many[some]) - many[some], many[some])
        arc = np.repeat(low[some], many[some]) + nth
        slot = arcs.slot[arc]
        sets = begun.sets[:, row]
        add(sets, audience.suits[slot])
        longer = Begun(arcs.target[arc], sets, begun.worth[:, row] + outlook.worth[:, slot])
        good = np.flatnonzero(_may_win(outlook, layer + 1, longer, known))
        kept = Begun(longer.node[good], sets[:, good], longer.worth[:, good])
        parts.append((kept, row[good], slot[good]))
    if not parts:
        return begun, Step(*(np.zeros(0, np.int64) for _ in range(3)))
    node, row, slot = (
        np.concatenate(each) for each in zip(*((b.node, r, s) for b, r, s in parts), strict=True)
    )
    whole = Begun(
        node,
        np.concatenate([b.sets for b, _, _ in parts], axis=1),
        np.concatenate([b.worth for b, _, _ in parts], axis=1),
    )
    return _merged(whole, row, slot)


def _may_win(
    outlook: Outlook, layer: int, begun: Begun, known: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Whether the bounds of each begun series are at most `known`, compared from the left."""
    may, open_ = np.ones(len(begun.node), np.bool_), np.ones(len(begun.node), np.bool_)
    for bound, best in zip(lower_bounds(outlook, layer, begun), known, strict=True):
        may &= ~(open_ & (bound > best))
        open_ &= bound == best
        if not open_.any():
            break
    return may


def _merged(begun: Begun, row: Numbers, slot: Numbers) -> tuple[Begun, Step]:
    """Make equal begun series one. The lower total of two equals is no longer of use."""
    keys = np.concatenate([begun.node[None].astype(np.uint64), *begun.sets.transpose(0, 2, 1)])
    first, inverse = classes(keys)
    worth = np.full((len(begun.worth), len(first)), np.iinfo(np.int64).max)
    total = np.full(len(first), -1)
    np.maximum.at(total, inverse, begun.worth[-1])
    for price in range(len(worth) - 1):
        np.minimum.at(worth[price], inverse, begun.worth[price])
    worth[-1] = total
    best = np.flatnonzero(begun.worth[-1] == total[inverse])
    merged = Begun(begun.node[first], begun.sets[:, first], worth)
    return merged, Step(row[best], inverse[best], slot[best])


def classes(keys: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    """Equal columns of `keys`: one of each class, and the class of each column.

    Columns meet by a hash and are compared in full; two classes with one hash may stay apart in
    several classes, which costs time but no truth.
    """
    hashes = np.zeros(keys.shape[1], dtype=np.uint64)
    for row in keys:
        hashes = (hashes ^ (row * np.uint64(0x9E3779B97F4A7C15))) * np.uint64(0xD6E8FEB86659FD93)
        hashes ^= hashes >> np.uint64(32)
    order = np.argsort(hashes, kind="stable")
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (keys[:, order[1:]] != keys[:, order[:-1]]).any(axis=0)
    inverse = np.empty(len(order), dtype=np.int64)
    inverse[order] = np.cumsum(new) - 1
    return order[new], inverse


def _narrowed(
    outlook: Outlook, layer: int, begun: Begun, step: Step, known: tuple[int, ...], width: int
) -> tuple[Begun, Step]:
    """Keep the `width` most promising begun series."""
    promise = outlook.promise(layer, begun)
    kept = np.sort(np.argpartition(promise, width)[:width])
    place = np.full(len(begun.node), -1)
    place[kept] = np.arange(width)
    good = place[step.target] >= 0
    narrowed = Begun(begun.node[kept], begun.sets[:, kept], begun.worth[:, kept])
    return narrowed, Step(step.source[good], place[step.target[good]], step.slot[good])


def _drawn(tied: TiedSeries, sweep: Sweep, seed: int, name: str) -> Fairest:
    """Count the best series, and follow the lot to one of them."""
    ways: dict[int, int] = dict.fromkeys(sweep.ends.tolist(), 1)
    following: list[dict[int, list[tuple[int, int]]]] = []
    after: list[dict[int, int]] = [ways]
    for step in reversed(sweep.steps):
        useful = np.flatnonzero(np.isin(step.target, np.fromiter(ways, np.int64, len(ways))))
        on: dict[int, list[tuple[int, int]]] = {}
        for i in useful.tolist():
            on.setdefault(int(step.source[i]), []).append((int(step.slot[i]), int(step.target[i])))
        ways = {source: sum(ways[target] for _, target in to) for source, to in on.items()}
        following.append(on)
        after.append(ways)
    ties = sum(ways.values())
    lot = drawn(ties, seed, name)
    node, lot = _passed([(start, start) for start in sorted(ways)], ways, lot)
    plan = [int(slot) for slot in tied.starts[node] if slot >= 0]
    for on, ways in zip(reversed(following), reversed(after[:-1]), strict=True):
        arcs = sorted(on[node])
        node, lot, slot = _along(arcs, ways, lot)
        plan.append(slot)
    return Fairest(tuple(plan), sweep.best, sweep.best, ties)


def _passed(arcs: list[tuple[int, int]], ways: dict[int, int], lot: int) -> tuple[int, int]:
    node, lot, _ = _along(arcs, ways, lot)
    return node, lot


def _along(arcs: list[tuple[int, int]], ways: dict[int, int], lot: int) -> tuple[int, int, int]:
    """The arc in whose series the lot falls; the lot among those; the slot of the arc."""
    for slot, target in arcs:
        if lot < ways[target]:
            return target, lot, slot
        lot -= ways[target]
    raise AssertionError("the lot is smaller than the number of ways")

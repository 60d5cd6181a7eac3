"""For the checker: of all series equal on level 1 none is better, and how many are as good.

Few series are compared one by one. Very many are begun together, meeting by meeting: those that end
in the same node and have suited everybody equally often (counted up to L) stay together. Those that
cannot become as good as the claim any more are dropped. Two bounds say so. First: a person is
suited at most as often as so far plus the most that any rest can add. Second: prices p per person
from the certificate. Let b be the number of leading zeros in the F claimed: a series that suits
somebody less than b times is worse at once. For all others [c <= k] >= p / UNIT * (k + 1 - c) for a
person suited c times, if 0 <= p <= UNIT / (k + 1 - b); added up over people, F_k is at least a
constant minus the worth of the meetings; a meeting is worth the prices of those whom it suits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.checking_series import Steps

Numbers = NDArray[np.int64]
UNIT = 1 << 20
LARGEST = 1 << 61  # of sums of prices, so that nothing overflows
MOST_BEGUN = 1 << 21


@dataclass(frozen=True, eq=False)
class Crowd:
    """The reachable groups: whom a slot suits, people per group, and L.

    `rows`: shape (slots that occur, groups); `row`: per slot of the problem its place among them.
    """

    rows: NDArray[np.bool_]
    row: Numbers
    weights: Numbers
    levels: int

    def suits(self, slots: Numbers) -> NDArray[np.bool_]:
        """Whom these slots suit; one axis more than `slots`, for the groups."""
        return self.rows[self.row[slots]]

    def values(self, counts: NDArray[np.integer], total: Numbers) -> Numbers:
        """(F_0 … F_{L-1}, -total) from how often groups are suited, shape (series, groups)."""
        columns = [(counts <= k) @ self.weights for k in range(self.levels)]
        return np.stack([*columns, -total], axis=1)


@dataclass(frozen=True)
class Equals:
    """The least values among all series, how many have them, and how many of those come earlier
    in lexicographic order than the plan asked about (`None`: that plan is none of them)."""

    best: tuple[int, ...]
    ties: int
    earlier: int | None


def compare_listed(plans: Numbers, crowd: Crowd, plan: tuple[int, ...]) -> Equals:
    """Compare series one by one; `plans` has the shape (series, meetings)."""
    values = []
    for part in np.array_split(plans, max(1, plans.size * len(crowd.weights) >> 22)):
        counts = crowd.suits(part).sum(axis=1)
        values.append(crowd.values(counts, counts @ crowd.weights))
    every = np.concatenate(values)
    best = min(map(tuple, every.tolist()))
    equal = sorted(map(tuple, plans[(every == np.array(best)).all(axis=1)].tolist()))
    return Equals(best, len(equal), equal.index(plan) if plan in equal else None)


def compare_begun(
    steps: Steps, crowd: Crowd, claimed: tuple[int, ...], prices: Numbers, plan: tuple[int, ...]
) -> Equals | None:
    """Compare all series together, as said above; `None` if there are too many to keep.

    `claimed`: (F_0 … F_{L-1}, -total) of the claim; better series are found, worse ones dropped.
    """
    outlook = _Outlook(steps, crowd, claimed, prices)
    node = np.arange(len(steps.starts))
    counts = np.minimum(crowd.suits(steps.starts).sum(axis=1), crowd.levels).astype(np.int8)
    worth = outlook.worth[crowd.row[steps.starts]].sum(axis=1)
    history: list[tuple[Numbers, Numbers, Numbers]] = []
    for layer, (source, target, slot) in enumerate(steps.layers):
        low, high = np.searchsorted(source, node), np.searchsorted(source, node, side="right")
        parts = []
        for some in np.array_split(np.arange(len(node)), max(1, int((high - low).sum()) >> 17)):
            row = np.repeat(some, (high - low)[some])
            many = (high - low)[some]
            arc = np.arange(len(row)) + np.repeat(low[some] - np.cumsum(many) + many, many)
            longer = np.minimum(counts[row] + crowd.suits(slot[arc]), crowd.levels).astype(np.int8)
            paid = worth[row] + outlook.worth[crowd.row[slot[arc]]]
            good = outlook.may_reach(layer + 1, target[arc], longer, paid)
            parts.append((target[arc][good], longer[good], paid[good], row[good], slot[arc][good]))
        node, counts, worth, row, slot = (np.concatenate(each) for each in zip(*parts, strict=True))
        first, same = _equals(node, counts)
        total = np.full(len(first), -1)
        np.maximum.at(total, same, worth[:, -1])
        fullest = np.flatnonzero(worth[:, -1] == total[same])  # of two equals, more people in all
        history.append((row[fullest], same[fullest], slot[fullest]))
        keep = np.zeros(len(first), np.int64)
        keep[same[fullest]] = fullest
        node, counts, worth = node[keep], counts[keep], worth[keep]
        if len(node) > MOST_BEGUN:
            return None
    values = crowd.values(counts, worth[:, -1])
    best = min(map(tuple, values.tolist()))
    ends = np.flatnonzero((values == np.array(best)).all(axis=1))
    return _counted(steps, history, ends, best, plan)


class _Outlook:
    """What can still be added from a node on."""

    def __init__(
        self, steps: Steps, crowd: Crowd, claimed: tuple[int, ...], prices: Numbers
    ) -> None:
        self.crowd, self.claimed = crowd, claimed
        zeros = next((k for k in range(crowd.levels) if claimed[k]), crowd.levels)
        limits = np.array([UNIT // max(1, k + 1 - zeros) for k in range(crowd.levels)])
        limits[:zeros] = 0
        fits = prices.shape == (crowd.levels, len(crowd.weights))
        if not fits or int(crowd.weights.sum()) * (crowd.levels + 1) * UNIT > LARGEST:
            prices = np.zeros((crowd.levels, len(crowd.weights)), np.int64)
        paid = np.clip(prices, 0, limits[:, None]) * crowd.weights  # lower prices are never wrong
        self.most = paid.sum(axis=1) * (1 + np.arange(crowd.levels))
        # One column for each level, and in the last one the price 1: the people themselves.
        self.worth = crowd.rows.astype(np.int64) @ np.vstack([paid, crowd.weights]).T
        count = int(steps.layers[-1][1].max(initial=0)) + 1
        self.ahead = [np.zeros((count, crowd.levels + 1), np.int64)]
        self.more = [np.zeros((count, len(crowd.weights)), np.int8)]
        for source, target, slot in reversed(steps.layers):
            first = np.flatnonzero(np.diff(source, prepend=-1))
            self.ahead.append(
                np.maximum.reduceat(
                    self.ahead[-1][target] + self.worth[crowd.row[slot]], first, axis=0
                )
            )
            more = self.more[-1][target] + crowd.suits(slot)
            self.more.append(np.maximum.reduceat(more, first, axis=0))
        self.ahead.reverse()
        self.more.reverse()

    def may_reach(
        self, layer: int, node: Numbers, counts: NDArray[np.int8], worth: Numbers
    ) -> Numbers:
        """Which begun series may become as good as the claim, compared level by level."""
        may, sure = np.arange(len(node)), [np.zeros(0, np.int64)]
        for k, claimed in enumerate(self.claimed):
            ahead = worth[may, k] + self.ahead[layer][node[may], k]
            if k < self.crowd.levels:
                bound = -((ahead - self.most[k]) // UNIT)
                at_most = counts[may] + self.more[layer][node[may]]
                bound = np.maximum(bound, (at_most <= k) @ self.crowd.weights)
            else:
                bound = -(worth[may, -1] + self.ahead[layer][node[may], -1])
            sure.append(may[bound < claimed])
            may = may[bound == claimed]
        return np.sort(np.concatenate([*sure, may]))


def _equals(node: Numbers, counts: NDArray[np.int8]) -> tuple[Numbers, Numbers]:
    """Begun series with the same node and the same counts: one of each, and the class of each."""
    rows = np.ascontiguousarray(np.hstack([node[:, None].view(np.int8).reshape(-1, 8), counts]))
    whole = rows.view(np.dtype((np.void, rows.shape[1]))).ravel()
    _, first, same = np.unique(whole, return_index=True, return_inverse=True)
    return first, same


def _counted(
    steps: Steps, history: list[tuple[Numbers, Numbers, Numbers]], ends: Numbers,
    best: tuple[int, ...], plan: tuple[int, ...],
) -> Equals:  # fmt: skip
    """Count the series that lead to `ends`, and those of them before `plan`."""
    ways = dict.fromkeys(ends.tolist(), 1)
    onward: list[dict[int, list[tuple[int, int, int]]]] = []
    for source, target, slot in reversed(history):
        on: dict[int, list[tuple[int, int, int]]] = {}
        for a, b, s in zip(source.tolist(), target.tolist(), slot.tolist(), strict=True):
            if b in ways:
                on.setdefault(a, []).append((s, b, ways[b]))
        ways = {a: sum(way for *_, way in arcs) for a, arcs in on.items()}
        onward.append(on)
    begun = [tuple(slots) for slots in steps.starts.tolist()]
    earlier = sum(way for a, way in ways.items() if begun[a] < plan[: len(begun[a])])
    state = next((a for a in ways if begun[a] == plan[: len(begun[a])]), None)
    for on, chosen in zip(reversed(onward), plan[len(begun[0]) :], strict=True):
        arcs = on.get(state, []) if state is not None else []
        earlier += sum(way for s, _, way in arcs if s < chosen)
        state = next((b for s, b, _ in arcs if s == chosen), None)
    return Equals(best, sum(ways.values()), earlier if state is not None else None)

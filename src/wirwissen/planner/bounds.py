"""What begun series can still become: lower bounds for levels 2 and 3.

For each F_k two bounds. First: nobody is suited more often than so far plus the most that the rest
of any series can add. Second, with a price p >= 0 per person: if nobody is suited less than b times
(b: the leading zeros of the best F known; any other series is worse at once), a person suited c
times counts for F_k at least p / UNIT * (k + 1 - c), as long as p <= UNIT / (k + 1 - b). Added up
over people that is a constant minus the worth of the meetings, and the most worth that the rest of
a series can bring is a longest path. Good prices come from subgradient steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.ties import Audience
from wirwissen.planner.window_search import TiedSeries

if TYPE_CHECKING:
    from wirwissen.planner.tie_search import Begun

Numbers = NDArray[np.int64]
UNIT = 1 << 20
ROUNDS = 60
MOST_PRICED = 1 << 32  # people: beyond, sums of prices could leave the whole numbers of a float


@dataclass(frozen=True, eq=False)
class Outlook:
    """What lies ahead of each node.

    `more[layer]`: shape (L, nodes, words), who can still be suited at least 1 … L times. `weights`:
    people per group that is reachable, else 0. `prices`: shape (L, groups). `worth`: shape
    (L + 1, slots), price times people whom a slot suits; the last row has the price 1.
    `ahead[layer]`: shape (L + 1, nodes), the most worth still to come.
    """

    tied: TiedSeries
    audience: Audience
    table: NDArray[np.bool_]
    weights: Numbers
    more: list[NDArray[np.uint64]]
    prices: Numbers
    worth: Numbers
    ahead: list[Numbers]

    def priced(self, known: tuple[int, ...]) -> Outlook:
        """With prices that suit the best known values."""
        levels = self.audience.levels
        if self.audience.people > MOST_PRICED:
            return self
        zeros = next((k for k in range(levels) if known[k]), levels)
        prices = np.stack(
            [
                _prices(self, k, zeros) if k >= zeros else np.zeros(len(self.weights), np.int64)
                for k in range(levels)
            ]
        )
        return _with_prices(self, prices)

    def promise(self, layer: int, begun: Begun) -> NDArray[np.float64]:
        """Small for begun series that look good: the bounds before rounding, early levels first."""
        promise: NDArray[np.float64] = np.zeros(len(begun.node))
        for k in range(self.audience.levels):
            left = self.worth_left(k, layer, begun)
            promise = promise + left / UNIT / 4.0**k
        promise -= begun.worth[-1] / 1e3
        return promise

    def worth_left(self, k: int, layer: int, begun: Begun) -> Numbers:
        """UNIT times the second bound of F_k."""
        constant = int((self.prices[k] * self.weights).sum()) * (k + 1)
        left: Numbers = constant - begun.worth[k] - self.ahead[layer][k][begun.node]
        return left


def look_ahead(
    tied: TiedSeries, audience: Audience, table: NDArray[np.bool_], weights: Numbers
) -> Outlook:
    """Look ahead from every node. `table`: shape (slots, groups), whom a slot suits."""
    levels, words = audience.levels, audience.suits.shape[1]
    more = [np.zeros((levels, tied.nodes(len(tied.layers)), words), dtype=np.uint64)]
    for layer in reversed(range(len(tied.layers))):
        arcs = tied.layers[layer]
        first = np.searchsorted(arcs.source, np.arange(tied.nodes(layer)))
        suits = audience.suits[arcs.slot]
        here = np.empty((levels, len(first), words), dtype=np.uint64)
        for k in range(levels):
            can = more[-1][k][arcs.target]
            can |= more[-1][k - 1][arcs.target] & suits if k else suits
            here[k] = np.bitwise_or.reduceat(can, first, axis=0)
        more.append(here)
    empty = np.zeros((levels, len(weights)), np.int64)
    blank = Outlook(
        tied, audience, table, weights, more[::-1], empty, np.zeros((0, 0), np.int64), []
    )
    return _with_prices(blank, empty)


def _with_prices(outlook: Outlook, prices: Numbers) -> Outlook:
    paid = np.concatenate([prices, np.ones((1, prices.shape[1]), np.int64)]) * outlook.weights
    worth = (outlook.table.astype(np.float64) @ paid.T.astype(np.float64)).T.astype(np.int64)
    ahead = np.stack([np.concatenate(_longest(outlook.tied, row)) for row in worth])
    sizes = np.cumsum([outlook.tied.nodes(i) for i in range(len(outlook.tied.layers) + 1)])
    layers = np.split(ahead, sizes[:-1], axis=1)
    return replace(outlook, prices=prices, worth=worth, ahead=layers)


def _longest(tied: TiedSeries, worth: Numbers) -> list[Numbers]:
    """The most worth from each node to the end, by layer."""
    lengths = [np.zeros(tied.nodes(len(tied.layers)), np.int64)]
    for layer in reversed(range(len(tied.layers))):
        arcs = tied.layers[layer]
        first = np.searchsorted(arcs.source, np.arange(tied.nodes(layer)))
        lengths.append(np.maximum.reduceat(lengths[-1][arcs.target] + worth[arcs.slot], first))
    return lengths[::-1]


def _best_path(tied: TiedSeries, worth: Numbers, lengths: list[Numbers]) -> Numbers:
    """The slots of a series of most worth."""
    firsts = np.where(tied.starts >= 0, worth[tied.starts], 0).sum(axis=1) + lengths[0]
    node = int(firsts.argmax())
    slots = [slot for slot in tied.starts[node].tolist() if slot >= 0]
    for layer, arcs in enumerate(tied.layers):
        low, high = np.searchsorted(arcs.source, [node, node + 1])
        ahead = lengths[layer + 1][arcs.target[low:high]] + worth[arcs.slot[low:high]]
        best = low + int(ahead.argmax())
        slots.append(int(arcs.slot[best]))
        node = int(arcs.target[best])
    return np.array(slots, dtype=np.int64)


def _prices(outlook: Outlook, k: int, zeros: int) -> Numbers:
    """Prices that make the second bound of F_k high at the start."""
    most = UNIT // (k + 1 - zeros)
    weights = outlook.weights.astype(np.float64)
    price = np.full(len(weights), most / 2)
    best, best_value = np.zeros(len(weights), np.int64), -np.inf
    for turn in range(ROUNDS):
        whole = price.astype(np.int64)
        worth = (outlook.table @ (whole * weights)).astype(np.int64)
        path = _best_path(outlook.tied, worth, _longest(outlook.tied, worth))
        counts = outlook.table[path].sum(axis=0)
        slope = weights * (k + 1 - counts)
        value = float((whole * slope).sum())
        if value > best_value:
            best, best_value = whole, value
        step = most / (2.0 + turn) / max(1.0, float(np.abs(slope).max()))
        price = np.clip(price + step * slope * 2, 0, most)
    return best


def lower_bounds(outlook: Outlook, layer: int, begun: Begun) -> list[Numbers]:
    """Bounds of F_0 … F_{L-1} and -total for each begun series, each of them valid by itself."""
    audience, more = outlook.audience, outlook.more[layer]
    bounds = []
    for k in range(audience.levels):
        can = begun.sets[k] | more[k][begun.node]
        for j in range(k):
            can |= begun.sets[j] & more[k - 1 - j][begun.node]
        first = audience.people - audience.scales.weigh(can)
        second = -(-outlook.worth_left(k, layer, begun) // UNIT)
        bounds.append(np.maximum(first, second))
    bounds.append(-(begun.worth[-1] + outlook.ahead[layer][-1][begun.node]))
    return bounds

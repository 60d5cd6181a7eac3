"""Levels 2 to 4: among the series with the fewest missed windows, the fairest, then the lot.

Bit sets "at least k": set k - 1 of a series holds the groups whom at least k of its meetings suit,
so F_k counts the reachable people outside set k.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.costs import Scales
from wirwissen.planner.window_search import TiedSeries

CHUNK_BYTES = 1 << 22  # what is worked on at once stays near the cache


@dataclass(frozen=True, eq=False)
class Audience:
    """The reachable people as bit sets. `suits`: shape (slots, words); `levels`: L."""

    suits: NDArray[np.uint64]
    reachable: NDArray[np.uint64]
    scales: Scales
    levels: int

    @property
    def people(self) -> int:
        """How many people are reachable."""
        return int(self.scales.weigh(self.reachable))


@dataclass(frozen=True)
class Fairest:
    """The drawn series, its levels 2 and 3 (F_0 … F_{L-1}, -total) and how many are its equals.

    `bound`: no series has less (equal to `levels` when `ties` is known). `ties`: `None` when not
    all could be compared.
    """

    plan: tuple[int, ...]
    levels: tuple[int, ...]
    bound: tuple[int, ...]
    ties: int | None


def drawn(ties: int, seed: int, name: str) -> int:
    """Which of `ties` equal series is drawn: SHA-256 of "seed:name" as a number, modulo ties."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest(), "big") % ties


def listed(tied: TiedSeries) -> NDArray[np.int64]:
    """All series, shape (series, meetings), in lexicographic order of their slots."""
    plans, node = tied.starts, np.arange(len(tied.starts))
    for arcs in tied.layers:
        first = np.searchsorted(arcs.source, node)
        degree = np.searchsorted(arcs.source, node, side="right") - first
        row = np.repeat(np.arange(len(node)), degree)
        arc = np.arange(len(row)) + np.repeat(first - (np.cumsum(degree) - degree), degree)
        plans = np.concatenate([plans[row], arcs.slot[arc][:, None]], axis=1)
        node = arcs.target[arc]
    return plans[:, 1:] if plans.shape[1] and (plans[:, :1] < 0).any() else plans


def levels_of(plans: NDArray[np.int64], audience: Audience) -> NDArray[np.int64]:
    """F_0 … F_{L-1} and -total of each series, shape (series, L + 1), in people."""
    levels = audience.levels
    values = np.zeros((len(plans), levels + 1), dtype=np.int64)
    values[:, :levels] = audience.scales.weigh(audience.reachable)
    used = np.flatnonzero(np.bincount(plans.ravel(), minlength=1))  # the others need no counting
    per_slot = np.zeros(len(audience.suits), dtype=np.int64)
    per_slot[used] = audience.scales.weigh(audience.suits[used])
    values[:, levels] = -per_slot[plans].sum(axis=1)
    size = audience.suits.shape[1] * 8 * (levels + 1)
    step = max(1, CHUNK_BYTES // max(1, size))
    for first in range(0, len(plans), step):
        part = plans[first : first + step]
        sets = np.zeros((levels, len(part), audience.suits.shape[1]), dtype=np.uint64)
        for meeting in range(part.shape[1]):
            add(sets, audience.suits[part[:, meeting]])
        values[first : first + step, :levels] -= audience.scales.weigh(sets).T
    return values


def add(sets: NDArray[np.uint64], suits: NDArray[np.uint64]) -> None:
    """Count one more meeting in `sets`, shape (L, series, words), for those whom it suits."""
    for k in range(len(sets) - 1, 0, -1):
        sets[k] |= sets[k - 1] & suits
    sets[0] |= suits


def fairest_listed(tied: TiedSeries, audience: Audience, *, seed: int, name: str) -> Fairest:
    """Compare all series one by one."""
    plans = listed(tied)
    values = levels_of(plans, audience)
    rows = np.arange(len(plans))
    for level in range(values.shape[1]):
        rows = rows[values[rows, level] == values[rows, level].min()]
    chosen = rows[drawn(len(rows), seed, name)]
    best = tuple(values[chosen].tolist())
    return Fairest(tuple(plans[chosen].tolist()), best, best, len(rows))

"""Bounds from counts of pairs are never above the count, in the search and in the checker."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from wirwissen.planner.blocks import Blocks
from wirwissen.planner.checking_counts import Counts
from wirwissen.planner.graph import Graph
from wirwissen.planner.pair_bounds import SURE, Pairs
from wirwissen.planner.people import problem_of, slots_of
from wirwissen.planner.problem import People
from wirwissen.planner.similar import likeness


def _random_sets(seed: int, words: int) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint64]]]:
    """Four meetings with a few slots each; some slots are missed by all, or by all of a word."""
    random = np.random.default_rng(seed)
    sets = []
    for _ in range(4):
        slots = int(random.integers(1, 6))
        missed = random.random((slots, words * 64)) < random.choice([0.1, 0.5, 0.9])
        missed[random.random(slots) < 0.3] = True
        missed[:, : 64 * int(random.integers(0, 2))] = True
        sets.append(np.packbits(missed, axis=1, bitorder="little").view(np.uint64))
    return sets


@pytest.mark.parametrize("seed", range(30))
def test_bound_is_at_most_the_count_and_equal_where_all_miss_a_slot(seed: int) -> None:
    sets, random = _random_sets(seed, words=6), np.random.default_rng(seed)
    slots = tuple(len(each) for each in sets)
    blocks = Blocks(np.concatenate(sets).reshape(-1, 3, 2), np.array([2, 1, 1]), slots)
    order = random.permutation(len(blocks.factors))
    pairs = Pairs(_graph(sets), blocks)
    pairs.arrange(order)
    for t in (0, 1):
        window = [blocks.meeting(t + i).swapaxes(0, 1) for i in range(3)]
        all_three = window[0][:, :, None, None] & window[1][:, None, :, None]
        exact = np.bitwise_count(all_three & window[2][:, None, None]).sum(axis=-1)
        exact = exact.reshape(len(order), -1)[order].T
        windows = np.arange(len(exact))
        found, marked = (
            np.concatenate([part.copy() for _, part in pairs.bounds(t, windows, sure=mark)])
            for mark in (False, True)
        )
        sure = marked == SURE
        guess, gains = pairs.estimates(t, windows), pairs.gains(t, windows)

        one, two = _singles_and_pairs(window, order)
        expected = np.maximum.reduce(
            [0 * exact, *(two[i] + two[j] - one[i & j] for i, j in ((3, 5), (3, 6), (5, 6)))]
        )
        assert (found == expected).all()
        assert (found <= exact).all()
        assert (found[sure] == exact[sure]).all()
        everybody = np.bitwise_or.reduce(blocks.sets, axis=0)
        most = np.broadcast_to(np.bitwise_count(everybody).sum(axis=1)[order], exact.shape)
        assert (sure == ((one[1] == most) | (one[2] == most) | (one[4] == most))).all()

        factors = blocks.factors[order]
        alone = _kirkwood(one, two, most)
        assert np.allclose(alone[sure], exact[sure])
        assert np.allclose(gains, ((alone - found) * factors).sum(axis=0), rtol=1e-4, atol=0.01)
        # Blocks of one factor, one after the other, are estimated as one.
        runs = np.flatnonzero(np.diff(factors, prepend=0))
        one, two = ({k: np.add.reduceat(v, runs, axis=1) for k, v in d.items()} for d in (one, two))
        together = _kirkwood(one, two, np.add.reduceat(most, runs, axis=1)) @ factors[runs]
        assert np.allclose(guess, together, rtol=1e-4, atol=0.01)


def _kirkwood(
    one: dict[int, NDArray[np.int64]], two: dict[int, NDArray[np.int64]], most: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What three pairs say of the windows, if they have nothing more in common than they must."""
    above = two[3] * two[5] * two[6] * most
    alone: NDArray[np.float64] = above / (
        np.maximum(one[1], 1) * np.maximum(one[2], 1) * np.maximum(one[4], 1)
    )
    return alone


def _singles_and_pairs(
    window: list[NDArray[np.uint64]], order: NDArray[np.int64]
) -> tuple[dict[int, NDArray[np.int64]], dict[int, NDArray[np.int64]]]:
    """Groups who miss one slot of a window, or two; bit i of a key stands for meeting i."""
    size = [each.shape[1] for each in window]
    found: dict[int, NDArray[np.int64]] = {}
    for key in range(1, 7):
        meetings = [i for i in range(3) if key >> i & 1]
        shaped = [
            window[i].reshape(len(order), *(size[j] if j == i else 1 for j in range(3)), -1)
            for i in meetings
        ]
        both = shaped[0] if len(meetings) == 1 else shaped[0] & shaped[1]
        counts = np.bitwise_count(both).sum(axis=-1, dtype=np.int64)[order]
        found[key] = np.broadcast_to(counts, (len(order), *size)).reshape(len(order), -1).T
    return {k: found[k] for k in (1, 2, 4)}, {k: found[k] for k in (3, 5, 6)}


def _graph(sets: list[np.ndarray[tuple[int, ...], np.dtype[np.uint64]]]) -> Graph:
    """Every series of these meetings keeps the rules."""
    slots = tuple(np.arange(len(each)) for each in sets)
    fits = tuple(
        np.ones([len(each) for each in slots[t : t + 3]], np.bool_) for t in range(len(sets) - 2)
    )
    return Graph(slots, slots, 3, 0, fits, (((),),) * (len(sets) - 1), windows=True)


def test_checker_counts_each_window_to_the_end_or_above_its_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wirwissen.planner.checking_counts.FEW", 0)
    monkeypatch.setattr("wirwissen.planner.checking_counts.BLOCK", 2)
    problem = problem_of(400, seed=3, periods=4, groups=300)
    left = [[i for i, slot in enumerate(problem.slots) if slot.period == t] for t in range(4)]
    reached = np.bitwise_or.reduce(problem.people.free, axis=0)
    table, weights = problem.people.table(), problem.people.weights
    weights = np.where(table.any(axis=0), weights, 0)
    counts = Counts(problem, left, reached)
    random = np.random.default_rng(1)
    for t in (0, 1):
        places = np.stack([random.integers(0, len(left[t + i]), 500) for i in range(3)])
        slots = [np.array(left[t + i])[places[i]] for i in range(3)]
        away = ~table[slots[0]] & ~table[slots[1]] & ~table[slots[2]]
        exact = away @ weights
        need = exact + random.integers(-30, 30, 500)

        missed = counts.missed(t, places, need)

        assert (missed <= exact).all()
        assert (missed[exact <= need] == exact[exact <= need]).all()
        assert (missed > need)[exact > need].all()


def test_likeness_changes_the_order_of_people_only() -> None:
    slots = slots_of(("2026-01", "2026-02"))
    random = np.random.default_rng(2)
    rows = random.integers(0, 256, (3000, 13), dtype=np.uint8)
    weights = random.integers(1, 5, 3000)

    plain = People.from_rows(rows, weights, slots=len(slots))
    alike = People.from_rows(rows, weights, slots=len(slots), alike=likeness(rows, slots))

    assert sorted(zip(map(tuple, plain.table().T), plain.weights, strict=True)) == sorted(
        zip(map(tuple, alike.table().T), alike.weights, strict=True)
    )
    assert likeness(rows[:10], slots) is None

"""Bounds from counts of pairs are never above the count, in the search and in the checker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from wirwissen.planner.checking_counts import Counts
from wirwissen.planner.pair_bounds import Pairs
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
    sets = _random_sets(seed, words=5)
    blocks = [slice(0, 1), slice(1, 3), slice(3, 5)]
    with ThreadPoolExecutor(1) as pool:
        pairs = Pairs(sets, blocks, pool)
    for t in (0, 1):
        all_three = sets[t][:, None, None] & sets[t + 1][:, None] & sets[t + 2]
        windows = np.arange(all_three[..., 0].size)
        found, guess = pairs.bounds(t, windows, [slice(0, 1), slice(1, 3)])
        for part, words in enumerate((slice(0, 1), slice(1, 5))):
            exact = np.bitwise_count(all_three[..., words]).sum(axis=-1).ravel()
            assert (found[part] <= exact).all()
            first, middle, last = (pairs.full[t + i] for i in range(3))
            some = slice(0, 1) if part == 0 else slice(1, 3)
            sure = (
                first[some].all(axis=0)[:, None, None]
                | middle[some].all(axis=0)[:, None]
                | last[some].all(axis=0)
            ).ravel()
            assert (found[part][sure] == exact[sure]).all()
            assert np.allclose(guess[part][sure], exact[sure], atol=0.1)


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
    with ThreadPoolExecutor(1) as pool:
        counts = Counts(problem, left, reached, pool)
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

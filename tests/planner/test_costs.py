"""People in bit sets: spread over words by the powers of two in their weights."""

from __future__ import annotations

import numpy as np
import pytest

from wirwissen.planner.costs import Scales
from wirwissen.planner.counting import Numbers, Sets
from wirwissen.planner.problem import People

GROUPS, SLOTS = 700, 40  # so many slots that no two groups are alike


def people_of(weights: list[int]) -> People:
    """Groups with these weights who are free as it happens."""
    random = np.random.default_rng(len(weights))
    rows = np.packbits(random.random((len(weights), SLOTS)) < 0.5, axis=1, bitorder="little")
    return People.from_rows(rows, weights, slots=SLOTS)


WEIGHTS = {
    "all alike": [1] * GROUPS,
    "all twice": [2] * GROUPS,
    "mixed": [1 + number * number % 11 for number in range(GROUPS)],
    "few heavy ones": [1 + 40 * (number % 97 == 0) for number in range(GROUPS)],
    "hardly anybody twice": [1 + (number % 20 == 0) + (number == 7) for number in range(GROUPS)],
    "three weights": [(1, 23, 61)[number % 3] for number in range(GROUPS)],
    "the last one alone": [4] * (GROUPS - 1) + [1],
}


def spread_of(scales: Scales, people: People, block: int) -> tuple[Sets, Numbers]:
    """The words of everybody who is free, and what a bit of each word counts."""
    _, factors = scales.layout(block)
    spread = np.zeros((SLOTS, len(factors) * block), np.uint64)
    scales.spread(people.free, spread, block)
    return spread, np.repeat(factors, block)


@pytest.mark.parametrize("block", [1, 5])
@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS.keys())
def test_spread_sets_count_the_people_that_their_groups_weigh(
    weights: list[int], block: int
) -> None:
    people = people_of(weights)
    table, scales = people.table(), Scales(people)

    spread, factors = spread_of(scales, people, block)

    both = spread[:, None] & spread
    counts = (np.bitwise_count(both) * factors).sum(axis=2, dtype=np.int64)
    weighed = (table[:, None] & table) @ people.weights
    assert counts.tolist() == weighed.tolist()
    assert scales.weigh(people.free).tolist() == (table @ people.weights).tolist()


def test_groups_of_few_weights_need_hardly_more_words_than_groups_of_one() -> None:
    _, factors = Scales(people_of(WEIGHTS["three weights"])).layout()

    assert factors.tolist() == [61] * 4 + [23] * 4 + [1] * 4


def test_where_hardly_anybody_counts_twice_every_word_counts_once() -> None:
    people = people_of(WEIGHTS["hardly anybody twice"])
    _, factors = Scales(people).layout()

    assert factors.tolist() == [1] * 12  # 11 for the groups, 1 for the 36 who stand there again


@pytest.mark.parametrize("block", [1, 5])
@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS.keys())
def test_a_group_of_one_person_is_found_where_it_was_put(weights: list[int], block: int) -> None:
    people = people_of(weights)
    scales = Scales(people)
    spread, factors = spread_of(scales, people, block)
    alone = np.flatnonzero(people.weights == 1).tolist()
    if not alone:
        with pytest.raises(ValueError, match="one person"):
            scales.place_of(0, block)
        return

    places = [scales.place_of(group, block) for group in alone]

    assert {int(factors[word]) for word, _ in places} == {1}
    found = [[int(row[word]) >> bit & 1 for word, bit in places] for row in spread]
    assert found == people.table()[:, alone].astype(int).tolist()

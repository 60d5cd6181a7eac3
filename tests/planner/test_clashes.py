"""A smallest set of rules that exclude each other."""

from __future__ import annotations

from tests.planner.tiny import brute_force, random_problem, series_exists_under, smallest_clash_size
from wirwissen.planner.clashes import smallest_clash


def test_clash_is_a_smallest_one() -> None:
    sizes = set()
    for number in range(700):
        asked = random_problem(number)
        if brute_force(asked).plans:
            continue

        clash = smallest_clash(asked.problem)

        assert not series_exists_under(asked.problem, frozenset(clash)), number
        assert (number, len(clash)) == (number, smallest_clash_size(asked.problem))
        sizes.add(len(clash))
    assert {1, 2, 3} <= sizes

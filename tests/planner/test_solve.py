"""The planner against trying out every series."""

from __future__ import annotations

import pytest

from tests.planner.tiny import brute_force, lot, random_problem
from wirwissen.planner.solve import solve

TINY = 2400
PARTS = 12


@pytest.mark.parametrize("part", range(PARTS))
def test_plan_equals_the_best_of_all_series(part: int) -> None:
    for number in range(part, TINY, PARTS):
        asked = random_problem(number)
        answer = brute_force(asked)

        result = solve(asked.problem, seed=number)

        if not answer.plans:
            assert (number, result.plan, result.proven) == (number, None, True)
            continue
        expected = (
            number, lot(answer, asked.problem.id, number), answer.objective, answer.objective,
            len(answer.plans), answer.unreachable, True,
        )  # fmt: skip
        assert expected == (
            number, result.plan, result.objective, result.bound, result.ties, result.unreachable,
            result.proven,
        )  # fmt: skip


def test_series_too_many_to_list_are_searched_and_checked_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the limit of listing at 0, both the search and the checker go the other way."""
    monkeypatch.setattr("wirwissen.planner.search.LISTED", 0)
    monkeypatch.setattr("wirwissen.planner.checking.LISTED", 0)
    for number in range(200):
        asked = random_problem(number)
        answer = brute_force(asked)
        if not answer.plans:
            continue

        result = solve(asked.problem, seed=number)

        expected = lot(answer, asked.problem.id, number), answer.objective, len(answer.plans), True
        found = result.plan, result.objective, result.ties, result.proven
        assert (number, *expected) == (number, *found)


@pytest.mark.parametrize("words", [0, 10**6])
def test_counting_what_matters_gives_what_counting_all_gives(
    words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ways for large groups, tried on tiny ones: as if no word or few could be held at once."""
    monkeypatch.setattr("wirwissen.planner.first_level.AT_ONCE", 0)
    monkeypatch.setattr("wirwissen.planner.first_level.FEW_WORDS", words)
    monkeypatch.setattr("wirwissen.planner.checking_counts.FEW", words)
    for number in range(240):
        asked = random_problem(number)
        answer = brute_force(asked)

        result = solve(asked.problem, seed=number)

        if not answer.plans:
            assert (number, result.plan, result.proven) == (number, None, True)
            continue
        expected = lot(answer, asked.problem.id, number), answer.objective, len(answer.plans), True
        found = result.plan, result.objective, result.ties, result.proven
        assert (number, *expected) == (number, *found)

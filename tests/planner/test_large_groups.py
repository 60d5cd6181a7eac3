"""Counting for many people: blocks, samples and bounds change nothing but the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Objective, People, Problem
from wirwissen.planner.solve import Result, solve

CASES = [
    problem_of(300, seed=1, periods=6),
    problem_of(300, seed=2, periods=6, weekday_differs=3),
    problem_of(700, seed=3, periods=5, groups=200),
    problem_of(250, seed=4, periods=6, objective=Objective(window=2)),
    problem_of(500, seed=5, periods=7, begins=date(2027, 3, 1)),
]


def told(result: Result) -> tuple[object, ...]:
    """Everything but the certificate and the time."""
    return (
        result.plan, result.proven, result.objective, result.bound, result.ties, result.unreachable
    )  # fmt: skip


@pytest.mark.parametrize("problem", CASES)
@pytest.mark.parametrize("sample", [1, 3])
def test_bounds_lead_to_the_same_series(
    problem: Problem, sample: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(solve(problem))
    monkeypatch.setattr("wirwissen.planner.first_level.AT_ONCE", 0)
    monkeypatch.setattr("wirwissen.planner.first_level.FEW_WORDS", 0)
    monkeypatch.setattr("wirwissen.planner.bounded_search.SAMPLE_WORDS", sample)
    monkeypatch.setattr("wirwissen.planner.bounded_search.ROUNDS", sample)
    monkeypatch.setattr("wirwissen.planner.first_level.WORDS", sample)
    monkeypatch.setattr("wirwissen.planner.counting.CHUNK", 100)
    monkeypatch.setattr("wirwissen.planner.pair_bounds.CHUNK", 100)
    monkeypatch.setattr("wirwissen.planner.pair_bounds.ROWS", 50)
    monkeypatch.setattr("wirwissen.planner.pair_bounds.AT_ONCE", sample)
    monkeypatch.setattr("wirwissen.planner.pair_bounds.TOGETHER", sample)
    monkeypatch.setattr("wirwissen.planner.checking_counts.FEW", 0)
    monkeypatch.setattr("wirwissen.planner.checking_counts.BLOCK", sample)

    result = solve(problem)

    assert expected == told(result)
    assert result.proven


@pytest.mark.parametrize("heavy", [1, 1 << 20])
def test_weights_one_by_one_and_in_binary_give_the_same_series(
    heavy: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    light = problem_of(700, seed=6, periods=5, groups=400)
    weights = heavy * np.array([(3, 23, 29)[number % 3] for number in range(400)])
    problem = replace(light, people=People(light.people.free, weights))
    monkeypatch.setattr("wirwissen.planner.first_level.AT_ONCE", 0)
    monkeypatch.setattr("wirwissen.planner.checking_counts.FEWEST", 0)

    one_by_one = solve(problem)
    monkeypatch.setattr("wirwissen.planner.costs.FEW_WORDS", 0)
    monkeypatch.setattr("wirwissen.planner.checking_counts.FEW", 0)
    binary = solve(problem)

    assert one_by_one.proven
    assert told(one_by_one) == told(binary)


def test_time_limit_leaves_a_series_and_an_honest_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = CASES[0]
    best = solve(problem)
    monkeypatch.setattr("wirwissen.planner.first_level.FEW_WORDS", 0)

    result = solve(problem, time_limit=0.0)

    assert not result.proven
    assert result.plan is not None
    assert result.bound[0] <= best.objective[0] <= result.objective[0]
    assert result.gap == result.objective[0] - result.bound[0]
    assert result.bound <= best.objective


def test_very_heavy_groups_do_not_overflow() -> None:
    """Weights of 2^36 with very many equal series: no sum may leave the 64 bits."""
    light = problem_of(12, seed=4, periods=6)
    heavy = replace(
        light, people=People(light.people.free, light.people.weights * (1 << 36)), id=light.id
    )

    one, other = solve(light, alternatives=2), solve(heavy, alternatives=2)

    assert (other.plan, other.ties, other.proven) == (one.plan, one.ties, True)
    assert other.objective == tuple(number << 36 for number in one.objective)


def test_stopping_by_hand_leaves_a_series(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    problem = CASES[0]
    best = solve(problem)
    monkeypatch.setattr("wirwissen.planner.search.fairest_listed", stop)

    result = solve(problem)

    assert (result.proven, result.ties) == (False, None)
    assert result.objective[0] == best.objective[0] == result.bound[0]


@pytest.mark.parametrize(
    ("step", "width"),
    [
        ("_estimates", 2),
        ("Scan.bound_all", 3),
        ("_near_best", 3),
        ("_needed_by_potentials", 3),
        ("Scan.raise_all", 3),
    ],
)
def test_stopping_by_hand_in_the_first_level_leaves_a_series_and_an_honest_gap(
    step: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    problem = replace(CASES[0], objective=Objective(window=width))
    best = solve(problem)
    monkeypatch.setattr("wirwissen.planner.first_level.FEW_WORDS", 0)
    monkeypatch.setattr(f"wirwissen.planner.bounded_search.{step}", stop)

    try:
        result = solve(problem)
    except KeyboardInterrupt:  # it would end the whole test run
        pytest.fail("stopped without a series")

    assert not result.proven
    assert result.plan is not None
    assert result.bound[0] <= best.objective[0] <= result.objective[0]
    assert result.gap == result.objective[0] - result.bound[0]

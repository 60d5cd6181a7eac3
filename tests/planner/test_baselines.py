"""The simpler ways to choose dates that the planner is compared with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from tests.planner.files import as_bytes, document
from tests.planner.tiny import random_problem
from wirwissen.planner.baselines import (
    BASELINES,
    Quality,
    fixed_weekday,
    longest_wait,
    most_in_total,
    perpetual_pav,
    poll_winner,
    quality,
    rotation,
)
from wirwissen.planner.checking_rules import choices, keeps_rules
from wirwissen.planner.past import past_problem
from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Facilitators, People, Problem
from wirwissen.planner.reading import read_problem
from wirwissen.planner.solve import solve


def two_camps() -> Problem:
    """Three of five people can at each even slot only, two at each odd slot only; six months."""
    problem = problem_of(1, seed=1, periods=6)
    slots = tuple(
        next(s for s in problem.slots if s.period == t and s.start.weekday() == day)
        for t in range(6)
        for day in (0, 1)
    )
    people = People.of([(3, 0b010101010101), (2, 0b101010101010)], slots=12)
    return replace(problem, slots=slots, people=people, facilitators=Facilitators())


def test_a_poll_lets_the_same_majority_win_and_the_others_remember() -> None:
    camps = two_camps()

    assert poll_winner(camps) == (0, 2, 4, 6, 8, 10)
    assert longest_wait(camps) == (0, 3, 4, 7, 8, 11)
    # In April both camps count the same; then the first slot wins.
    assert perpetual_pav(camps) == (0, 3, 4, 6, 9, 10)


def test_quality_counts_people() -> None:
    camps = two_camps()

    assert quality(camps, (0, 2, 4, 6, 8, 10)) == Quality(
        missed=8, every_quarter=0.6, fewest=0, total=18, keeps_rules=False
    )
    assert quality(camps, (0, 3, 4, 7, 8, 11)) == Quality(
        missed=0, every_quarter=1.0, fewest=3, total=15, keeps_rules=False
    )


def test_habits_keep_their_weekdays() -> None:
    problem = problem_of(46, seed=3)

    days = {name: [problem.slots[slot].start.weekday() for slot in plan] for name, plan in (
        ("fixed", fixed_weekday(problem)), ("rotation", rotation(problem))
    )}  # fmt: skip
    assert len(set(days["fixed"])) == 1
    assert days["rotation"][:8] == [0, 1, 2, 3, 0, 1, 2, 3]


@pytest.mark.parametrize("number", range(60))
def test_most_in_total_is_the_most_of_all_series_that_keep_the_rules(number: int) -> None:
    problem = random_problem(number).problem
    rules = replace(
        problem.constraints, weekday_differs=min(2, problem.constraints.weekday_differs)
    )
    problem = replace(problem, constraints=rules)

    plan = most_in_total(problem)

    series = [each for each in product(*choices(problem)) if keeps_rules(problem, each)]
    if plan is None:
        assert series == []
    else:
        assert keeps_rules(problem, plan)
        best = max(quality(problem, each).total for each in series)
        assert quality(problem, plan).total == best


def test_an_announced_date_binds_every_baseline() -> None:
    problem = read_problem(as_bytes(document()))

    assert {name: (plan := choose(problem)) and plan[0] for name, choose in BASELINES.items()} == (
        dict.fromkeys(BASELINES, 0)
    )


def test_the_planner_is_never_worse_than_what_groups_do_today() -> None:
    problem = problem_of(46, seed=2)

    best = solve(problem).objective[0]

    missed = {
        name: quality(problem, plan).missed
        for name, choose in BASELINES.items()
        if (plan := choose(problem))
    }
    kept = quality(problem, most_in_total(problem) or ()).missed
    assert best <= kept
    assert best < min(missed["fixed weekday"], missed["monthly poll winner"])


def test_a_past_series_becomes_a_question_that_it_answers_itself() -> None:
    past = [
        datetime.fromisoformat(f"{day}T18:00") for day in ("2024-05-27", "2024-06-25", "2024-08-28")
    ]

    problem, plan = past_problem(past, count=30, seed=1)

    assert problem.periods == ("2024-05", "2024-06", "2024-08")
    assert [problem.slots[slot].start for slot in plan] == past
    assert keeps_rules(problem, plan)
    assert solve(problem).objective[0] <= quality(problem, plan).missed

"""A solver made by others finds the same values, on problems too large to try out every series."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import numpy as np
import pytest

from tests.planner.mip import model_of, solve_with_highs
from wirwissen.planner.people import CLINIC, MIXED, problem_of
from wirwissen.planner.problem import Constraints, Objective, People, Problem
from wirwissen.planner.solve import solve


def middle_sized(number: int) -> Problem:
    """Problem `number`: 12 to 18 people, five or six months of nine slots, all kinds of rules."""
    random = Random(number)
    periods = random.randint(5, 6)
    whole = problem_of(
        random.randint(12, 18), seed=number, periods=periods, shares=random.choice([MIXED, CLINIC])
    )
    keep = sorted(
        slot
        for t in range(periods)
        for slot in random.sample([i for i, s in enumerate(whole.slots) if s.period == t], 9)
    )
    rows = np.packbits(whole.people.table()[keep], axis=0, bitorder="little").T
    weights = [random.choice([1, 1, 1, 2, 5]) for _ in range(len(rows))]
    slots = tuple(whole.slots[slot] for slot in keep)
    first = slots[0].start.date()
    rules = Constraints(
        weekday_differs=random.choice([0, 1, 2, 2, 3, 4]),
        previous_weekdays=tuple(random.sample(range(7), random.randint(0, 3))),
        previous_date=random.choice([None, first - timedelta(days=20)]),
        min_gap=random.choice([0, 14, 21]),
        max_gap=random.choice([None, 45, 38]),
        excluded=frozenset(s.start.date() for s in random.sample(slots, 3)),
        pinned={t: slots.index(random.choice([s for s in slots if s.period == t]))
                for t in range(periods) if random.random() < 0.1},
    )  # fmt: skip
    leads = tuple(
        sum((lead >> slot & 1) << new for new, slot in enumerate(keep))
        for lead in whole.facilitators.avail
    )
    return replace(
        whole,
        slots=slots,
        people=People.from_rows(rows, weights, slots=len(slots)),
        facilitators=replace(
            whole.facilitators, min_available=random.choice([0, 1, 2]), avail=leads
        ),
        constraints=rules,
        objective=Objective(random.choice([2, 3, 3, 4]), random.choice([1, 2, 4, periods])),
    )


@pytest.mark.parametrize("number", range(30))
def test_a_solver_made_by_others_finds_the_same_values(number: int) -> None:
    problem = middle_sized(number)

    mine = solve(problem)

    assert mine.proven
    assert (mine.objective or None) == solve_with_highs(model_of(problem))


def test_the_problems_are_of_both_kinds() -> None:
    solvable = [solve(middle_sized(number)).plan is not None for number in range(30)]

    assert 20 <= sum(solvable) < 30

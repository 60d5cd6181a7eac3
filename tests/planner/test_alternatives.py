"""Other good series, and the price of announced dates."""

from __future__ import annotations

from dataclasses import replace

from tests.planner.tiny import keeps_rules, objective, random_problem, reachable
from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Constraints
from wirwissen.planner.solve import price_of_pins, solve


def test_alternatives_keep_the_rules_and_carry_their_own_numbers() -> None:
    offered = 0
    for number in range(200):
        asked = random_problem(number)
        result = solve(asked.problem, alternatives=3)
        plans = [other.plan for other in result.alternatives]
        if result.plan is not None:
            plans.append(result.plan)
        for other in result.alternatives:
            offered += 1
            assert result.proven
            assert keeps_rules(asked.problem, other.plan)
            assert other.objective == objective(asked.problem, reachable(asked), other.plan)
            assert other.objective >= result.objective
            least = min(3, len(other.plan))
            assert all(
                sum(a != b for a, b in zip(other.plan, plan, strict=True)) >= least
                for plan in plans
                if plan != other.plan
            )
    assert offered > 70


def test_alternatives_of_a_realistic_group_are_near_the_best() -> None:
    problem = problem_of(46, seed=1)

    result = solve(problem, alternatives=3)

    assert len(result.alternatives) == 3
    assert all(other.objective[0] <= 3 * result.objective[0] + 5 for other in result.alternatives)
    assert all(len(other.changed) >= 3 for other in result.alternatives)


def test_pins_cost_what_the_best_without_them_saves() -> None:
    problem = problem_of(46, seed=1)
    free = solve(problem)
    assert free.plan is not None
    other = next(
        slot
        for slot in range(len(problem.slots))
        if problem.slots[slot].period == 0 and slot != free.plan[0]
    )
    pinned = replace(problem, constraints=replace(problem.constraints, pinned={0: other}))

    price = price_of_pins(pinned, solve(pinned))

    assert isinstance(pinned.constraints, Constraints)
    assert price.without.objective == free.objective
    assert price.with_pins.objective > free.objective

"""`proven` is set by the checker alone: a broken search never gets it for a wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.planner.tiny import brute_force, random_problem
from wirwissen.planner import candidates as candidates_module
from wirwissen.planner import costs, first_level, search, ties
from wirwissen.planner.solve import solve

Breaking = Callable[[pytest.MonkeyPatch, Random], None]


def _wrong_costs(patch: pytest.MonkeyPatch, random: Random) -> None:
    """Each window may miss one person more or less."""
    honest = costs.window_costs

    def broken(*arguments: Any) -> Any:
        counted = honest(*arguments)
        change = np.random.default_rng(random.randrange(10**6)).integers(-1, 2, counted.shape)
        return np.maximum(0, counted + change).astype(counted.dtype)

    patch.setattr(first_level, "window_costs", broken)


def _lost_slots(patch: pytest.MonkeyPatch, random: Random) -> None:
    """A slot that may be chosen is forgotten."""
    honest = candidates_module.candidates

    def broken(problem: Any) -> Any:
        found = honest(problem)
        allowed = [
            s if len(s) < 2 else np.delete(s, random.randrange(len(s))) for s in found.allowed
        ]
        return replace(found, allowed=tuple(allowed))

    patch.setattr(search, "candidates", broken)


def _forgotten_rules(patch: pytest.MonkeyPatch, _: Random) -> None:
    """No two meetings exclude each other."""
    patch.setattr(
        "wirwissen.planner.graph.pair_fits",
        lambda _problem, found, a, b: np.ones(
            (len(found.allowed[a]), len(found.allowed[b])), np.bool_
        ),
    )


def _wrong_levels(patch: pytest.MonkeyPatch, random: Random) -> None:
    """Levels 2 and 3 are counted wrongly for some series."""
    honest = ties.levels_of

    def broken(plans: Any, audience: Any) -> Any:
        values = honest(plans, audience)
        values[random.randrange(len(values))] -= 1
        return values

    patch.setattr(ties, "levels_of", broken)


def _another_lot(patch: pytest.MonkeyPatch, _: Random) -> None:
    """The last of the equals is always drawn."""
    patch.setattr(ties, "drawn", lambda count, _seed, _name: count - 1)


@pytest.mark.parametrize(
    "breaking", [_wrong_costs, _lost_slots, _forgotten_rules, _wrong_levels, _another_lot]
)
def test_broken_search_is_never_proven_for_a_wrong_answer(
    breaking: Breaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(monkeypatch, Random(1))
    wrong = refused = 0
    for number in range(250):
        asked = random_problem(number)
        answer = brute_force(asked)
        try:
            result = solve(asked.problem, seed=7)
        except (ValueError, IndexError):  # a broken search may also break down
            continue
        is_right = (
            (result.plan in answer.plans) and result.objective == answer.objective
            if answer.plans
            else result.plan is None
        )
        wrong += not is_right
        refused += not result.proven
        assert is_right or not result.proven, number
    assert refused > 3
    assert wrong > 3 or breaking is _another_lot


def test_too_many_slots_for_wide_windows_leave_an_honest_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = 0
    for number in range(400):
        asked = random_problem(number)
        answer = brute_force(asked)
        window, meetings = asked.problem.objective.window, len(asked.problem.periods)
        if not answer.plans or window < 4 or meetings < 5:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(search, "_combinations", lambda p, _: 10**9 * (p.objective.window == 4))

            result = solve(asked.problem)

        tried += 1
        assert (result.proven, result.ties) == (False, None)
        assert result.bound <= answer.objective <= result.objective
        assert result.gap == result.objective[0]
    assert tried > 5

"""Searching among very many equal series gives what listing them gives."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planner.tiny import random_problem
from wirwissen.planner.bounds import look_ahead
from wirwissen.planner.candidates import candidates
from wirwissen.planner.costs import Scales
from wirwissen.planner.first_level import first_level
from wirwissen.planner.graph import build_graph
from wirwissen.planner.problem import Problem
from wirwissen.planner.tie_search import fairest_searched
from wirwissen.planner.ties import Audience, Fairest, fairest_listed
from wirwissen.planner.window_search import tied_series

LISTED_TOO = 150


def both(problem: Problem, widths: tuple[int, ...]) -> tuple[Fairest, Fairest] | None:
    """The fairest series by listing and by searching; `None` if there is no series."""
    found = candidates(problem)
    if not all(len(slots) for slots in found.allowed):
        return None
    graph, scales = build_graph(problem, found), Scales(problem.people)
    first = first_level(problem, found, graph, scales)
    if first is None:
        return None
    tied = tied_series(graph, first.costs, first.togo)
    audience = Audience(problem.people.free, found.reachable, scales, problem.levels)
    table = problem.people.table()
    chosen = np.concatenate(found.eligible)
    weights = np.where(table[chosen].any(axis=0), problem.people.weights, 0)
    outlook = look_ahead(tied, audience, table, weights)
    searched, _ = fairest_searched(tied, audience, outlook, seed=5, name=problem.id, widths=widths)
    return fairest_listed(tied, audience, seed=5, name=problem.id), searched


@pytest.mark.parametrize("widths", [(1 << 20,), (1, 3, 1 << 20)])
def test_search_equals_the_list(widths: tuple[int, ...]) -> None:
    for number in range(LISTED_TOO):
        found = both(random_problem(number).problem, widths)
        if found is not None:
            assert (number, found[1]) == (number, found[0])


def test_search_that_is_too_narrow_does_not_claim_ties() -> None:
    narrow = 0
    for number in range(LISTED_TOO):
        found = both(random_problem(number).problem, (1,))
        if found is not None and found[1].ties is None:
            narrow += 1
            assert found[1].bound <= found[0].levels <= found[1].levels
    assert narrow > 10

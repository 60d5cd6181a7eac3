"""One person answers anew: the same as planning from the start."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.planner.tiny import random_problem
from wirwissen.planner.candidates import candidates
from wirwissen.planner.costs import Scales
from wirwissen.planner.counting import count_all
from wirwissen.planner.first_level import blocks_of
from wirwissen.planner.graph import build_graph
from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import People, Problem
from wirwissen.planner.replan import Session
from wirwissen.planner.scanning import Scan
from wirwissen.planner.solve import Result, solve


def told(result: Result) -> tuple[object, ...]:
    return result.plan, result.objective, result.bound, result.ties, result.unreachable


def from_the_start(problem: Problem) -> Result:
    """Solve the problem as if its people came in anew, in another order and merged."""
    table, weights = problem.people.table(), problem.people.weights.tolist()
    groups = [
        (weight, sum(1 << slot for slot in range(len(table)) if table[slot, group]))
        for group, weight in enumerate(weights)
    ]
    return solve(replace(problem, people=People.of(groups, slots=len(table))))


@pytest.mark.parametrize(
    "problem",
    [
        problem_of(200, seed=1, periods=5),
        problem_of(150, seed=2, periods=6, weekday_differs=3),
        problem_of(90, seed=3, periods=5, groups=60),
        problem_of(900, seed=4, periods=4, groups=400),  # weights that leave bits of words empty
    ],
)
def test_changes_one_by_one_equal_planning_anew(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wirwissen.planner.bounded_search.SAMPLE_WORDS", 1)
    monkeypatch.setattr("wirwissen.planner.first_level.WORDS", 1)
    random, session = Random(5), Session(problem)
    alone = [g for g, weight in enumerate(problem.people.weights.tolist()) if weight == 1]
    for turn in range(8):
        avail = random.choice([0, random.getrandbits(len(problem.slots)), 1])

        result = session.change(random.choice(alone), avail)

        assert (turn, told(from_the_start(session.problem))) == (turn, told(result))
        assert not result.proven
        assert session.prove().proven


@pytest.mark.parametrize("seed", range(4))
def test_counts_stay_bounds_whatever_was_counted_before_a_change(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wirwissen.planner.first_level.WORDS", 1)
    problem, random = problem_of(300, seed=seed, periods=5), Random(seed)
    found = candidates(problem)
    graph, scales = build_graph(problem, found), Scales(problem.people)
    scan = Scan(graph, blocks_of(problem, found, graph, scales))
    arcs = [np.flatnonzero(fits) for fits in graph.fits]
    scan.bound_all()
    scan.raise_all(arcs, [int(np.median(low[w])) for low, w in zip(scan.lower, arcs, strict=True)])
    alone = np.flatnonzero(problem.people.weights == 1).tolist()

    for _ in range(20):
        misses = [np.array([random.random() < 0.5 for _ in slots]) for slots in graph.slots]
        scan.change_one(*scales.place_of(random.choice(alone), scan.blocks.words), misses)

    sets = [scan.blocks.meeting(t)[:, :, 0] for t in range(len(graph.slots))]
    exact = [each.ravel() for each in count_all(graph, sets, scan.factors, np.int64)]
    for t, windows in enumerate(arcs):
        done = scan.is_exact(t)[windows]
        assert 0 < done.sum() < len(done)
        assert (scan.lower[t][windows] <= exact[t][windows]).all()
        assert (scan.lower[t][windows][done] == exact[t][windows][done]).all()
    scan.raise_all(arcs, [problem.people.total] * len(arcs))
    for t, windows in enumerate(arcs):
        assert (scan.lower[t][windows] == exact[t][windows]).all()


def test_changes_of_tiny_problems_equal_planning_anew() -> None:
    changed = 0
    for number in range(80):
        problem, random = random_problem(number).problem, Random(number)
        alone = [g for g, weight in enumerate(problem.people.weights.tolist()) if weight == 1]
        if solve(problem).plan is None or not alone:
            continue
        session = Session(problem)
        for _ in range(3):
            changed += 1
            avail = random.getrandbits(len(problem.slots))

            result = session.change(random.choice(alone), avail)

            assert (number, told(from_the_start(session.problem))) == (number, told(result))
    assert changed > 40


def test_group_of_several_cannot_answer_as_one() -> None:
    session = Session(problem_of(90, seed=3, periods=5, groups=60))
    several = int((session.problem.people.weights > 1).argmax())

    with pytest.raises(ValueError, match="one person"):
        session.change(several, 0)

"""Reasons and explanation: true, in German, within the privacy rule."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Problem
from wirwissen.planner.reasons import explanation, sentences
from wirwissen.planner.solve import solve


def planned(count: int, seed: int = 1) -> tuple[Problem, tuple[int, ...]]:
    """Invented people and their best year."""
    problem = problem_of(count, seed=seed, periods=8)
    plan = solve(problem).plan
    assert plan is not None
    return problem, plan


def test_every_date_has_one_short_sentence_and_an_announced_one_says_so() -> None:
    problem, plan = planned(46)
    pinned = replace(problem, constraints=replace(problem.constraints, pinned={2: plan[2]}))

    found = sentences(pinned, plan)

    assert len(found) == 8
    assert found[2] == "Dieser Termin ist schon angekündigt und bleibt."
    for sentence in found:
        assert re.fullmatch(r"[A-ZÄÖÜ][^.!?]*\.", sentence)
        assert len(sentence.split()) <= 25
    assert len(set(found)) >= 4


@pytest.mark.parametrize("seed", range(3))
def test_no_figure_of_an_explanation_is_exact(seed: int) -> None:
    problem, plan = planned(46, seed)

    told = explanation(problem, plan, 20, 1)

    text = str(told)
    assert set(re.findall(r"(unter 5|etwa \d*[05]|mehr als 41|\d+) von 46", text)) <= {
        "unter 5",
        "mehr als 41",
        *(f"etwa {count}" for count in range(5, 45, 5)),
    }
    assert told["missed"] == "höchstens ein Zehntel der Gelegenheiten"
    assert told["never"] == "höchstens ein Zehntel der Menschen"


def test_a_small_group_gets_reasons_of_the_calendar_and_no_count() -> None:
    problem, plan = planned(14)

    told = explanation(problem, plan, 3, 0)

    assert set(told) == {"objective", "dates"}
    dates = told["dates"]
    assert isinstance(dates, list)
    assert all(set(date) == {"start", "reason"} for date in dates)
    assert not re.search("Menschen|passen", " ".join(sentences(problem, plan)))


def test_the_sentences_of_the_objective_name_the_window() -> None:
    problem, plan = planned(20)
    two = replace(problem, objective=replace(problem.objective, window=2))

    objective = explanation(two, plan, 3, 0)["objective"]

    assert isinstance(objective, list)
    assert "zwei Treffen hintereinander" in objective[0]
    assert objective[3] == "Bei Gleichstand entscheidet ein nachprüfbares Los."

"""Reasons and explanation: true, in German, within the privacy rule, fit for both houses."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import wirwissen.planner
from tests.planner.files import as_bytes, changed
from wirwissen.planner.baselines import longest_wait
from wirwissen.planner.explanation import clash, explanation
from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Problem
from wirwissen.planner.reading import read_problem
from wirwissen.planner.reasons import sentences
from wirwissen.planner.result import Result
from wirwissen.planner.solve import price_of_pins, solve


def planned(count: int, seed: int = 1) -> tuple[Problem, Result]:
    """Invented people and their best eight months, with two more series to choose from."""
    problem = problem_of(count, seed=seed, periods=8)
    result = solve(problem, alternatives=2)
    assert result.plan is not None
    return problem, result


def pinned(problem: Problem, result: Result) -> Problem:
    """The same with the third date of the plan announced."""
    assert result.plan is not None
    rules = replace(problem.constraints, pinned={2: result.plan[2]})
    return replace(problem, constraints=rules)


def test_every_date_has_one_short_sentence_and_an_announced_one_says_so() -> None:
    problem, result = planned(46)

    plan = result.plan or ()
    rules = replace(problem.constraints, pinned={t: plan[t] for t in (2, 3, 5)})
    found = sentences(replace(problem, constraints=rules), plan)

    assert len(found) == 8
    assert {found[t] for t in (2, 3, 5)} == {"Dieser Termin ist schon angekündigt und bleibt."}
    for sentence in found:
        assert re.fullmatch(r"[A-ZÄÖÜ][^.!?]*\.", sentence)
        assert len(sentence.split()) <= 25
    assert len(set(found)) >= 4


@pytest.mark.parametrize("seed", range(3))
def test_no_figure_of_an_explanation_is_exact(seed: int) -> None:
    problem, result = planned(46, seed)
    announced = pinned(problem, result)
    again = solve(announced, alternatives=2)

    told = explanation(announced, again, price_of_pins(announced, again).without)

    allowed = {"unter 5", "mehr als 41", *(f"etwa {count}" for count in range(5, 45, 5))}
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d|\d+(:\d\d)? Uhr|20\d\d", "", str(told))
    assert set(re.findall(r"(\w+ ?\w* \d+) von 46", text)) <= allowed
    assert set(re.findall(r"\d+", text)) <= {"46", "41", *map(str, range(5, 45, 5))}
    assert set(told) == {"objective", "dates", "missed", "never", "alternatives", "pins"}
    assert (told["missed"], told["never"]) == (
        "höchstens ein Zehntel der Gelegenheiten",
        "höchstens ein Zehntel der Menschen",
    )


def test_other_series_come_with_what_they_cost() -> None:
    problem, result = planned(46)

    told = explanation(problem, result)["alternatives"]

    assert isinstance(told, list)
    assert len(told) == len(result.alternatives) == 2
    pattern = r"Anders sind .* 2026\. Dabei warten [a-z ]+ lange, insgesamt können [a-z ]+\."
    assert all(re.fullmatch(pattern, sentence) for sentence in told)


def some_result(plan: tuple[int, ...]) -> Result:
    """A result with any plan, for what only reads the plan."""
    return Result(plan, False, (3, 0, 0, 0, 0, -40), (0,) * 6, 3, 0, None, 0)


def test_a_small_group_gets_reasons_of_the_calendar_and_no_count() -> None:
    problem = problem_of(14, seed=1, periods=8)
    result = some_result(longest_wait(problem))

    told = explanation(problem, result)

    assert set(told) == {"objective", "dates"}
    dates = told["dates"]
    assert isinstance(dates, list)
    assert all(set(date) == {"start", "reason"} for date in dates)
    assert not re.search("Menschen|passen", " ".join(sentences(problem, result.plan or ())))


def test_the_sentences_of_the_objective_name_the_window() -> None:
    problem = problem_of(20, seed=1, periods=8)
    two = replace(problem, objective=replace(problem.objective, window=2))

    objective = explanation(two, some_result(longest_wait(problem)))["objective"]

    assert isinstance(objective, list)
    assert "zwei Treffen hintereinander" in objective[0]
    assert objective[3] == "Bei Gleichstand entscheidet ein nachprüfbares Los."


def test_a_clash_is_told_in_a_sentence() -> None:
    problem = read_problem(as_bytes(changed("constraints.min_gap_days", 60)))

    assert clash(problem, ["pinned:0", "weekdays", "max_gap_days"]) == (
        "Diese Regeln lassen zusammen keine Reihe zu: der angekündigte Termin (Januar 2026), "
        "der Wechsel der Wochentage und der größte Abstand."
    )
    assert clash(problem, ["facilitators"]) == (
        "Eine Regel lässt keine Reihe zu: die Zahl derer, die leiten können."
    )
    told = explanation(problem, solve(problem))
    assert str(told["clash"]).endswith(".")


def test_a_period_without_any_slot_is_named() -> None:
    problem = read_problem(as_bytes(changed("periods", ["2026-01", "2026-02", "2026-03", "Pause"])))

    assert explanation(problem, solve(problem)) == {
        "clash": "Für Pause steht kein Termin zur Wahl."
    }


def test_no_text_of_the_planner_says_sie_or_du_or_a_banned_word() -> None:
    folder = Path(wirwissen.planner.__file__).parent
    texts = [
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]

    wrong = re.compile(
        r"\b(Sie|Ihnen|Ihre?n?|[Dd]u|[Dd]ir|[Dd]eine?|[Dd]ich|ungültig|verboten|leider|[Bb]itte|"
        r"unzulässig|vergessen)\b"
    )
    assert [text for text in texts if wrong.search(text) and "passen 5 von" not in text] == []

"""The picture of the year: whole XML, everything in words too, no exact count, no style."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from wirwissen.planner.baselines import longest_wait
from wirwissen.planner.people import problem_of
from wirwissen.planner.picture import picture
from wirwissen.planner.problem import Problem

SVG = "{http://www.w3.org/2000/svg}"


def planned(count: int, periods: int = 6) -> tuple[Problem, tuple[int, ...]]:
    """Invented people and a series; any will do for a picture."""
    problem = problem_of(count, seed=5, periods=periods)
    return problem, longest_wait(problem)


def test_the_picture_says_in_words_what_it_draws() -> None:
    problem, plan = planned(46)

    root = ElementTree.fromstring(picture(problem, plan))

    assert root.get("role") == "img"
    named = [element.get("id") for element in root if element.get("id")]
    assert root.get("aria-labelledby") == " ".join(str(name) for name in named)
    title, words = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc") or ""
    assert title == "Jahresplan: 6 Treffen, Januar 2026 bis Juni 2026"
    drawn = [text.text for text in root.iter(f"{SVG}text")]
    for slot in plan:
        start = problem.slots[slot].start
        assert f"{start.day}. " in words
        assert f"{start.day}." in drawn
    assert words.count("mindestens ein Treffen passt") == 4
    assert re.search(r"passt (unter 5|etwa \d+|mehr als 41) von 46", words)
    assert "style" not in picture(problem, plan)


def test_a_small_group_sees_dates_and_no_counts() -> None:
    problem, plan = planned(12)

    drawn = picture(problem, plan)

    assert not re.search("Passt|etwa|mehr als|Menschen", drawn)


def test_names_of_a_file_cannot_break_the_picture() -> None:
    problem, plan = planned(20, periods=3)
    hostile = replace(problem, periods=("<script>", "a&b\x00\x1b", "]]>" + "x" * 90))

    root = ElementTree.fromstring(picture(hostile, plan))

    assert not list(root.iter(f"{SVG}script"))
    assert "<script>" in [text.text for text in root.iter(f"{SVG}text")]


def test_series_shorter_than_a_window_and_none_at_all_are_drawn() -> None:
    problem, plan = planned(20, periods=2)

    assert "Eines von" not in picture(problem, plan)
    assert "Keine Reihe hält alle Regeln zugleich ein." in picture(problem, None)

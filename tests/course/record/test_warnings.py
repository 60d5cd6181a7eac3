"""The soft rules: they warn and change no state. Source: learning-record/1, "Warnings"."""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make


def codes(record: make.Document) -> list[str]:
    return [warning["code"] for warning in make.answer(record)["warnings"]]


def with_placements(no: int, *starts: str) -> make.Document:
    """A record whose internship `no` has placements that start on these days."""
    record = make.document()
    record["internships"][no - 1]["placements"] = [
        make.placement(80, **{"from": start, "to": "2026-12-31"}) for start in starts
    ]
    return record


def test_a_complete_record_has_no_warnings() -> None:
    assert codes(make.document()) == []


@pytest.mark.parametrize(
    ("portfolio", "wanted"),
    [
        pytest.param({"pages": 19}, ["pages"], id="one page too few"),
        pytest.param({"pages": 20}, [], id="the lower end is allowed"),
        pytest.param({"pages": 80}, [], id="the upper end is allowed"),
        pytest.param({"pages": 81}, ["pages"], id="one page too many"),
        pytest.param({"pages": 5, "handed_in_on": None}, [], id="not handed in"),
        pytest.param({"pages": 5, "handed_in_on": "2027-02-02"}, [], id="not handed in yet"),
    ],
)
def test_pages_warn_outside_the_range(portfolio: dict[str, Any], wanted: list[str]) -> None:
    record = make.document()
    record["portfolio"].update(portfolio)

    assert codes(record) == wanted


@pytest.mark.parametrize(
    ("starts", "wanted"),
    [
        pytest.param(["2026-01-11"], [], id="on the first day of the course"),
        pytest.param(["2026-01-10"], ["before_course"], id="a day before the course"),
        pytest.param(
            ["2026-01-10", "2025-12-01", "2026-04-01"], ["before_course"] * 2, id="one for each"
        ),
    ],
)
def test_a_placement_before_the_first_session(starts: list[str], wanted: list[str]) -> None:
    record = with_placements(1, *starts)
    record["internships"] = record["internships"][:1]

    assert codes(record) == wanted


def test_a_cancelled_first_session_does_not_start_the_course() -> None:
    record = with_placements(1, "2026-01-11")
    record["internships"] = record["internships"][:1]
    record["sessions"][0]["cancelled"] = True

    assert codes(record) == ["before_course"]


def test_without_an_uncancelled_session_nothing_is_before_the_course() -> None:
    record = make.document(sessions=[], attendance=[])

    assert codes(record) == []


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        pytest.param("2026-08-31", [], id="on the day the first one ends"),
        pytest.param("2026-08-30", ["order"], id="a day before the first one ends"),
    ],
)
def test_the_second_internship_comes_after_the_latest_end_of_the_first(
    start: str, wanted: list[str]
) -> None:
    record = with_placements(2, start)
    record["internships"][0]["placements"] = [
        make.placement(16, to="2026-08-31", confirmed_on=None),
        make.placement(24),
    ]

    assert codes(record) == wanted


def test_the_second_internship_before_any_placement_of_the_first() -> None:
    record = with_placements(1)

    assert codes(record) == ["order"]


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        pytest.param("2026-06-13", [], id="on the last day of the base phase"),
        pytest.param("2026-06-12", ["before_phase_end"], id="a day before it"),
    ],
)
def test_the_second_internship_before_the_end_of_the_base_phase(
    start: str, wanted: list[str]
) -> None:
    assert codes(with_placements(2, start)) == wanted


def test_a_cancelled_last_session_does_not_end_the_phase() -> None:
    record = with_placements(2, "2026-06-12")
    [last] = [session for session in record["sessions"] if session["date"] == "2026-06-13"]
    last["cancelled"] = True

    assert codes(record) == []


def test_a_phase_without_sessions_warns_of_nothing() -> None:
    record = with_placements(2, "2026-05-01")
    for part in record["programme"]["parts"]:
        part["phase"] = "advanced"
    record["programme"]["rules"]["internships"][1]["after"] = None

    assert codes(record) == []


def test_one_placement_can_be_early_in_three_ways() -> None:
    record = with_placements(2, "2026-01-01")

    assert codes(record) == ["before_course", "order", "before_phase_end"]


def test_warnings_change_no_state() -> None:
    record = with_placements(2, "2026-01-01")
    record["portfolio"]["pages"] = 500

    assert make.answer(record)["certificate"] == "possible"

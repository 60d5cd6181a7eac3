"""Internships. Source of each example: learning-record/1, "Internship" and settled points."""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make


def second(placements: list[make.Document], **changes: Any) -> Any:
    """The second internship (80 hours) with these placements."""
    record = make.document()
    record["internships"][1]["placements"] = placements
    record["internships"][1].update(changes.pop("entry", {}))
    return make.requirement({**record, **changes}, "internship-2")


@pytest.mark.parametrize(
    ("hours", "sum_of_hours", "state"),
    [
        pytest.param([80], 80, "met", id="80 of 80"),
        pytest.param([79.75], 79.75, "open", id="79.75 is not 80"),
        pytest.param([24.25, 55.75], 80, "met", id="quarters of two hosts make 80"),
        pytest.param([100], 100, "met", id="more than asked"),
        pytest.param([], 0, "open", id="no placement"),
    ],
)
def test_confirmed_hours_against_the_target(
    hours: list[float], sum_of_hours: float, state: str
) -> None:
    found = second([make.later_placement(each) for each in hours])

    assert (found["hours"], found["target"], found["state"]) == (sum_of_hours, 80, state)


@pytest.mark.parametrize(
    ("confirmed_on", "hours"),
    [
        pytest.param(None, 40, id="unconfirmed hours do not count"),
        pytest.param("2027-02-01", 80, id="confirmed on the day asked"),
        pytest.param("2027-02-02", 40, id="confirmed a day later"),
    ],
)
def test_hours_count_from_their_confirmation(confirmed_on: str | None, hours: float) -> None:
    found = second([make.later_placement(40), make.later_placement(40, confirmed_on=confirmed_on)])

    assert found["hours"] == hours


@pytest.mark.parametrize(
    ("to", "hours"),
    [
        pytest.param("2027-02-01", 80, id="ended on the day asked"),
        pytest.param("2027-02-02", 0, id="ends a day later, although confirmed before"),
    ],
)
def test_where_no_confirmation_is_asked_the_last_day_dates_a_placement(
    to: str, hours: float
) -> None:
    rules = [{"no": 2, "hours": 80, "report": False, "confirmation": False}]
    record = make.changed(make.document(), programme=make.programme(internships=rules))
    record["internships"] = [
        {"no": 2, "placements": [make.later_placement(80, to=to)], "report_on": None}
    ]

    assert make.requirement(record, "internship-2")["hours"] == hours


@pytest.mark.parametrize(
    ("report_on", "report", "state"),
    [
        pytest.param(None, False, "open", id="no report"),
        pytest.param("2027-02-01", True, "met", id="a report of the day asked"),
        pytest.param("2027-02-02", False, "open", id="a report of the day after"),
    ],
)
def test_the_report_belongs_to_it(report_on: str | None, report: bool, state: str) -> None:
    found = second([make.later_placement(80)], entry={"report_on": report_on})

    assert (found["report"], found["state"]) == (report, state)


@pytest.mark.parametrize(
    ("report_on", "report", "state"),
    [
        pytest.param("2028-12-13", True, "met", id="on the last day of the deadline"),
        pytest.param("2028-12-14", False, "not_met", id="a day after the deadline"),
    ],
)
def test_a_late_report_does_not_count(report_on: str, report: bool, state: str) -> None:
    found = second([make.later_placement(80)], entry={"report_on": report_on}, as_of="2029-01-01")

    assert (found["report"], found["state"]) == (report, state)


def test_hours_confirmed_after_the_deadline_do_not_count() -> None:
    found = second([make.later_placement(80, confirmed_on="2028-12-14")], as_of="2029-01-01")

    assert (found["hours"], found["state"]) == (0, "not_met")


def test_a_report_is_not_needed_where_none_is_asked() -> None:
    rules = [{"no": 1, "hours": 40, "report": False, "confirmation": True}]
    record = make.changed(make.document(), programme=make.programme(internships=rules))
    record["internships"] = [
        {"no": 1, "placements": [make.placement(40)], "report_on": None},
    ]

    found = make.requirement(record, "internship-1")

    assert (found["state"], found["report"]) == ("met", False)


def test_an_internship_without_an_entry_is_open_with_zero_hours() -> None:
    record = make.changed(make.document(), internships=[])

    found = make.requirement(record, "internship-1")

    assert (found["state"], found["hours"], found["report"]) == ("open", 0, False)


def test_internships_come_in_the_order_of_the_rules() -> None:
    record = make.document()
    record["internships"].reverse()

    ids = [one["id"] for one in make.answer(record)["requirements"]]

    assert ids[1:3] == ["internship-1", "internship-2"]


def test_a_placement_of_a_single_day_is_a_placement() -> None:
    found = second([make.later_placement(80, to="2026-09-01")])

    assert found["state"] == "met"

"""A limit in days, with exact thirds. Source of each example: learning-record/1, `days`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make


def in_days(record: make.Document, days: float = 1) -> Any:
    programme = make.programme(absence={"days": days})
    return make.requirement({**record, "programme": programme}, "absence")


@pytest.mark.parametrize(
    ("missed", "used", "to_make_up", "state"),
    [
        pytest.param({"m1_1": 7}, 1, 0, "met", id="a whole day"),
        pytest.param({"m1_1": 7, "m1_2": 2}, 1.25, 0.25, "open", id="and a quarter of another"),
        pytest.param({"m1_1": 7, "m2_1": 1}, 1.14, 0.14, "open", id="a seventh, rounded for print"),
        pytest.param({"m1_2": 1}, 0.13, 0, "met", id="an eighth is rounded half up"),
    ],
)
def test_days_are_shares_of_their_planned_units(
    missed: dict[str, float], used: float, to_make_up: float, state: str
) -> None:
    found = in_days(make.absent(make.document(), **missed))

    assert (found["used"], found["to_make_up"], found["state"]) == (used, to_make_up, state)


def thirds_of_days(count: int) -> make.Document:
    """A course of days with 6 UE each, of which `count` were missed by a third."""
    record = make.document()
    for session, row in zip(record["sessions"], record["attendance"], strict=True):
        session["units"] = row["units"] = 6
    for row in record["attendance"][:count]:
        row["units"] = 4
    return record


def test_three_thirds_are_exactly_one_day() -> None:
    found = in_days(thirds_of_days(3))

    assert (found["used"], found["left"], found["state"]) == (1, 0, "met")


def test_four_thirds_are_a_third_too_many() -> None:
    found = in_days(thirds_of_days(4))

    assert (found["used"], found["to_make_up"], found["state"]) == (1.33, 0.33, "open")


def test_two_sessions_of_one_date_make_one_day() -> None:
    record = make.absent(make.document(), m1_1=7)
    record["sessions"][1]["date"] = record["sessions"][0]["date"]

    # 7 of 7 + 8 planned units.
    assert in_days(record)["used"] == 0.47


def test_an_unfilled_session_is_no_planned_part_of_its_date() -> None:
    record = make.absent(make.document(), m1_1=7)
    record["sessions"][1]["date"] = record["sessions"][0]["date"]
    del record["attendance"][1]

    found = in_days(record)

    assert (found["used"], found["unfilled"], found["state"]) == (1, 8, "open")


def test_days_of_a_makeup_cover_days_of_their_part_only() -> None:
    record = make.absent(make.document(), m1_1=7, m1_2=2, m2_1=7)
    record["makeups"] = [make.makeup("m1", 0, days=3)]

    found = in_days(record)

    assert (found["used"], found["covered"], found["state"]) == (1, 1.25, "met")


def test_a_date_shared_by_two_parts_is_shared_by_their_missed_units() -> None:
    record = make.absent(make.document(), m1_1=7, m2_1=7)
    record["sessions"][3]["date"] = record["sessions"][0]["date"]
    record["makeups"] = [make.makeup("m1", 0, days=1)]

    found = in_days(record, days=0)

    assert (found["used"], found["covered"]) == (0.5, 0.5)


def test_unfilled_and_reachable_are_units_when_the_rule_counts_days() -> None:
    record = make.changed(make.document(), as_of="2026-12-11")
    record["attendance"] = record["attendance"][:-3]

    found = in_days(record)

    assert (found["unfilled"], found["reachable"]) == (7, 15)


def test_a_cancelled_session_is_no_planned_part_of_its_date() -> None:
    record = make.absent(make.document(), m1_1=7)
    record["sessions"][1].update(date=record["sessions"][0]["date"], cancelled=True)

    assert in_days(record)["used"] == 1


def test_a_day_to_come_is_not_missed_yet() -> None:
    record = make.changed(make.absent(make.document(), m12_1=7), as_of="2026-12-10")

    found = in_days(record)

    assert (found["used"], found["reachable"]) == (0, 22)

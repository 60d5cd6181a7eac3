"""The absence rule, example by example. Source of each: learning-record/1, "Absence" and settled
points; the numbers are LVR's 264 UE at 10 %, of which 26 may be missed.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make

FIGURES = ("state", "used", "left", "to_make_up", "covered")


def absence(record: make.Document) -> Any:
    return make.requirement(record, "absence")


def figures(record: make.Document) -> tuple[Any, ...]:
    found = absence(record)
    return tuple(found[name] for name in FIGURES)


@pytest.mark.parametrize(
    ("missed", "makeups", "wanted"),
    [
        pytest.param(0, [], ("met", 0, 26, 0, 0), id="nothing missed"),
        pytest.param(26, [], ("met", 26, 0, 0, 0), id="26 of 264 may be missed"),
        pytest.param(26.25, [], ("open", 26.25, 0, 0.25, 0), id="a quarter more has to be made up"),
        pytest.param(27, [], ("open", 27, 0, 1, 0), id="27 are one too many"),
        pytest.param(
            27, [("m1", 1)], ("met", 26, 0, 0, 1), id="27 and one made up elsewhere are fine"
        ),
        pytest.param(
            27, [("m1", 0.75)], ("open", 26.25, 0, 0.25, 0.75), id="three quarters are not enough"
        ),
        pytest.param(
            27, [("m9", 22)], ("open", 27, 0, 1, 0), id="a make-up covers nothing in another part"
        ),
        pytest.param(
            27, [("m2", 22)], ("met", 22, 4, 0, 5), id="it covers at most what its part lacks"
        ),
        pytest.param(
            27, [("m2", 3), ("m2", 3)], ("met", 22, 4, 0, 5), id="two in one part share that limit"
        ),
        pytest.param(
            44, [("m1", 20), ("m2", 20)], ("met", 4, 22, 0, 40), id="20 there cover 20 here"
        ),
    ],
)
def test_missed_and_made_up_units_against_the_limit(
    missed: float, makeups: list[tuple[str, float]], wanted: tuple[Any, ...]
) -> None:
    # The first 22 units are those of module 1, the next ones those of module 2.
    record = make.missing_units(missed)
    record["makeups"] = [make.makeup(part, units) for part, units in makeups]

    assert figures(record) == wanted


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        pytest.param({}, 1, id="confirmed and present"),
        pytest.param({"confirmed_on": None}, 0, id="not confirmed yet"),
        pytest.param({"present": False}, 0, id="confirmed without presence"),
        pytest.param({"confirmed_on": "2027-02-01"}, 1, id="confirmed on the day asked"),
        pytest.param({"confirmed_on": "2027-02-02"}, 0, id="confirmed a day after the day asked"),
        pytest.param({"to": "2027-06-30"}, 1, id="its own dates do not date it"),
    ],
)
def test_a_makeup_counts_by_its_confirmation(changes: dict[str, Any], covered: float) -> None:
    record = make.missing_units(27)
    record["makeups"] = [make.makeup("m1", 1, **changes)]

    assert absence(record)["covered"] == covered


@pytest.mark.parametrize(
    ("confirmed_on", "state"),
    [
        pytest.param("2028-12-13", "met", id="on the last day"),
        pytest.param("2028-12-14", "not_met", id="a day late"),
    ],
)
def test_a_makeup_after_the_deadline_does_not_count(confirmed_on: str, state: str) -> None:
    record = make.missing_units(27)
    record["makeups"] = [make.makeup("m1", 1, confirmed_on=confirmed_on)]
    record["as_of"] = "2029-01-01"

    assert absence(record)["state"] == state


def test_cancelled_sessions_count_nowhere() -> None:
    record = make.absent(make.document(), m1_1=7)
    record["sessions"][0]["cancelled"] = True

    assert figures(record) == ("met", 0, 26, 0, 0)


def test_a_module_that_was_cancelled_takes_nothing_from_a_person() -> None:
    record = make.document()
    for session in record["sessions"][-3:]:
        session["cancelled"] = True
    record["attendance"] = record["attendance"][:-3]

    found = absence(record)

    assert (found["state"], found["unfilled"], found["allowed"]) == ("met", 0, 26)


def test_being_excused_is_a_reason_and_no_presence() -> None:
    record = make.missing_units(27)
    for row in record["attendance"]:
        row["excused"] = "krank"

    assert absence(record)["used"] == 27


def test_a_held_session_without_a_row_is_neither_present_nor_absent() -> None:
    record = make.document()
    del record["attendance"][1]

    found = absence(record)

    assert (found["state"], found["used"], found["unfilled"]) == ("open", 0, 8)


def test_a_row_of_zero_units_is_a_row() -> None:
    record = make.absent(make.document(), m1_2=8)

    found = absence(record)

    assert (found["state"], found["used"], found["unfilled"]) == ("met", 8, 0)


@pytest.mark.parametrize(
    ("as_of", "unfilled", "reachable"),
    [
        pytest.param("2026-12-11", 7, 15, id="a session of today is held"),
        pytest.param("2026-12-10", 0, 22, id="a session of tomorrow is still to come"),
    ],
)
def test_held_means_on_or_before_the_day_asked(as_of: str, unfilled: int, reachable: int) -> None:
    record = make.changed(make.document(), as_of=as_of)
    record["attendance"] = record["attendance"][:-3]

    found = absence(record)

    assert (found["state"], found["unfilled"], found["reachable"]) == ("open", unfilled, reachable)


def test_a_row_of_a_session_to_come_changes_nothing() -> None:
    record = make.changed(make.absent(make.document(), m12_1=7), as_of="2026-12-10")

    found = absence(record)

    assert (found["used"], found["reachable"]) == (0, 22)


def test_over_the_limit_is_open_until_the_deadline_and_not_met_after_it() -> None:
    record = make.missing_units(27)

    on_the_day = absence({**record, "as_of": "2028-12-13"})["state"]
    a_day_later = absence({**record, "as_of": "2028-12-14"})["state"]

    assert (on_the_day, a_day_later) == ("open", "not_met")


def test_an_unfilled_sheet_stays_open_past_the_deadline() -> None:
    record = make.changed(make.missing_units(26), as_of="2029-01-01")
    del record["attendance"][-1]

    assert absence(record)["state"] == "open"


def test_over_the_limit_past_the_deadline_is_not_met_even_with_unfilled_sheets() -> None:
    record = make.changed(make.missing_units(27), as_of="2029-01-01")
    del record["attendance"][-1]

    assert absence(record)["state"] == "not_met"


def test_rounding_down_never_rounds_up() -> None:
    rule = {"percent": 11.25, "of": "programme", "rounding": "down"}
    record = make.document(programme=make.programme(absence=rule))

    assert absence(record)["allowed"] == 29  # of 29.7


@pytest.mark.parametrize(
    ("rounding", "missed", "allowed", "state"),
    [
        pytest.param("down", 26.25, 26, "open", id="down: 26.25 are over 26"),
        pytest.param("exact", 26.25, 26.4, "met", id="exact: 26.25 are within 26.4"),
        pytest.param("exact", 26.5, 26.4, "open", id="exact: 26.5 are over 26.4"),
    ],
)
def test_rounding_of_the_limit(rounding: str, missed: float, allowed: float, state: str) -> None:
    rule = {"percent": 10, "of": "programme", "rounding": rounding}
    record = make.changed(make.missing_units(missed), programme=make.programme(absence=rule))

    found = absence(record)

    assert (found["allowed"], found["state"]) == (allowed, state)


PER_PART = {"percent": 10, "of": "part", "rounding": "exact"}


def per_part(record: make.Document) -> Any:
    return absence({**record, "programme": make.programme(absence=PER_PART)})


@pytest.mark.parametrize(
    ("missed", "part", "state", "to_make_up"),
    [
        pytest.param({"m3_1": 2}, "m3", "met", 0, id="2 of 22 are within 2.2"),
        pytest.param({"m3_1": 2.25}, "m3", "open", 0.05, id="2.25 of 22 are over 2.2"),
        pytest.param({"m3_1": 3, "m5_1": 4}, "m5", "open", 1.8, id="the part furthest over"),
        pytest.param({"m3_1": 4, "m5_1": 4}, "m3", "open", 1.8, id="the first of two equals"),
    ],
)
def test_percent_of_each_part_shows_the_part_furthest_over(
    missed: dict[str, float], part: str, state: str, to_make_up: float
) -> None:
    found = per_part(make.absent(make.document(), **missed))

    shown = (found["part"], found["state"], found["to_make_up"], found["allowed"])
    assert shown == (part, state, to_make_up, 2.2)


def test_percent_of_each_part_takes_the_worst_state_but_one_parts_figures() -> None:
    record = make.changed(make.absent(make.document(), m3_1=2), as_of="2026-11-30")

    found = per_part(record)

    # Module 12 is still to come, so the whole is open; module 3 is shown and has nothing to come.
    assert (found["state"], found["part"], found["used"], found["reachable"]) == (
        "open",
        "m3",
        2,
        0,
    )


def test_percent_of_each_part_rounds_down_in_each_part() -> None:
    rule = {**PER_PART, "rounding": "down"}
    record = make.absent(make.document(), m3_1=2.25)

    found = absence({**record, "programme": make.programme(absence=rule)})

    assert (found["allowed"], found["part"], found["to_make_up"]) == (2, "m3", 0.25)


def test_the_part_furthest_over_is_not_the_one_missed_most() -> None:
    record = make.absent(make.document(), m3_1=5, m5_1=4)
    programme = make.programme(absence=PER_PART)
    programme["parts"][2]["units"] = 40

    found = absence({**record, "programme": programme})

    # Module 3: 5 - 4 = 1 over; module 5: 4 - 2.2 = 1.8 over.
    assert (found["part"], found["to_make_up"]) == ("m5", 1.8)

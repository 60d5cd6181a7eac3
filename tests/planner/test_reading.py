"""Reading `rota-series/1`: every place that cannot be used is named. Source: the year planner."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner.files import as_bytes, as_file, changed, document
from tests.planner.tiny import random_problem
from wirwissen.planner.errors import BadInput
from wirwissen.planner.problem import Constraints, Facilitators, Objective, Slot
from wirwissen.planner.reading import read_problem


def refusal(source: object) -> tuple[str, str]:
    """Place and reason of the refusal of a file."""
    with pytest.raises(BadInput) as caught:
        read_problem(source if isinstance(source, (bytes, str)) else as_bytes(source))
    return caught.value.place, caught.value.reason


def test_everything_in_the_file_arrives() -> None:
    at = datetime.fromisoformat
    problem = read_problem(as_bytes(document()))

    assert (problem.id, problem.timezone) == ("example", "Europe/Berlin")
    assert problem.periods == ("2026-01", "2026-02", "2026-03")
    assert problem.slots[3] == Slot(at("2026-02-12T10:00"), at("2026-02-12T12:00"), 1)
    assert problem.people.table().T.tolist() == [
        [True, False, True, False, True, False],
        [False, True, False, True, False, True],
        [True] * 6,
    ]
    assert problem.people.weights.tolist() == [1, 2, 1]
    assert problem.facilitators == Facilitators(1, (0x3F, 0x15))
    assert problem.constraints == Constraints(
        weekday_differs=1,
        previous_weekdays=(3, 0),
        previous_date=date(2025, 12, 15),
        min_gap=14,
        max_gap=45,
        excluded=frozenset({date(2026, 2, 11)}),
        pinned={0: 0},
    )
    assert problem.objective == Objective(window=3, levels=4)


def test_what_is_missing_has_the_defaults_of_the_format() -> None:
    bare = document()
    for key in ("facilitators", "constraints", "objective"):
        bare[key] = {}
    empty = read_problem(as_bytes(bare))
    for key in ("facilitators", "constraints", "objective"):
        del bare[key]
    absent = read_problem(as_bytes(bare))

    rules = Constraints(weekday_differs=2, min_gap=14, max_gap=45)
    assert (empty.constraints, empty.objective) == (rules, Objective(3, 4))
    assert (absent.constraints, absent.objective) == (rules, Objective(3, 4))
    assert (empty.facilitators, absent.facilitators) == (Facilitators(2), Facilitators(0))


def test_equal_answers_become_one_group_and_the_order_of_keys_does_not_matter() -> None:
    groups = [{"avail": "3f", "weight": 2, "note": 1}, {"weight": 3, "avail": "00000000000000003F"}]

    people = read_problem(as_bytes(changed("groups", groups))).people

    assert people.weights.tolist() == [5]


def test_gap_limits_that_exclude_each_other_are_a_clash_and_no_bad_file() -> None:
    rules = read_problem(as_bytes(changed("constraints.max_gap_days", 3))).constraints

    assert (rules.min_gap, rules.max_gap) == (14, 3)


WRONG: list[tuple[str, object, str, str]] = [
    ("format", "rota-series/2", "format", "unbekannt; erwartet ist rota-series/1"),
    ("id", "", "id", "leerer Text"),
    ("id", "\ud800", "id", "enthält ein halbes Zeichen"),
    ("timezone", "Europe/Nowhere", "timezone", "diese Zeitzone gibt es nicht"),
    ("timezone", "../../etc/passwd", "timezone", "diese Zeitzone gibt es nicht"),
    ("periods", [], "periods", "leer; erwartet ist mindestens ein Zeitraum"),
    ("periods", None, "periods", "null; erwartet ist eine Liste"),
    ("periods.1", "2026-01", "periods[1]", "steht schon als periods[0]"),
    ("periods.1", 7, "periods[1]", "erwartet ist ein Text"),
    ("slots", {}, "slots", "ein Objekt; erwartet ist eine Liste"),
    ("slots.2", 5, "slots[2]", "erwartet ist ein Objekt"),
    ("slots.2.start", "2026-02-30T10:00", "slots[2].start", '"2026-02-30T10:00"; erwartet ist'),
    ("slots.2.start", "2026-02-11T19:30Z", "slots[2].start", "erwartet ist eine Ortszeit"),
    ("slots.2.start", "2026-02-11 19:30", "slots[2].start", "erwartet ist eine Ortszeit"),
    ("slots.2.start", 20260211, "slots[2].start", "erwartet ist eine Ortszeit"),
    ("slots.2.end", "2026-02-11T19:30", "slots[2].end", "liegt nicht nach dem Beginn"),
    ("slots.2.period", 3, "slots[2].period", "3; erwartet ist eine ganze Zahl von 0 bis 2"),
    ("slots.2.period", -1, "slots[2].period", "-1; erwartet ist"),
    ("slots.2.period", True, "slots[2].period", "true; erwartet ist eine ganze Zahl"),
    ("slots.2.period", 1.0, "slots[2].period", "eine Zahl; erwartet ist eine ganze Zahl"),
    ("slots.2.period", [0, 1], "slots[2].period", "eine Liste; erwartet ist eine ganze Zahl"),
    ("slots.2.start", "2026-01-13T19:30", "slots[2].start", "steht schon als slots[0] in einem an"),
    ("slots.1.start", "2026-01-13T19:30", "slots[1].start", "steht schon als slots[0]"),
    ("groups", "3f", "groups", "ein Text; erwartet ist eine Liste"),
    ("groups.1", "3f", "groups[1]", "ein Text; erwartet ist ein Objekt"),
    ("groups.1.weight", 0, "groups[1].weight", "0; erwartet ist eine ganze Zahl von 1 bis"),
    ("groups.1.weight", True, "groups[1].weight", "true; erwartet ist eine ganze Zahl"),
    ("groups.1.weight", 1.5, "groups[1].weight", "eine Zahl; erwartet ist eine ganze Zahl"),
    ("groups.1.weight", 1 << 40, "groups", "zusammen mehr als"),
    ("groups.1.weight", 1 << 90, "groups[1].weight", "eine zu große Zahl; erwartet ist"),
    ("groups.1.avail", "2g", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "0x2a", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "-2", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "2 a", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "2a\n", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "٣", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", "", "groups[1].avail", "keine hexadezimale Zahl"),
    ("groups.1.avail", 42, "groups[1].avail", "erwartet ist eine hexadezimale Zahl als Text"),
    ("groups.1.avail", "40", "groups[1].avail", "nennt den Termin 6; es gibt nur 6 Termine"),
    ("facilitators.min_available", -1, "facilitators.min_available", "-1; erwartet ist"),
    ("facilitators.avail.1", "140", "facilitators.avail[1]", "nennt den Termin 8"),
    ("facilitators.avail.1", None, "facilitators.avail[1]", "null; erwartet ist eine hex"),
    ("facilitators.least", 1, "facilitators.least", "unbekannt; möglich sind min_available, avail"),
    ("constraints.min_gap", 3, "constraints.min_gap", "unbekannt; möglich sind weekday_differs_fr"),
    ("constraints.weekday_differs_from_previous", -1, "*", "-1; erwartet ist"),
    ("constraints.previous_weekdays.1", 7, "constraints.previous_weekdays[1]", "7; erwartet ist"),
    (
        "constraints.previous_date",
        "15.12.2025",
        "constraints.previous_date",
        "erwartet ist ein Tag",
    ),
    ("constraints.min_gap_days", "14", "constraints.min_gap_days", "ein Text; erwartet ist"),
    ("constraints.max_gap_days", -1, "constraints.max_gap_days", "-1; erwartet ist"),
    ("constraints.excluded_dates.0", "2026-13-01", "constraints.excluded_dates[0]", "erwartet ist"),
    ("constraints.pinned", [], "constraints.pinned", "eine Liste; erwartet ist ein Objekt"),
    ("constraints.pinned.x", "2026-01-13T19:30", "constraints.pinned.x", "kein Zeitraum"),
    ("constraints.pinned.3", "2026-01-13T19:30", "constraints.pinned.3", "kein Zeitraum; erwartet"),
    ("constraints.pinned.0", "2026-01-13", "constraints.pinned.0", "erwartet ist eine Ortszeit"),
    ("constraints.pinned.0", "2026-01-14T19:30", "*", "dieser Termin steht nicht unter slots"),
    ("constraints.pinned.1", "2026-01-13T19:30", "*", "slots[0] liegt im Zeitraum 0"),
    ("objective.window", 1, "objective.window", "1; erwartet ist eine ganze Zahl von 2 bis 4"),
    ("objective.window", 5, "objective.window", "5; erwartet ist eine ganze Zahl von 2 bis 4"),
    ("objective.leximin_levels", 0, "objective.leximin_levels", "0; erwartet ist"),
    ("objective.levels", 4, "objective.levels", "unbekannt; möglich sind window, leximin_levels"),
]


@pytest.mark.parametrize(("path", "value", "place", "reason"), WRONG)
def test_one_wrong_place_is_named(path: str, value: object, place: str, reason: str) -> None:
    named, said = refusal(changed(path, value))

    assert named == (path if place == "*" else place)
    assert reason in said


@pytest.mark.parametrize("key", ["format", "id", "timezone", "periods", "slots", "groups"])
def test_a_missing_field_is_named(key: str) -> None:
    assert refusal(changed(key)) == (key, "fehlt")


@pytest.mark.parametrize("path", ["slots.1.end", "slots.0.period", "groups.2.weight"])
def test_a_missing_field_further_down_is_named(path: str) -> None:
    name, index, key = path.split(".")

    assert refusal(changed(path)) == (f"{name}[{index}].{key}", "fehlt")


@pytest.mark.parametrize(
    ("source", "place", "reason"),
    [
        pytest.param(b"", "Eingabe", "leer; erwartet ist ein JSON-Objekt", id="empty"),
        pytest.param(b" \n", "Eingabe", "leer; erwartet ist ein JSON-Objekt", id="blank"),
        pytest.param(b"\xff", "Eingabe", "kein UTF-8 ab Byte 0; erwartet", id="no text"),
        pytest.param(b"\xef\xbb\xbf{}", "Eingabe", "beginnt mit einer Byte-Marke", id="a mark"),
        pytest.param(b'{\n "a": }', "Zeile 2, Spalte 7", "hier endet das lesbare JSON", id="torn"),
        pytest.param(b"[" * 100_000, "Eingabe", "zu tief verschachtelt", id="deep"),
        pytest.param(b"[" + b"1" * 5000 + b"]", "Eingabe", "zu vielen Stellen", id="digits"),
        pytest.param(b'{"a": NaN}', "Eingabe", "NaN ist keine Zahl in JSON", id="no number"),
        pytest.param(b"[]", "Eingabe", "eine Liste; erwartet ist ein Objekt", id="a list"),
        pytest.param(b'{"id": 1, "x": 2, "id": 1}', "id", "steht zweimal", id="twice"),
        pytest.param(b'{"weight": 1, "avail": "3f"}', "format", "fehlt", id="a group alone"),
    ],
)
def test_what_is_no_json_object_is_named(source: bytes, place: str, reason: str) -> None:
    named, said = refusal(source)

    assert named == place
    assert reason in said


def test_a_field_twice_in_a_slot_is_named() -> None:
    text = json.dumps(document()).replace('"period": 2', '"period": 2, "period": 1', 1)

    assert refusal(text) == ("slots[4].period", "steht zweimal im selben Objekt")


def test_no_slots_and_no_people_are_a_question_too() -> None:
    empty = changed("groups", [{"weight": 1, "avail": "0"}], changed("slots", []))
    empty["facilitators"], empty["constraints"] = {}, {}

    problem = read_problem(as_bytes(empty))
    assert (problem.people.free.shape[0], problem.people.total) == (0, 1)
    empty["groups"] = []
    assert read_problem(as_bytes(empty)).people.total == 0


@pytest.mark.parametrize("number", range(40))
def test_a_problem_written_as_a_file_is_the_same_problem(number: int) -> None:
    problem = random_problem(number).problem
    if len({slot.start for slot in problem.slots}) < len(problem.slots):
        return  # a file may name each start once only

    assert read_problem(as_file(problem)).digest() == problem.digest()


def values() -> st.SearchStrategy[Any]:
    """Any JSON value, with what the format uses more often than chance would."""
    likely = st.sampled_from(
        [0, 1, -1, 2**63, 1e400, 0.5, True, None, "", "3f", "2026-01-13T19:30", "2026-01-13", "0"]
    )
    leaves = likely | st.integers() | st.floats() | st.text(max_size=5) | st.booleans()
    keys = st.sampled_from(["weight", "avail", "start", "end", "period", "0", "pinned"])
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=8,
    )


def _paths(value: Any, above: str = "") -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in inner:
        found.append(f"{above}{key}")
        if isinstance(item, (dict, list)):
            found += _paths(item, f"{above}{key}.")
    return found


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(_paths(document())), values()), min_size=1, max_size=3))
def test_any_value_anywhere_is_read_or_refused_in_one_line(places: list[tuple[str, Any]]) -> None:
    whole = document()
    for path, value in places:
        try:
            whole = changed(path, value, whole)
        except (KeyError, IndexError, TypeError, ValueError):  # an earlier change took the place
            continue
    try:
        problem = read_problem(as_bytes(whole))
    except BadInput as error:
        assert error.place
        assert "\n" not in str(error)
        str(error).encode("utf-8")
    else:
        assert problem.periods


@settings(max_examples=150)
@given(st.integers(0, len(as_bytes(document())) - 1), st.binary(max_size=4), st.integers(0, 4))
def test_any_damage_to_the_text_is_read_or_refused(place: int, put: bytes, cut: int) -> None:
    text = as_bytes(document())
    try:
        read_problem(text[:place] + put + text[place + cut :])
    except BadInput as error:
        str(error).encode("utf-8")

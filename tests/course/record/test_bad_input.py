"""Every bad input that the format names: exit status 2, one line with the place, no answer.

Source of each example: learning-record/1, the paragraph on the output and the settled points.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make

A_ROW = make.row("m1-1", 7)
A_MAKEUP = make.makeup("m1", 7)
RULES = "programme.rules"
REST = "jedes Feld des Formats ist nötig"


def line_for(record: object) -> str:
    """The error line for a bad record."""
    status, answer, errors = make.ask(record)
    assert (status, answer) == (2, None)
    assert errors.endswith("\n")
    assert errors.count("\n") == 1
    return errors.rstrip("\n")


REFERENCES = [
    ("an unknown part of a session", "sessions[2].part", "m99"),
    ("an unknown session of a row", "attendance[2].session", "s99"),
    ("an internship without a rule", "internships[1].no", 3),
    ("an internship after an unknown one", f"{RULES}.internships[1].after", 9),
    ("two parts with one id", "programme.parts[4].id", "m1"),
    ("two sessions with one id", "sessions[1].id", "m1-1"),
    ("two rows for one session", "attendance[1].session", "m1-1"),
    ("two internships with one number", "internships[1].no", 1),
    ("two rules with one number", f"{RULES}.internships[1].no", 1),
]

NUMBERS = [
    ("more units attended than planned", "attendance[3].units", 8),
    ("a quarter more attended than planned", "attendance[3].units", 7.25),
    ("negative attended units", "attendance[3].units", -1),
    ("finer attended units than quarters", "attendance[3].units", 6.9),
    ("a session of 0 units", "sessions[0].units", 0),
    ("a session of negative units", "sessions[0].units", -7),
    ("finer session units than quarters", "sessions[0].units", 7.3),
    ("a part of 0 units", "programme.parts[0].units", 0),
    ("finer part units than quarters", "programme.parts[0].units", 22.1),
    ("negative hours", "internships[0].placements[1].hours", -16),
    ("hours to the minute", "internships[0].placements[1].hours", 16.1),
    ("negative target hours", f"{RULES}.internships[0].hours", -40),
    ("finer target hours than quarters", f"{RULES}.internships[0].hours", 40.3),
    ("finer percent than quarters", f"{RULES}.absence.percent", 10.1),
    ("negative percent", f"{RULES}.absence.percent", -10),
    ("money finer than cents", "payments.paid", 2449.999),
    ("negative money", "payments.due", -1),
    ("half a page", "portfolio.pages", 33.5),
    ("negative pages", "portfolio.pages", -1),
    ("half a minute", f"{RULES}.presentation.minutes", 14.5),
    ("half a month", f"{RULES}.late_months", 23.5),
    ("negative months", f"{RULES}.late_months", -24),
    ("a deadline after the year 9999", f"{RULES}.late_months", 999_999_999),
    ("half a signature", f"{RULES}.suitability_signatures", 1.5),
    ("negative signatures", f"{RULES}.suitability_signatures", -2),
    ("half a page at least", f"{RULES}.portfolio.pages_min", 19.5),
    ("negative pages at most", f"{RULES}.portfolio.pages_max", -80),
    ("half an internship", "internships[0].no", 1.5),
]

DATES = [
    ("a day that does not exist", "sessions[0].date", "2026-02-30"),
    ("a leap day in a plain year", "closing_on", "2027-02-29"),
    ("the year 0", "as_of", "0000-01-01"),
    ("a German date", "as_of", "01.02.2027"),
    ("a date without hyphens", "as_of", "20270201"),
    ("a week date", "as_of", "2027-W05-1"),
    ("a date with a time", "as_of", "2027-02-01T00:00"),
    ("a date with a space", "as_of", "2027-02-01 "),
    ("a month of one digit", "as_of", "2027-2-01"),
    ("digits of another script", "as_of", "２０２７-０２-０１"),
    ("a number for a date", "as_of", 20270201),
    ("no day asked for", "as_of", None),
    ("a placement that ends before it starts", "internships[0].placements[0].to", "2026-03-31"),
]

TYPES = [
    ("true for a number", "attendance[0].units", True),
    ("a text for a number", "sessions[0].units", "7"),
    ("null for units", "attendance[0].units", None),
    ("a number for a flag", "sessions[0].cancelled", 0),
    ("null for a flag", "suitability.declined", None),
    ("true for a reason", "attendance[0].excused", True),
    ("a number for an id", "sessions[0].id", 1),
    ("an object for a list", "sessions", {}),
    ("a list for an object", "portfolio", []),
    ("null for an object", "payments", None),
    ("a text in a list of objects", "sessions[3]", "m1-1"),
    ("a number in a list of sections", "portfolio.sections[1]", 2),
    ("a text for signers", "suitability.signed_by", "AB"),
    ("a number for payments", f"{RULES}.payments", 1),
    ("a text for an absence rule", f"{RULES}.absence", "10 %"),
    ("true for signatures", f"{RULES}.suitability_signatures", True),
    ("null for a length", f"{RULES}.presentation.minutes", None),
    ("null for a range", f"{RULES}.portfolio.pages_max", None),
    ("true for months", f"{RULES}.late_months", True),
    ("true for a presentation", f"{RULES}.presentation", True),
    ("an unknown base", f"{RULES}.absence.of", "course"),
    ("an unknown rounding", f"{RULES}.absence.rounding", "up"),
    ("another format", "format", "learning-record/2"),
    ("rules that are a list", RULES, []),
    ("half a character", "programme.parts[0].title", "\ud83d"),
]

UNKNOWN_KEYS = [
    ("in the rules", f"{RULES}.attendance", {}),
    ("in the absence rule", f"{RULES}.absence.per", "part"),
    ("in an internship rule", f"{RULES}.internships[0].hour", 40),
    ("in the portfolio rule", f"{RULES}.portfolio.pages", 40),
    ("in the presentation rule", f"{RULES}.presentation.slot", 15),
]

ONE_VALUE = [*REFERENCES, *NUMBERS, *DATES, *TYPES, *UNKNOWN_KEYS]


@pytest.mark.parametrize(
    ("path", "value"),
    [pytest.param(path, value, id=sentence) for sentence, path, value in ONE_VALUE],
)
def test_one_wrong_value_is_named_by_its_place(path: str, value: object) -> None:
    line = line_for(make.put(make.document(), path, value))

    assert line.startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        pytest.param(
            "attendance[3].units", 8, "attendance[3].units: 8 von 7 UE", id="too many units"
        ),
        pytest.param(
            "attendance[3].units",
            6.9,
            "attendance[3].units: genauer als Viertel; erwartet sind Schritte von 0,25",
            id="too fine",
        ),
        pytest.param(
            "sessions[0].date",
            "2026-02-30",
            "sessions[0].date: den Tag 2026-02-30 gibt es nicht",
            id="no such day",
        ),
        pytest.param(
            "attendance[1].session",
            "m1-1",
            "attendance[1].session: „m1-1“ steht schon in attendance[0].session",
            id="a second row",
        ),
        pytest.param(
            "sessions[2].part",
            "m\n99",
            "sessions[2].part: „m\\n99“ steht nicht in programme.parts",
            id="a line break in an id stays on one line",
        ),
    ],
)
def test_the_whole_line(path: str, value: object, line: str) -> None:
    assert line_for(make.put(make.document(), path, value)) == line


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({"part": "m99"}, "part", id="an unknown part"),
        pytest.param({"to": "2027-01-07"}, "to", id="ends before it starts"),
        pytest.param({"units": -1}, "units", id="negative units"),
        pytest.param({"days": 0.3}, "days", id="finer days than quarters"),
        pytest.param({"present": None}, "present", id="presence unknown"),
        pytest.param({"confirmed_on": "bald"}, "confirmed_on", id="no date of confirmation"),
    ],
)
def test_a_bad_makeup_is_named_by_its_place(changes: dict[str, Any], place: str) -> None:
    record = make.document(makeups=[A_MAKEUP, {**A_MAKEUP, **changes}])

    assert line_for(record).startswith(f"makeups[1].{place}: ")


@pytest.mark.parametrize("days", [-1, 8.9, "9", None])
def test_bad_days_of_an_absence_rule(days: object) -> None:
    record = make.document(programme=make.programme(absence={"days": days}))

    assert line_for(record).startswith(f"{RULES}.absence.days: ")


def test_percent_together_with_days_is_one_rule_too_many() -> None:
    absence = {"percent": 10, "of": "programme", "rounding": "down", "days": 9}

    line = line_for(make.document(programme=make.programme(absence=absence)))

    assert line.startswith(f"{RULES}.absence: percent und days zugleich")


def test_an_entry_without_any_internship_rule_has_an_unknown_rule() -> None:
    record = make.document(programme=make.programme(internships=[]))

    assert line_for(record).startswith("internships[0].no: ein Praktikum 1 steht nicht in")


@pytest.mark.parametrize("rules", [{}, {"late_months": 24}, {"payments": False, "absence": None}])
def test_rules_that_name_nothing(rules: dict[str, object]) -> None:
    record = make.put(make.document(), RULES, {"late_months": 24, **rules})

    assert line_for(record).startswith(f"{RULES}: nennt keine Anforderung")


def _paths(value: object, path: str = "") -> list[str]:
    """Every key of a record, rules aside: there, missing is an answer."""
    if isinstance(value, list):
        return _paths(value[-1], f"{path}[{len(value) - 1}]") if value else []
    if not isinstance(value, dict):
        return []
    paths = [f"{path}.{key}".lstrip(".") for key in value]
    inner = [_paths(value[key], f"{path}.{key}".lstrip(".")) for key in value if key != "rules"]
    return paths + [one for some in inner for one in some]


COMPLETE = make.document(
    makeups=[A_MAKEUP], extension={"until": "2029-01-01", "reason": "Elternzeit", "by": "Büro"}
)


@pytest.mark.parametrize("path", _paths(COMPLETE))
def test_every_key_of_the_record_is_needed(path: str) -> None:
    assert line_for(make.drop(COMPLETE, path)) == f"{path}: fehlt; {REST}"


@pytest.mark.parametrize(
    "path",
    [
        "absence.percent",
        "absence.of",
        "absence.rounding",
        "internships[0].no",
        "internships[0].hours",
        "internships[0].report",
        "internships[0].confirmation",
        "portfolio.sections",
        "portfolio.pages_min",
        "portfolio.pages_max",
        "presentation.minutes",
    ],
)
def test_a_named_rule_needs_its_own_keys(path: str) -> None:
    line = line_for(make.drop(make.document(), f"{RULES}.{path}"))

    assert line == f"{RULES}.{path}: fehlt; {REST}"


@pytest.mark.parametrize("path", ["note", "programme.note", "sessions[0].note", "payments.note"])
def test_unknown_keys_elsewhere_are_ignored(path: str) -> None:
    record = make.put(make.document(), path, {"units": -1})

    assert make.answer(record) == make.answer(make.document())


@pytest.mark.parametrize("cancelled", [True, False], ids=["cancelled", "to come"])
def test_rows_that_change_nothing_are_checked_like_others(cancelled: bool) -> None:
    record = make.put(make.document(), "attendance[35].units", 8)
    record["sessions"][35].update(cancelled=cancelled, date="2027-12-13")

    assert line_for(record) == "attendance[35].units: 8 von 7 UE"

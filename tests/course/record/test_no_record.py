"""Input that is no record, and numbers in unusual dress.

Source of each example: learning-record/1, "empty input, no JSON: bad input", and RFC 8259 for what
JSON is.
"""

from __future__ import annotations

import pytest

from tests.course.record import make


@pytest.mark.parametrize(
    ("source", "line"),
    [
        pytest.param(b"", "Eingabe: leer", id="empty"),
        pytest.param(b" \n", "Eingabe: leer", id="blank"),
        pytest.param(b"[]", "Eingabe: eine Liste", id="a top-level list"),
        pytest.param(b"7", "Eingabe: eine Zahl", id="a number alone"),
        pytest.param(b"null", "Eingabe: null", id="null alone"),
        pytest.param(b"hello", "Zeile 1, Spalte 1: ", id="no JSON"),
        pytest.param(b'{"a": 1,\n "b"', "Zeile 2, Spalte 5: ", id="cut off"),
        pytest.param(b"{} {}", "Zeile 1, Spalte 4: ", id="two objects"),
        pytest.param(b"{}", "format: fehlt", id="an empty object"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', "Eingabe: beginnt mit", id="byte order mark"),
        pytest.param("{}".encode("utf-16"), "Eingabe: kein UTF-8", id="UTF-16"),
        pytest.param(b'{"a": "\xe4"}', "Eingabe: kein UTF-8 ab Byte 7", id="Latin-1"),
        pytest.param(b'{"a": NaN}', "Eingabe: NaN", id="NaN"),
        pytest.param(b'{"a": -Infinity}', "Eingabe: -Infinity", id="minus infinity"),
        pytest.param(b"[" * 200_000, "Eingabe: zu tief", id="deep nesting"),
        pytest.param(b'{"a":' * 200_000, "Eingabe: zu tief", id="deep objects"),
        pytest.param(b'{"format": 1, "format": 2}', "format: steht zweimal", id="a key twice"),
    ],
)
def test_input_that_is_no_record(source: bytes, line: str) -> None:
    status, answer, errors = make.ask(source)

    assert (status, answer, errors.count("\n")) == (2, None, 1)
    assert errors.startswith(line)


HUGE = ["1e999999", "1e99999999999999999999", "9" * 5000, "1e-999999", "1e-99999999999999999999"]
HUGE += ["-1e999999", "1" + "0" * 27 + ".00000000000001", "0." + "0" * 40 + "1", "1000000000.25"]


@pytest.mark.parametrize("number", HUGE, ids=lambda text: text[:24])
@pytest.mark.parametrize(
    "path", ["attendance[3].units", "payments.due", "programme.rules.late_months"]
)
def test_numbers_beyond_all_courses(path: str, number: str) -> None:
    source = make.as_text(make.put(make.document(), path, "NUMBER")).replace('"NUMBER"', number)

    status, answer, errors = make.ask(source)

    assert (status, answer, errors.count("\n")) == (2, None, 1)
    assert errors.startswith(f"{path}: ")


@pytest.mark.parametrize("number", ["34", "34.0", "3.4e1", "340E-1"])
def test_a_whole_number_may_be_written_in_any_way(number: str) -> None:
    source = make.as_text(make.put(make.document(), "portfolio.pages", "NUMBER"))

    status, answer, _ = make.ask(source.replace('"NUMBER"', number))

    assert (status, answer) == (0, make.answer(make.document()))

"""Two implementations of one text, the second written by somebody who had not seen the first.

States, figures, codes of warnings, certificate and deadline must be equal; sentences may differ.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from tests.course.record import make, second_reading, strategies

FIGURES = {
    "absence": (
        *("allowed", "used", "left", "to_make_up", "covered", "unfilled", "reachable", "part"),
    ),
    "internship": ("hours", "target", "report"),
}


def essence(answer: Any) -> Any:
    """What the format fixes of an answer."""
    return {
        "certificate": answer["certificate"],
        "deadline": answer["deadline"],
        "requirements": [
            {name: _exact(one.get(name)) for name in ("id", "state", *FIGURES.get(_kind(one), ()))}
            for one in answer["requirements"]
        ],
        "warnings": sorted(warning["code"] for warning in answer["warnings"]),
    }


def _exact(figure: Any) -> Any:
    """A number as its shortest decimal, so that 0.33 equals Decimal("0.33")."""
    is_number = isinstance(figure, (int, float)) and not isinstance(figure, bool)
    return Decimal(str(figure)) if is_number else figure


def _kind(requirement: Any) -> str:
    return str(requirement["id"]).split("-")[0]


def assert_agreement(record: Any) -> None:
    text = json.dumps(record, ensure_ascii=False)
    status, answer, line = make.ask(text)
    second_status, second_answer, second_line = second_reading.check_text(text)

    assert (status, line) == (second_status, line), second_line
    if status == 0:
        assert essence(answer) == essence(second_answer)


@settings(max_examples=150)
@given(strategies.records())
def test_both_readings_agree_on_valid_records(record: make.Document) -> None:
    assert make.ask(record)[0] == 0
    assert_agreement(record)


@settings(max_examples=150)
@given(strategies.damaged_records())
def test_both_readings_agree_on_damaged_records(record: make.Document) -> None:
    assert_agreement(record)


def test_both_readings_agree_on_the_complete_record() -> None:
    assert_agreement(make.document())

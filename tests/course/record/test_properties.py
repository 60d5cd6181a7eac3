"""What holds for every record. Source of each property: learning-record/1, rules of the check."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.course.record import make, strategies
from wirwissen.course.record.json_text import dump
from wirwissen.course.record.output import as_json
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.results import AbsenceResult, PartFigures
from wirwissen.course.record.rules import check, parts_of
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.course.record.writing import write_record

RANK = ["met", "open", "not_met"]

few = settings(max_examples=60)
records = strategies.records()


def read(record: make.Document) -> LearningRecord:
    return read_record(json.dumps(record))


def absence(record: make.Document) -> Any:
    found = [one for one in make.answer(record)["requirements"] if one["id"] == "absence"]
    assume(found)
    return found[0]


def assert_not_worse(after: Any, before: Any) -> None:
    """Neither the state nor what has to be made up is worse than before."""
    assert RANK.index(after["state"]) <= RANK.index(before["state"])
    assert after["to_make_up"] <= before["to_make_up"]


@few
@given(records)
def test_what_is_written_is_read_back_as_the_same_record(record: make.Document) -> None:
    once = read(record)
    text = write_record(once)

    assert read_record(text) == once
    assert write_record(read_record(text)) == text
    assert make.ask(text) == make.ask(record)


@few
@given(records, st.randoms())
def test_the_order_of_rows_changes_nothing(record: make.Document, random: Any) -> None:
    shuffled = deepcopy(record)
    for rows in ("sessions", "attendance", "makeups", "internships"):
        random.shuffle(shuffled[rows])

    assert make.answer(shuffled) == make.answer(record)


@few
@given(records, st.data())
def test_more_attended_units_never_make_it_worse(record: make.Document, data: Any) -> None:
    assume(record["attendance"])
    index = data.draw(st.integers(0, len(record["attendance"]) - 1))
    row = record["attendance"][index]
    [planned] = [one["units"] for one in record["sessions"] if one["id"] == row["session"]]

    better = make.put(record, f"attendance[{index}].units", planned)

    assert_not_worse(absence(better), absence(record))


@few
@given(records, st.data())
def test_a_confirmed_makeup_never_makes_it_worse(record: make.Document, data: Any) -> None:
    part = data.draw(st.sampled_from(record["programme"]["parts"]))["id"]
    makeup = make.makeup(part, 1, confirmed_on=record["as_of"])

    better = make.changed(record, makeups=[*record["makeups"], makeup])

    assert_not_worse(absence(better), absence(record))


@few
@given(records)
def test_a_longer_deadline_never_makes_it_worse(record: make.Document) -> None:
    extension = {"until": "2099-12-31", "reason": "Elternzeit", "by": "Büro"}

    before = make.states(record)
    after = make.states(make.changed(record, extension=extension))

    assert all(RANK.index(after[id]) <= RANK.index(before[id]) for id in before)


@few
@given(records, st.data())
def test_a_cancelled_session_is_like_no_session(record: make.Document, data: Any) -> None:
    assume(record["sessions"])
    session = data.draw(st.sampled_from(record["sessions"]))
    without = make.changed(
        record,
        sessions=[one for one in record["sessions"] if one is not session],
        attendance=[row for row in record["attendance"] if row["session"] != session["id"]],
    )
    session["cancelled"] = True

    assert make.answer(record) == make.answer(without)


@few
@given(records)
def test_the_certificate_is_the_worst_of_the_states(record: make.Document) -> None:
    answer = make.answer(record)

    worst = max((one["state"] for one in answer["requirements"]), key=RANK.index)
    assert RANK[["possible", "open", "not_possible"].index(answer["certificate"])] == worst


@few
@given(records)
def test_the_figures_of_the_parts_add_up(record: make.Document) -> None:
    checked = read(record)
    parts = parts_of(checked)

    assert [part.part for part in parts] == list(checked.programme.parts)
    assert [part.planned for part in parts] == [
        part.attended + part.absent + part.unfilled + part.to_come for part in parts
    ]
    assert all(0 <= part.net <= part.absent for part in parts)
    for requirement in check(checked).requirements:
        if isinstance(requirement, AbsenceResult):
            _assert_sums(requirement, parts)


def _assert_sums(result: AbsenceResult, parts: tuple[PartFigures, ...]) -> None:
    assert result.allowed - result.used == result.left - result.to_make_up  # type: ignore[operator]
    if result.part is not None:
        parts = tuple(part for part in parts if part.part == result.part)
        assert parts[0].allowed == result.allowed
    if not result.in_days:
        assert result.gross == sum(part.absent for part in parts)
        assert result.used == sum(part.net for part in parts)
    assert result.unfilled == sum(part.unfilled for part in parts)
    assert result.reachable == sum(part.to_come for part in parts)


@few
@given(records)
def test_every_text_is_a_row_of_short_sentences(record: make.Document) -> None:
    answer = make.answer(record)

    for one in [*answer["requirements"], *answer["warnings"]]:
        assert one["text"].endswith(".")
        assert "None" not in one["text"]
        # A dot between digits belongs to a date or to a sum of money.
        assert all(len(sentence.split()) <= 25 for sentence in one["text"].split(". "))


@few
@given(records)
def test_figures_are_written_as_short_decimals(record: make.Document) -> None:
    text = dump(as_json(check(read(record))))

    fractions: list[str] = []
    json.loads(text, parse_float=fractions.append)
    assert not [number for number in fractions if "e" in number.lower() or number[-1] == "0"]

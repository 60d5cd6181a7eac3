"""Two uninvolved people, a hearing first, one appeal; what two people open, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wirwissen.network.care.rules.joint import is_open, may_confirm, numbers_are_old
from wirwissen.network.care.rules.reports import (
    Measure,
    hearing_is_over,
    is_final,
    may_appeal,
    may_decide,
    uninvolved,
)

DAY = date(2027, 3, 1)
AT = datetime(2027, 3, 1, 20, tzinfo=UTC)


def test_nobody_involved_decides_and_nobody_twice() -> None:
    assert uninvolved(["a", "b", "a", "c"], involved=frozenset("b")) == ["a", "c"]


@pytest.mark.parametrize(
    ("invited_on", "answered", "over"),
    [
        (None, False, False),
        (DAY, False, False),
        (DAY, True, True),
        (DAY - timedelta(days=6), False, False),
        (DAY - timedelta(days=7), False, True),
    ],
)
def test_a_hearing_ends_with_an_answer_or_after_seven_days(
    invited_on: date | None, answered: bool, over: bool
) -> None:
    assert hearing_is_over(invited_on=invited_on, answered=answered, today=DAY) is over


def test_what_takes_something_away_is_decided_after_a_hearing_only() -> None:
    before = [each for each in Measure if may_decide(each, has_person=True, heard=False)]
    after = [each for each in Measure if may_decide(each, has_person=True, heard=True)]
    about_nobody = [each for each in Measure if may_decide(each, has_person=False, heard=True)]

    mild = [Measure.NOTHING, Measure.TALK]
    assert (before, after, about_nobody) == (mild, list(Measure), mild)


@pytest.mark.parametrize(
    ("days", "round_no", "measure", "may"),
    [
        (0, 1, Measure.EXCLUDE, True),
        (14, 1, Measure.PAUSE, True),
        (15, 1, Measure.EXCLUDE, False),
        (0, 2, Measure.EXCLUDE, False),
        (0, 1, Measure.TALK, False),
    ],
)
def test_there_is_one_appeal_within_14_days(
    days: int, round_no: int, measure: Measure, may: bool
) -> None:
    facts = {"decided_on": DAY - timedelta(days=days), "round_no": round_no, "today": DAY}

    said = may_appeal(measure=measure, **facts)  # type: ignore[arg-type]
    final = is_final(measure=measure, **facts)  # type: ignore[arg-type]
    assert (said, final) == (may, not may)


@pytest.mark.parametrize(
    ("asked_by", "by", "minutes", "may"),
    [("a", "b", 0, True), ("a", "b", 29, True), ("a", "b", 30, False), ("a", "a", 0, False),
     (None, "b", 0, False)],
)  # fmt: skip
def test_the_second_person_is_another_one_and_comes_within_half_an_hour(
    asked_by: str | None, by: str, minutes: int, may: bool
) -> None:
    at = AT + timedelta(minutes=minutes)

    assert may_confirm(asked_by=asked_by, by=by, asked_at=AT, now=at) is may


@pytest.mark.parametrize(("minutes", "is_it"), [(-1, False), (0, True), (59, True), (60, False)])
def test_what_two_opened_is_open_for_an_hour(minutes: int, is_it: bool) -> None:
    assert is_open(confirmed_at=AT, now=AT + timedelta(minutes=minutes)) is is_it


@pytest.mark.parametrize(("days", "old"), [(0, False), (200, False), (201, True)])
def test_the_numbers_are_old_after_200_days(days: int, old: bool) -> None:
    assert numbers_are_old(checked_on=DAY, today=DAY + timedelta(days=days)) is old

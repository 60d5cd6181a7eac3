"""The dates of a round, and whom its places are offered to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.foundation.places.rules import InLine
from wirwissen.network.rounds.rules import dates_of, is_apart, offers

AT = datetime(2027, 3, 1, 18, tzinfo=UTC)
NAMES = list("abcdefgh")


def test_a_round_meets_three_weeks_in_a_row_and_looks_back_four_weeks_later() -> None:
    found = dates_of(datetime.fromisoformat("2027-03-02T18:00"))

    # The clocks change on 28 March: it stays 18:00.
    assert [each.isoformat() for each in found] == [
        "2027-03-02T18:00:00", "2027-03-09T18:00:00", "2027-03-16T18:00:00", "2027-04-13T18:00:00",
    ]  # fmt: skip


def test_an_aware_time_is_refused() -> None:
    with pytest.raises(ValueError, match="local time"):
        dates_of(AT)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001
def test_all_four_dates_are_on_one_weekday_at_one_time(first: datetime) -> None:
    found = dates_of(first)

    assert {(each.weekday(), each.time()) for each in found} == {(first.weekday(), first.time())}
    assert found[3] - found[0] == timedelta(days=42)


def line(names: str) -> list[InLine]:
    return [InLine(name, AT + timedelta(minutes=no)) for no, name in enumerate(names)]


def test_places_are_offered_in_the_order_of_waiting() -> None:
    assert offers(line("cab"), seats=6, inside=[], apart=[], taken=4) == ["c", "a"]


def test_whoever_is_kept_apart_from_somebody_inside_is_passed_over() -> None:
    apart = [frozenset("ax"), frozenset("bc")]

    assert offers(line("abcd"), seats=6, inside=["x"], apart=apart, taken=1) == ["b", "d"]


@given(
    waiting=st.lists(st.sampled_from(NAMES), unique=True),
    inside=st.sets(st.sampled_from(list("wxyz"))),
    apart=st.sets(
        st.frozensets(st.sampled_from([*NAMES, "w", "x", "y", "z"]), min_size=2, max_size=2)
    ),
    seats=st.integers(0, 8),
)
def test_nobody_meets_whom_they_must_not_and_no_place_is_given_twice(
    waiting: list[str], inside: set[str], apart: set[frozenset[str]], seats: int
) -> None:
    taken = len(inside)
    chosen = offers(line("".join(waiting)), seats=seats, inside=inside, apart=apart, taken=taken)

    left = max(seats - taken, 0)
    assert len(chosen) == len(set(chosen)) <= left
    for number, each in enumerate(chosen):
        assert not is_apart(each, {*inside, *chosen[:number]}, apart)
    if len(chosen) < left:  # a place stays free only where nobody fits
        rest = set(waiting) - set(chosen)
        assert all(is_apart(each, {*inside, *chosen}, apart) for each in rest)

"""Hours in quarters, sums, and what may change. Source: docs/reference/sources.md#internships."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.internships.rules import (
    Hours,
    hours,
    may_change,
    quarters,
    sum_up,
)


@given(st.integers(0, 10_000))
def test_quarters_and_hours_are_two_ways_to_say_the_same(amount: int) -> None:
    assert quarters(hours(amount)) == amount


@pytest.mark.parametrize("typed", ["0.1", "-1", "39.999"])
def test_hours_that_are_no_quarters_are_nonsense(typed: str) -> None:
    with pytest.raises(ValueError, match="quarters"):
        quarters(Decimal(typed))


def test_negative_quarters_are_nonsense() -> None:
    with pytest.raises(ValueError, match="negative"):
        hours(-1)


def test_first_internship_split_over_two_places_24_and_16_hours_makes_40() -> None:
    found = sum_up(rows=[(96, True), (64, True)], target=Decimal(40), needs_confirmation=True)

    assert found == Hours(
        confirmed=(Decimal(24), Decimal(16)), waiting=Decimal(0), target=Decimal(40)
    )
    assert (found.total, found.lacking) == (Decimal(40), Decimal(0))


def test_79_and_three_quarters_is_not_80() -> None:
    found = sum_up(rows=[(319, True)], target=Decimal(80), needs_confirmation=True)

    assert found.lacking == Decimal("0.25")


def test_unconfirmed_hours_wait_where_a_confirmation_is_asked() -> None:
    rows = [(160, False)]

    asked = sum_up(rows=rows, target=Decimal(40), needs_confirmation=True)
    free = sum_up(rows=rows, target=Decimal(40), needs_confirmation=False)

    assert (asked.total, asked.waiting) == (Decimal(0), Decimal(40))
    assert (free.total, free.waiting) == (Decimal(40), Decimal(0))


@pytest.mark.parametrize(
    ("confirmed", "withdrawn", "may"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_only_what_nobody_confirmed_may_change(confirmed: bool, withdrawn: bool, may: bool) -> None:
    assert may_change(confirmed=confirmed, withdrawn=withdrawn) is may

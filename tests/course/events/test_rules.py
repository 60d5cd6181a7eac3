"""Decisions about places, attendance and entitlements."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import at
from wirwissen.course.events import rules
from wirwissen.course.events.rules import EntitlementState, InLine, NewPlace

START, END = at("2027-08-28 10:00"), at("2027-08-28 12:00")
BEFORE = at("2027-08-20 09:00")


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "expected"),
    [
        (20, 0, 0, NewPlace.PLACE),
        (20, 19, 0, NewPlace.PLACE),
        (20, 20, 0, NewPlace.WAITING),
        (20, 21, 0, NewPlace.WAITING),
        (20, 19, 1, NewPlace.WAITING),  # nobody overtakes
        (None, 500, 0, NewPlace.PLACE),
        (0, 0, 0, NewPlace.WAITING),
    ],
)
def test_full_leads_to_the_waiting_list_never_to_a_refusal(
    seats: int | None, taken: int, waiting: int, expected: NewPlace
) -> None:
    state = rules.state_of_new_registration(
        now=BEFORE, closes_at=START, seats=seats, taken=taken, waiting=waiting
    )

    assert state is expected


def test_registration_closes_with_the_beginning() -> None:
    def state(moment: timedelta) -> NewPlace | None:
        return rules.state_of_new_registration(
            now=START + moment, closes_at=START, seats=20, taken=0, waiting=0
        )

    assert [state(-timedelta(seconds=1)), state(timedelta())] == [NewPlace.PLACE, None]


@pytest.mark.parametrize(("taken", "waiting"), [(-1, 0), (0, -1)])
def test_negative_counts_are_nonsense(taken: int, waiting: int) -> None:
    with pytest.raises(ValueError, match=r"from 0|less than"):
        rules.state_of_new_registration(
            now=BEFORE, closes_at=START, seats=20, taken=taken, waiting=waiting
        )


def test_a_place_is_never_held_beyond_the_beginning() -> None:
    long_before = rules.held_until(now=BEFORE, hours=24, starts_at=START)
    close_to_it = rules.held_until(now=at("2027-08-28 08:00"), hours=24, starts_at=START)

    assert [long_before, close_to_it] == [at("2027-08-21 09:00"), START]


def test_a_place_lapses_at_the_minute_said_and_not_before() -> None:
    until = at("2027-08-21 09:00")

    assert [
        rules.has_lapsed(held_until=until, now=until - timedelta(seconds=1)),
        rules.has_lapsed(held_until=until, now=until),
        rules.has_lapsed(held_until=None, now=until),
    ] == [False, True, False]


@given(
    waits=st.lists(st.integers(0, 5), max_size=12),
    free=st.one_of(st.none(), st.integers(0, 12)),
)
def test_free_places_go_to_whoever_waited_longest(waits: list[int], free: int | None) -> None:
    line = [InLine(str(no), BEFORE + timedelta(hours=hours)) for no, hours in enumerate(waits)]

    chosen = rules.next_in_line(line, free=free)

    left = [one for one in line if one.id not in chosen]
    since = {one.id: one.since for one in line}
    assert len(chosen) == (len(line) if free is None else min(free, len(line)))
    assert all(since[pk] <= one.since for pk in chosen for one in left)
    assert [since[pk] for pk in chosen] == sorted(since[pk] for pk in chosen)


@pytest.mark.parametrize(
    ("seats", "taken", "expected"), [(12, 12, True), (11, 12, False), (None, 99, True)]
)
def test_seats_go_down_to_what_is_taken_and_no_further(
    seats: int | None, taken: int, expected: bool
) -> None:
    assert rules.may_lower_seats(seats=seats, taken=taken) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-08-28 08:59", False),
        ("2027-08-28 09:00", True),
        ("2027-09-11 12:00", True),
        ("2027-09-11 12:01", False),
    ],
)
def test_check_in_opens_an_hour_before_and_lasts_two_weeks(moment: str, expected: bool) -> None:
    may = rules.may_check_in(now=at(moment), starts_at=START, ends_at=END, cancelled=False)

    assert may is expected


def test_nobody_is_checked_in_at_a_cancelled_event() -> None:
    assert not rules.may_check_in(now=START, starts_at=START, ends_at=END, cancelled=True)


def test_needs_are_for_the_host_alone_and_for_seven_days() -> None:
    last = END + timedelta(days=7)

    assert rules.ends_of_needs(END) == last
    assert [
        rules.may_read_needs(person="h", host="h", now=START, ends_at=END),
        rules.may_read_needs(person="o", host="h", now=START, ends_at=END),
        rules.may_read_needs(person="o", host=None, now=START, ends_at=END),
        rules.may_read_needs(person="h", host="h", now=last, ends_at=END),
    ] == [True, False, False, False]


def test_an_entitlement_counts_on_its_last_day() -> None:
    until = rules.entitlement_until(attended_on=date(2027, 8, 28), days=730)

    def state(today: date, *, withdrawn: bool = False, bound: bool = False) -> EntitlementState:
        return rules.state_of_entitlement(
            valid_until=until, withdrawn=withdrawn, bound=bound, today=today
        )

    later = date(2029, 8, 28)
    assert until == date(2029, 8, 27)
    assert [
        state(until),
        state(later),
        state(later, bound=True),
        state(until, bound=True),
        state(until, withdrawn=True, bound=True),
    ] == [
        EntitlementState.OPEN,
        EntitlementState.EXPIRED,
        EntitlementState.USED,
        EntitlementState.USED,
        EntitlementState.WITHDRAWN,
    ]


def test_a_mailbox_is_not_filled_through_our_form() -> None:
    assert [rules.may_send_again(mails_last_hour=count) for count in (0, 5, 6)] == [
        True,
        True,
        False,
    ]


def test_names_are_sorted_without_case_and_accents() -> None:
    names = ["Zoe", "Öz", "anna", "Ähre", "Anna"]

    assert sorted(names, key=rules.name_order) == ["Ähre", "Anna", "anna", "Öz", "Zoe"]

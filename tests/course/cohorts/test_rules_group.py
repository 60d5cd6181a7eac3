"""The size of a group, who is expected, and the order of lists."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.cohorts.models import ParticipantKind, ParticipantState
from wirwissen.course.cohorts.rules.group import (
    Kind,
    Person,
    Size,
    Standing,
    group_size,
    is_expected,
    may_be_marked,
    place_in_list,
)

DAY = date(2027, 8, 21)


def person(kind: str = "regular", state: str = "active", **days: date | None) -> Person:
    joined = days.get("joined") or date(2027, 1, 1)
    return Person(kind=kind, state=state, joined_on=joined, left_on=days.get("left"))


def test_the_words_of_the_rules_are_those_of_the_tables() -> None:
    assert {kind.value for kind in Kind} == set(ParticipantKind.values)
    assert {standing.value for standing in Standing} == set(ParticipantState.values)


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.sampled_from(list(Standing)))),
    st.integers(0, 12) | st.none(),
)
def test_a_group_is_counted_as_one_would_by_hand(
    rows: list[tuple[Kind, Standing]], room: int | None
) -> None:
    found = group_size([person(*row) for row in rows], least=2, most=4, room_limit=room)

    counted = 0
    here = 0
    for kind, state in rows:
        if kind == "regular" and state in ("active", "paused"):
            counted += 1
        if state == "active":
            here += 1
    over = here - room if room is not None and here > room else 0
    size = Size.FITS if counted in (2, 3, 4) else Size.TOO_LARGE
    size = {0: Size.EMPTY, 1: Size.TOO_SMALL}.get(counted, size)
    assert (found.counted, found.in_room, found.room_over) == (counted, here, over)
    assert found.size is size


@pytest.mark.parametrize(
    ("count", "size"),
    [(14, Size.TOO_SMALL), (15, Size.FITS), (24, Size.FITS), (25, Size.TOO_LARGE)],
)
def test_15_to_24_at_the_start(count: int, size: Size) -> None:
    assert group_size([person()] * count, least=15, most=24, room_limit=None).size is size


def test_24_accepted_and_two_make_up_guests_allowed_room_limit_is_separate() -> None:
    people = [person()] * 24 + [person("makes_up")] * 2

    found = group_size(people, least=15, most=24, room_limit=25)

    assert (found.size, found.counted, found.guests, found.room_over) == (Size.FITS, 24, 2, 1)


def test_a_limit_that_the_programme_does_not_name_does_not_bind() -> None:
    assert group_size([person()], least=None, most=None, room_limit=None).size is Size.FITS


EARLIER, LATER = date(2027, 8, 20), date(2027, 8, 22)


def test_who_is_expected_in_a_session() -> None:
    table = {
        (kind, state, left, credited): is_expected(
            person(kind, state, left=left), on=DAY, is_credited=credited
        )
        for kind, state, left, credited in product(
            Kind, Standing, (None, EARLIER, DAY, LATER), (False, True)
        )
    }

    assert {row for row, expected in table.items() if expected} == {
        (kind, state, left, credited)
        for kind, credited in (("regular", False), ("makes_up", False), ("makes_up", True))
        for state in ("active", "left")
        for left in (None, DAY, LATER)
    }


def test_somebody_who_comes_late_is_asked_about_earlier_days_and_a_guest_is_not() -> None:
    late = person(joined=LATER)
    guest = person("makes_up", joined=LATER)

    assert [is_expected(one, on=DAY, is_credited=False) for one in (late, guest)] == [True, False]


def test_an_entry_is_taken_about_somebody_who_pauses_and_not_after_the_last_day() -> None:
    people = [person("regular", "paused"), person(left=EARLIER), person("observer"),
              person("makes_up", joined=LATER), person("makes_up")]  # fmt: skip

    assert [may_be_marked(one, on=DAY) for one in people] == [True, False, False, False, True]


def test_lists_are_ordered_as_in_a_telephone_book_and_an_erased_person_stands_last() -> None:
    names = ["Özlem", "", "Zoe", "oleh", "Émile", "Patrizia", "Emre"]

    assert sorted(names, key=place_in_list) == [
        "Émile", "Emre", "oleh", "Özlem", "Patrizia", "Zoe", "",
    ]  # fmt: skip

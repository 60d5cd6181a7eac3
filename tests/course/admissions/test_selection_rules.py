"""The rules of the selection."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make import at
from wirwissen.course.admissions.models import Choice
from wirwissen.course.admissions.rules.selection import (
    Blocked,
    Doing,
    Reading,
    agreed_choice,
    answers_to,
    doing,
    expires_at,
    free_places,
    may_move_up,
    may_read_dossier,
    may_see_votes,
    what_blocks,
)


def voted(reader: str, choice: str = "place", *, third: bool = False) -> Reading:
    return Reading(reader=reader, knows_person=False, choice=choice, is_third=third)


def unread(reader: str) -> Reading:
    return Reading(reader=reader)


def opened(reader: str) -> Reading:
    return Reading(reader=reader, knows_person=False)


def conflict(reader: str) -> Reading:
    return Reading(reader=reader, knows_person=True)


def test_a_reader_declares_then_votes() -> None:
    steps = [doing(one) for one in (unread("a"), conflict("a"), opened("a"), voted("a"))]

    assert steps == [Doing.DECLARE, Doing.CONFLICT, Doing.VOTE, Doing.VOTED]


def test_nothing_is_read_before_the_declaration_nor_with_a_conflict() -> None:
    said = {
        knows: may_read_dossier(is_reader=True, submitted=True, knows_person=knows)
        for knows in (None, True, False)
    }

    assert said == {None: False, True: False, False: True}


def test_drafts_and_strangers_dossiers_are_not_read() -> None:
    assert not may_read_dossier(is_reader=True, submitted=False, knows_person=False)
    assert not may_read_dossier(is_reader=False, submitted=True, knows_person=False)


def test_the_others_votes_show_after_the_own_vote() -> None:
    assert [may_see_votes(own_vote_given=given) for given in (False, True)] == [False, True]


@pytest.mark.parametrize(
    ("readings", "blocked"),
    [
        ([], Blocked.TOO_FEW_READERS),
        ([voted("a")], Blocked.TOO_FEW_READERS),
        ([voted("a"), unread("b")], Blocked.UNREAD),
        ([voted("a"), opened("b")], Blocked.VOTE_MISSING),
        ([voted("a"), conflict("b")], Blocked.TOO_FEW_READERS),
        ([voted("a"), voted("b", "not_now")], Blocked.TALK_FIRST),
        ([voted("a", "talk"), voted("b", "talk")], Blocked.TALK_FIRST),
        ([voted("a"), voted("b"), unread("c")], Blocked.UNREAD),
        ([voted("a"), voted("b"), voted("c", "no")], Blocked.TALK_FIRST),
        ([voted("a"), voted("b")], None),
    ],
)
def test_what_stands_in_the_way_of_an_answer(
    readings: list[Reading], blocked: Blocked | None
) -> None:
    assert what_blocks(readings) is blocked


def test_a_conflict_passes_the_vote_to_a_third_person() -> None:
    with_third = [voted("a"), conflict("b"), voted("c", third=True)]

    assert what_blocks(with_third) is None
    assert agreed_choice(with_third) == "place"


def test_nobody_waits_for_somebody_who_is_ill_once_a_third_has_voted() -> None:
    ill = unread("b")

    assert what_blocks([voted("a"), ill]) is Blocked.UNREAD
    assert what_blocks([voted("a"), ill, Reading(reader="c", is_third=True)]) is Blocked.UNREAD
    assert what_blocks([voted("a"), ill, voted("c", third=True)]) is None


def test_a_third_person_does_not_outvote_the_others() -> None:
    readings = [voted("a"), voted("b", "no"), voted("c", third=True)]

    assert what_blocks(readings) is Blocked.TALK_FIRST
    assert agreed_choice(readings) is None


def test_a_third_persons_conflict_leaves_the_application_blocked() -> None:
    third = Reading(reader="c", knows_person=True, is_third=True)

    assert what_blocks([voted("a"), conflict("b"), third]) is Blocked.TOO_FEW_READERS


some_readings = st.lists(
    st.builds(
        Reading,
        reader=st.uuids().map(str),
        knows_person=st.sampled_from([None, False, True]),
        choice=st.sampled_from([None, *Choice.values]),
        is_third=st.booleans(),
    ),
    max_size=5,
)


@given(some_readings)
def test_an_answer_always_stands_on_two_equal_votes_without_conflict(
    readings: list[Reading],
) -> None:
    agreed = agreed_choice(readings)

    if agreed is not None:
        able = [one for one in readings if one.knows_person is not True and one.choice]
        assert len(able) >= 2
        assert {one.choice for one in able} == {agreed}
        assert agreed != Choice.TALK


def test_a_vote_for_a_place_may_end_on_the_waiting_list_and_nothing_else() -> None:
    assert {choice: answers_to(choice) for choice in ("place", "waiting", "not_now", "no")} == {
        "place": ("place", "waiting"), "waiting": ("waiting",), "not_now": ("not_now",),
        "no": ("no",),
    }  # fmt: skip


def test_a_place_stands_for_fourteen_days() -> None:
    until = expires_at(offered_at=at("2027-03-01 09:00"), days=14, starts_on=date(2027, 9, 3))

    assert until == at("2027-03-15 09:00")


def test_a_place_stands_up_to_the_full_hour() -> None:
    until = expires_at(offered_at=at("2027-03-01 09:07"), days=14, starts_on=None)

    assert until == at("2027-03-15 10:00")


def test_close_to_the_start_a_place_stands_for_two_days() -> None:
    start = date(2027, 4, 1)

    near = expires_at(offered_at=at("2027-03-10 09:00"), days=14, starts_on=start)
    far = expires_at(offered_at=at("2027-03-03 09:00"), days=14, starts_on=start)

    assert (near, far) == (at("2027-03-12 09:00"), at("2027-03-17 09:00"))


def test_a_place_never_stands_longer_than_until_the_first_day() -> None:
    until = expires_at(offered_at=at("2027-03-31 09:00"), days=14, starts_on=date(2027, 4, 1))

    assert until == at("2027-04-01 00:00")


@given(
    st.datetimes(
        min_value=at("2026-01-01 00:00").replace(tzinfo=None),
        max_value=at("2029-01-01 00:00").replace(tzinfo=None),
    ),
    st.integers(1, 60),
    st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1)),
)
def test_everybody_has_some_time_to_answer(
    offered: object, days: int, starts_on: date | None
) -> None:
    offered_at = at(str(offered))

    until = expires_at(offered_at=offered_at, days=days, starts_on=starts_on)

    assert offered_at < until <= offered_at + timedelta(days=max(days, 2), hours=2)


def test_an_offer_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="a day"):
        expires_at(offered_at=at("2027-03-01 09:00"), days=0, starts_on=None)


def test_nobody_moves_up_once_the_course_has_begun() -> None:
    start = date(2027, 4, 1)

    may = [may_move_up(starts_on=start, today=start - timedelta(days=days)) for days in (1, 0, -1)]

    assert may == [True, False, False]
    assert may_move_up(starts_on=None, today=start)


def test_free_places_are_never_less_than_none() -> None:
    assert [free_places(places=24, taken=taken) for taken in (0, 23, 24, 25)] == [24, 1, 0, 0]

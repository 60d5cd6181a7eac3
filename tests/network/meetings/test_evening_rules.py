"""The evening's rules: states, door, agenda, parts, the calendar, counts in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wirwissen.network.meetings.rules.calendar import Entry, calendar_text
from wirwissen.network.meetings.rules.evening import (
    Door,
    Part,
    State,
    agenda_of,
    door_at,
    needs_question,
    next_state,
    open_parts,
    succeeds,
)
from wirwissen.network.meetings.rules.words import counted

START = datetime(2027, 3, 18, 17, tzinfo=UTC)
END = START + timedelta(hours=2)


@pytest.mark.parametrize(
    ("minutes", "door"),
    [(-16, Door.EARLY), (-15, Door.OPEN), (0, Door.OPEN), (149, Door.OPEN), (150, Door.OVER)],
)
def test_the_door_opens_15_minutes_before(minutes: int, door: Door) -> None:
    at = START + timedelta(minutes=minutes)

    assert door_at(state=State.FIXED, starts_at=START, ends_at=END, now=at) is door


@pytest.mark.parametrize("state", [State.TENTATIVE, State.CANCELLED])
def test_a_date_that_does_not_stand_has_no_door(state: State) -> None:
    assert door_at(state=state, starts_at=START, ends_at=END, now=START) is Door.SHUT


def test_a_tentative_date_is_fixed_a_fixed_one_moved_and_a_cancelled_one_stays() -> None:
    ways = {
        (state, wanted) for state in State for wanted in State if not _is_refused(state, wanted)
    }

    assert ways == {
        (State.TENTATIVE, State.FIXED), (State.TENTATIVE, State.CANCELLED),
        (State.FIXED, State.MOVED), (State.FIXED, State.CANCELLED),
        (State.MOVED, State.MOVED), (State.MOVED, State.CANCELLED),
    }  # fmt: skip


def _is_refused(state: State, wanted: State) -> bool:
    try:
        next_state(state, wanted)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("hours", "coming", "floor", "asked", "wanted"),
    [(48, 3, 6, False, True), (49, 3, 6, False, False), (48, 6, 6, False, False),
     (48, 3, 6, True, False), (48, 0, 0, False, False), (1, 3, 6, False, True)],
)  # fmt: skip
def test_the_orga_is_asked_once_48_hours_before_below_its_floor(
    hours: int, coming: int, floor: int, asked: bool, wanted: bool
) -> None:
    at = START - timedelta(hours=hours)

    assert wanted == needs_question(
        state=State.FIXED, coming=coming, floor=floor, starts_at=START, asked=asked, now=at
    )


def test_the_agenda_fills_two_hours() -> None:
    steps = list(agenda_of(START))

    assert [step.minutes for _at, step in steps] == [10, 15, 30, 5, 45, 10, 5]
    last_at, last = steps[-1]
    assert last_at + timedelta(minutes=last.minutes) == END


def test_the_second_host_follows_a_host_who_is_ill() -> None:
    assert [succeeds(Part.HOST, [Part.SECOND]), succeeds(Part.HOST, []),
            succeeds(Part.CARE, [Part.SECOND])] == [True, False, False]  # fmt: skip
    assert open_parts([Part.HOST, Part.CARE]) == [Part.SECOND, Part.TIME, Part.TECH]


def test_calendar_shared_with_a_team_a_notetaker_bot_reads_it_no_link_in_the_calendar() -> None:
    entries = [
        Entry("abc", START, END),
        Entry("def", START, END, is_cancelled=True),
        Entry("ghi", START, END, is_tentative=True),
    ]

    text = calendar_text(entries, word="Termin", now=START)

    keys = {line.partition(":")[0] for line in text.split("\r\n") if line}
    assert keys == {"BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND",
                    "SUMMARY", "CLASS", "STATUS"}  # fmt: skip
    assert [text.count(word) for word in ("http", "@", "VALARM", "SUMMARY:Termin")] == [0, 0, 0, 3]
    assert "DTSTART:20270318T170000Z" in text
    assert [text.count(f"STATUS:{s}") for s in ("CONFIRMED", "CANCELLED", "TENTATIVE")] == [1] * 3


@pytest.mark.parametrize("word", ["", "a\r\nATTENDEE:x", "a;b", "a,b"])
def test_a_word_that_could_smuggle_a_line_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="plain word"):
        calendar_text([], word=word, now=START)


def test_counts_are_told_by_the_privacy_rule_and_small_groups_get_one_border() -> None:
    assert [counted(3, 46), counted(23, 46), counted(45, 46), counted(3, 10), counted(9, 10)] == [
        "unter 5", "etwa 25", "mehr als 41", "unter 5", "5 oder mehr",
    ]  # fmt: skip

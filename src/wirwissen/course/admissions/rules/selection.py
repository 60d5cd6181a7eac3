"""Selection: who may read, what blocks an answer, when a place expires. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

VOTES_NEEDED = 2
CLOSE_TO_START = timedelta(days=28)
SHORT_NOTICE = timedelta(hours=48)
MOST_CRITERIA = 5
# The values of `Choice` that rules speak of.
PLACE, TALK, WAITING = "place", "talk", "waiting"


class Doing(Enum):
    """How far one reader is with one dossier."""

    DECLARE = "declare"  # says first whether they know the person
    CONFLICT = "conflict"  # knows the person: passes the vote on
    VOTE = "vote"  # may read, has not voted
    VOTED = "voted"


class Blocked(Enum):
    """Why an answer cannot be prepared yet."""

    TOO_FEW_READERS = "too_few_readers"
    UNREAD = "unread"
    VOTE_MISSING = "vote_missing"
    TALK_FIRST = "talk_first"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What is known of one reader: `knows_person` is `None` before the declaration."""

    reader: str
    knows_person: bool | None = None
    choice: str | None = None
    is_third: bool = False  # named by the office for this one application, with a reason


def doing(reading: Reading) -> Doing:
    """How far a reader is."""
    if reading.knows_person is None:
        return Doing.DECLARE
    if reading.knows_person:
        return Doing.CONFLICT
    return Doing.VOTE if reading.choice is None else Doing.VOTED


def may_read_dossier(*, is_reader: bool, submitted: bool, knows_person: bool | None) -> bool:
    """Readers see nothing of a dossier before they have declared not to know the person."""
    return is_reader and submitted and knows_person is False


def may_see_votes(*, own_vote_given: bool) -> bool:
    """The own vote first, then the others' become visible (course-house 5)."""
    return own_vote_given


def who_counts(readings: Collection[Reading]) -> list[Reading]:
    """The readers whose vote is waited for.

    A declared conflict does not count. Once the office has named a third person (illness), two
    votes are enough: whoever has not voted by then is not waited for any more.
    """
    authorised = [one for one in readings if one.knows_person is not True]
    voted = [one for one in authorised if one.choice is not None]
    has_third = any(one.is_third for one in authorised)
    return voted if has_third and len(voted) >= VOTES_NEEDED else authorised


def what_blocks(readings: Collection[Reading]) -> Blocked | None:
    """What stands in the way of an answer, `None` if nothing does.

    Two votes of authorised people are needed; an unread dossier blocks, whatever the others say.
    Votes that differ are talked about, three votes too: never an average, never a majority. A
    reader may change the vote after that talk. Source: product/course-house.md, 5.
    """
    counting = who_counts(readings)
    if len(counting) < VOTES_NEEDED:
        return Blocked.TOO_FEW_READERS
    if any(one.knows_person is None for one in counting):
        return Blocked.UNREAD
    if any(one.choice is None for one in counting):
        return Blocked.VOTE_MISSING
    choices = {one.choice for one in counting}
    return Blocked.TALK_FIRST if len(choices) > 1 or choices == {TALK} else None


def agreed_choice(readings: Collection[Reading]) -> str | None:
    """The vote that all readers who count share; `None` while something blocks."""
    if what_blocks(readings) is not None:
        return None
    return who_counts(readings)[0].choice


def answers_to(agreed: str) -> tuple[str, ...]:
    """What may be answered to an agreed vote: places are limited, so a place may have to wait."""
    return (PLACE, WAITING) if agreed == PLACE else (agreed,)


def expires_at(*, offered_at: datetime, days: int, starts_on: date | None) -> datetime:
    """Until when a place can be taken: `days` from now, 48 hours when the start is near.

    Counted up to the full hour, which is easier to say. A place never expires after the first day
    has begun. Raises `ValueError` below one day.
    """
    if days < 1:
        raise ValueError("An offer stands for a day at least.")
    if starts_on is None:
        return _full_hour(offered_at + timedelta(days=days))
    start = datetime.combine(starts_on, time(0), tzinfo=offered_at.tzinfo)
    is_close = start - offered_at <= CLOSE_TO_START
    end = _full_hour(offered_at + (SHORT_NOTICE if is_close else timedelta(days=days)))
    return min(end, start) if start > offered_at else end


def _full_hour(at: datetime) -> datetime:
    begun = at.replace(minute=0, second=0, microsecond=0)
    return begun if begun == at else begun + timedelta(hours=1)


def may_move_up(*, starts_on: date | None, today: date) -> bool:
    """Whether somebody may still move up: not any more once the course has begun."""
    return starts_on is None or today < starts_on


def free_places(*, places: int, taken: int) -> int:
    """Places that are neither offered nor accepted; never below 0."""
    return max(places - taken, 0)

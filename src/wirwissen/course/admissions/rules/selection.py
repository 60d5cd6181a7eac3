"""Selection: who may read, what blocks an answer, when a place expires. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

VOTES_NEEDED = 2
CLOSE_TO_START = timedelta(days=28)
SHORT_NOTICE = timedelta(hours=48)
MOST_CRITERIA = 5


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


def what_blocks(readings: Collection[Reading]) -> Blocked | None:
    """What stands in the way of an answer, `None` if nothing does.

    Two votes of authorised people are needed. A declared conflict does not count as a reader; an
    unread dossier blocks, whatever the others say. Votes that differ are talked about: never an
    average. A reader may change the vote after that talk. Source: product/course-house.md, 5.
    """
    authorised = [one for one in readings if one.knows_person is not True]
    if len(authorised) < VOTES_NEEDED:
        return Blocked.TOO_FEW_READERS
    if any(one.knows_person is None for one in authorised):
        return Blocked.UNREAD
    if any(one.choice is None for one in authorised):
        return Blocked.VOTE_MISSING
    choices = {one.choice for one in authorised}
    return Blocked.TALK_FIRST if len(choices) > 1 or choices == {"talk"} else None


def agreed_choice(readings: Collection[Reading]) -> str | None:
    """The vote that all authorised readers share; `None` while something blocks."""
    if what_blocks(readings) is not None:
        return None
    return next(one.choice for one in readings if one.choice is not None)


def needs_third(readings: Collection[Reading]) -> bool:
    """Whether the office has to name another reader (conflict, or the tandem is not complete)."""
    return what_blocks(readings) is Blocked.TOO_FEW_READERS


def expires_at(*, offered_at: datetime, days: int, starts_on: date | None) -> datetime:
    """Until when a place can be taken: `days` from now, 48 hours when the start is near.

    A place never expires after the first day has begun. Raises `ValueError` below one day.
    """
    if days < 1:
        raise ValueError("An offer stands for a day at least.")
    if starts_on is None:
        return offered_at + timedelta(days=days)
    start = datetime.combine(starts_on, time(0), tzinfo=offered_at.tzinfo)
    is_close = start - offered_at <= CLOSE_TO_START
    end = offered_at + (SHORT_NOTICE if is_close else timedelta(days=days))
    return min(end, start) if start > offered_at else end


def next_rank(ranks: Mapping[str, int]) -> str | None:
    """Who moves up: the application with the lowest rank; `None` on an empty list."""
    return min(ranks, key=lambda pk: (ranks[pk], pk)) if ranks else None


def free_places(*, places: int, taken: int) -> int:
    """Places that are neither offered nor accepted; never below 0."""
    return max(places - taken, 0)

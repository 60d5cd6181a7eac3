"""Who belongs to the group, who is expected in a session, and the order of lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum


class Kind(StrEnum):
    """Why somebody is here; only regular people count for the size of the group."""

    REGULAR = "regular"
    MAKES_UP = "makes_up"
    OBSERVER = "observer"


class Standing(StrEnum):
    """How somebody stands in a cohort. Reasons are kept nowhere."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in a cohort, as far as rules need to know."""

    kind: str
    state: str
    joined_on: date
    left_on: date | None = None


class Size(Enum):
    """How a group fits the size its programme asks for."""

    EMPTY = "empty"
    TOO_SMALL = "too_small"
    FITS = "fits"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, kw_only=True)
class GroupSize:
    """Figures of a group. `counted` are regular people who have not left, paused ones included.

    `in_room` are all who come, guests and observers too; `room_over` how many more than the room
    holds (its limit is a matter of its own: 24 and two guests are allowed).
    """

    counted: int
    guests: int
    observers: int
    in_room: int
    least: int | None
    most: int | None
    room_over: int

    @property
    def size(self) -> Size:
        """15 to 24 at the start; a limit that the programme does not name does not bind."""
        if not self.counted:
            return Size.EMPTY
        if self.least is not None and self.counted < self.least:
            return Size.TOO_SMALL
        if self.most is not None and self.counted > self.most:
            return Size.TOO_LARGE
        return Size.FITS


def group_size(
    people: Iterable[Person], *, least: int | None, most: int | None, room_limit: int | None
) -> GroupSize:
    """Count a group. Source: course-house.md, step 7, and "24 accepted and two make-up guests"."""
    here = [person for person in people if person.state != Standing.LEFT]
    coming = sum(person.state == Standing.ACTIVE for person in here)
    return GroupSize(
        counted=sum(person.kind == Kind.REGULAR for person in here),
        guests=sum(person.kind == Kind.MAKES_UP for person in here),
        observers=sum(person.kind == Kind.OBSERVER for person in here),
        in_room=coming,
        least=least,
        most=most,
        room_over=max(coming - room_limit, 0) if room_limit is not None else 0,
    )


def is_expected(person: Person, *, on: date, is_credited: bool) -> bool:
    """Whether a sheet of that day waits for an entry about this person.

    Regular people always, also for days before they came (nobody is left out by guess), unless
    the part is credited from an earlier cohort; up to the day they left. Guests between their
    first and last day. Observers never, and nobody waits for somebody who pauses.
    """
    if person.kind == Kind.OBSERVER or person.state == Standing.PAUSED:
        return False
    if person.left_on is not None and on > person.left_on:
        return False
    if person.kind == Kind.MAKES_UP:
        return person.joined_on <= on
    return not is_credited


def may_be_marked(person: Person, *, on: date) -> bool:
    """Whether an entry is taken: also for somebody who pauses, never for observers or after
    the last day, for guests from their first day on."""
    if person.kind == Kind.OBSERVER or (person.left_on is not None and on > person.left_on):
        return False
    return person.kind != Kind.MAKES_UP or person.joined_on <= on


def place_in_list(name: str) -> tuple[str, str]:
    """The sort key of every list of people: as in a German telephone book without titles.

    Equal on every database, on paper and on the screen; an erased person stands last.
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return (plain or "\uffff", name)

"""The evening of a meeting: its states, when the door opens, its course, who does what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN_AFTER = timedelta(minutes=30)  # a late good-bye
ASK_BEFORE = timedelta(hours=48)
ANSWERS_KEPT = timedelta(days=7)
SMALL = 5


class State(StrEnum):
    """How certain a date is."""

    TENTATIVE = "tentative"
    FIXED = "fixed"
    MOVED = "moved"
    CANCELLED = "cancelled"


HELD = (State.FIXED, State.MOVED)


class Part(StrEnum):
    """What somebody does for one meeting."""

    HOST = "host"
    SECOND = "second"
    TIME = "time"
    CARE = "care"
    TECH = "tech"


class Door(StrEnum):
    """What somebody who wants in is shown."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"
    SHUT = "shut"


def door_at(*, state: State, starts_at: datetime, ends_at: datetime, now: datetime) -> Door:
    """Whether one can join: from 15 minutes before until half an hour after, if it takes place."""
    if state not in HELD:
        return Door.SHUT
    if now < starts_at - OPENS_BEFORE:
        return Door.EARLY
    return Door.OPEN if now < ends_at + STAYS_OPEN_AFTER else Door.OVER


def next_state(state: State, wanted: State) -> State:
    """What a date becomes. Raises `ValueError` for a way that does not exist.

    A tentative date may be fixed or dropped, a fixed one moved or cancelled; a moved one again. A
    cancelled date stays cancelled: whoever has seen it must not wonder.
    """
    ways = {
        State.TENTATIVE: {State.FIXED, State.CANCELLED},
        State.FIXED: {State.MOVED, State.CANCELLED},
        State.MOVED: {State.MOVED, State.CANCELLED},
        State.CANCELLED: set[State](),
    }
    if wanted not in ways[state]:
        raise ValueError(f"{state} cannot become {wanted}")
    return wanted


def needs_question(
    *, state: State, coming: int, floor: int, starts_at: datetime, asked: bool, now: datetime
) -> bool:
    """Whether the orga is asked what to do: 48 hours before, and fewer coming than the floor.

    `floor` 0: the group asks for no answers. Asked once only.
    """
    due = starts_at - ASK_BEFORE <= now < starts_at
    return due and not asked and state in HELD and coming < floor


@dataclass(frozen=True)
class Step:
    """One part of the evening; `kind` says what is printed."""

    kind: str
    minutes: int


# Source: product/network-house.md, 8 (two hours).
AGENDA = (
    Step("arrive", 10), Step("check_in", 15), Step("input", 30), Step("break", 5),
    Step("small", 45), Step("gather", 10), Step("check_out", 5),
)  # fmt: skip


def agenda_of(
    starts_at: datetime, steps: Sequence[Step] = AGENDA
) -> Iterator[tuple[datetime, Step]]:
    """Each step with the time it begins."""
    at = starts_at
    for step in steps:
        yield at, step
        at += timedelta(minutes=step.minutes)


def open_parts(taken: Collection[Part]) -> list[Part]:
    """What nobody does yet, in the order it is asked for."""
    return [part for part in Part if part not in taken]


def succeeds(part: Part, taken: Collection[Part]) -> bool:
    """Whether the second host steps in at once: a host who falls ill leaves nobody at the door."""
    return part is Part.HOST and Part.SECOND in taken

"""Decisions about places that both houses take alike. All times are aware."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class InLine:
    """Somebody confirmed on the waiting list."""

    id: str
    since: datetime


def free_places(*, seats: int | None, taken: int) -> int | None:
    """How many places are left, never below 0; `None`: no limit. Raises for a negative count."""
    if taken < 0 or (seats is not None and seats < 0):
        raise ValueError("Places are counted from 0.")
    return None if seats is None else max(seats - taken, 0)


def held_until(*, now: datetime, hours: int, starts_at: datetime) -> datetime:
    """Until when an unconfirmed place is held, or an offered one waits for its answer.

    Never beyond the beginning of the event: an empty chair helps nobody then.
    """
    return min(now + timedelta(hours=hours), starts_at)


def has_lapsed(*, held_until: datetime | None, now: datetime) -> bool:
    """Whether the time for confirming or taking a place is over."""
    return held_until is not None and now >= held_until


def next_in_line(waiting: Sequence[InLine], *, free: int | None) -> list[str]:
    """Whom the free places are offered to: who has waited longest comes first (ids in order)."""
    ordered = sorted(waiting, key=lambda one: (one.since, one.id))
    return [one.id for one in (ordered if free is None else ordered[:free])]


def may_lower_seats(*, seats: int | None, taken: int) -> bool:
    """Places may be lowered to what is taken, not below: nobody loses a place by a form."""
    return seats is None or seats >= taken

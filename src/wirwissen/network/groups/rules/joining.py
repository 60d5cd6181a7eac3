"""Asking to join: states, terms, warnings, and who decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum

# Source: product/network-house.md, 3.
TALK_MINUTES = 15
REQUEST_DAYS = 30
APPEAL_DAYS = 14
LINK_LASTS = timedelta(days=REQUEST_DAYS)
ROOM_OPENS = timedelta(minutes=15)
ROOM_CLOSES = timedelta(minutes=60)


class RequestState(Enum):
    """Where a request stands. Withdrawn and forgotten ones have no state: they are deleted."""

    OPEN = "open"
    ADMITTED = "admitted"
    DECLINED = "declined"
    APPEALED = "appealed"
    CLOSED = "closed"  # declined twice: the appeal was the one there is


def looks_like_work(address: str, words: Iterable[str]) -> bool:
    """Whether a mail address looks like one from work, by words in its domain ("klinik").

    A hint to warn by, never a reason to refuse. An address without domain looks like nothing.
    """
    domain = address.rpartition("@")[2].lower()
    parts = domain.replace("-", ".").split(".")
    return any(word in domain if len(word) > 4 else word in parts for word in words)


def may_decide(
    state: RequestState, *, decider: str, first_decider: str | None, others: int
) -> bool:
    """Whether this orga person may decide now: an appeal goes to somebody else.

    `others` counts the orga people besides the decider: where there is nobody else, the same person
    looks again, because an appeal without an answer would be worse.
    """
    if state is RequestState.OPEN:
        return True
    if state is RequestState.APPEALED:
        return decider != first_decider or others == 0
    return False


def may_appeal(state: RequestState) -> bool:
    """One appeal, after the first no."""
    return state is RequestState.DECLINED


def is_room_open(starts_at: datetime, *, now: datetime) -> bool:
    """Whether a talk's link is shown: from 15 minutes before to an hour after its beginning."""
    return starts_at - ROOM_OPENS <= now <= starts_at + ROOM_CLOSES


def next_wave(waiting: Sequence[str], *, size: int, free: int) -> list[str]:
    """Whom the next wave admits: the first of those who wait, as many as are wanted and fit.

    Raises `ValueError` for a negative number.
    """
    if size < 0 or free < 0:
        raise ValueError("a negative count")
    return list(waiting[: min(size, free)])

"""When a round meets, who is offered a place, how long what belongs to it is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from wirwissen.foundation.places.rules import InLine, free_places, next_in_line

WEEK = timedelta(days=7)
LOOK_BACK = timedelta(days=28)  # after the third date: about a month, on the same weekday
LASTS = timedelta(hours=2)
SEATS = 6
OFFER_HOURS = 72
NOTES_LAST = timedelta(days=30)  # after the last date; the workbook goes the day after it


def dates_of(first: datetime) -> tuple[datetime, datetime, datetime, datetime]:
    """The four beginnings: three weekly, a look back four weeks later. Local time, without zone.

    Naive on purpose: 18:00 stays 18:00 when the clocks change. Raises `ValueError` for an aware
    time. Source: product/network-house.md, 11.
    """
    if first.tzinfo is not None:
        raise ValueError("Dates of a round are counted in local time.")
    third = first + 2 * WEEK
    return first, first + WEEK, third, third + LOOK_BACK


def offers(
    waiting: Sequence[InLine],
    *,
    seats: int,
    inside: Collection[str],
    apart: Collection[frozenset[str]],
    taken: int,
) -> list[str]:
    """Whom free places are offered to, in the order of waiting; ids of members.

    `inside` are those who lead, hold or are offered a place: whoever is kept apart from one of
    them is passed over in silence and goes on waiting. Nobody waits behind them for that.
    Raises `ValueError` for negative counts.
    """  # fmt: skip
    free = free_places(seats=seats, taken=taken) or 0
    present, chosen = set(inside), list[str]()
    for each in next_in_line(waiting, free=None):
        if len(chosen) == free:
            break
        if not is_apart(each, present, apart):
            chosen.append(each)
            present.add(each)
    return chosen


def is_apart(member: str, others: Collection[str], apart: Collection[frozenset[str]]) -> bool:
    """Whether somebody is kept apart from one of the others."""
    return any(frozenset({member, other}) in apart for other in others if other != member)

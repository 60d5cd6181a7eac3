"""How published meetings are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

SHOWN_FOR = timedelta(days=365)  # after the meeting, or after an old one was entered
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True, kw_only=True)
class MeetingFact:
    """One published meeting in local time; `ends_at` and `topic` where they were printed."""

    starts_at: datetime
    ends_at: datetime | None
    topic: str


def shown_until(on: date, *, today: date) -> date:
    """The last day on which strangers may read of a meeting: everything public has an end."""
    return max(on, today) + SHOWN_FOR


def read_meeting(row: Mapping[str, Any], place: str) -> MeetingFact:
    """Read one row (`date`, `weekday`, `start`, `end`, `topic`).

    Raises `ValueError` with the place if the printed weekday contradicts the date.
    """
    on = date.fromisoformat(row["date"])
    printed = row["weekday"]
    if WEEKDAYS[on.weekday()] != printed:
        real = WEEKDAYS[on.weekday()]
        raise ValueError(f"{place}.weekday: {on:%d.%m.%Y} ist ein {real}, gedruckt ist {printed}")
    start, end = time.fromisoformat(row["start"]), row["end"]
    return MeetingFact(
        starts_at=datetime.combine(on, start),
        ends_at=datetime.combine(on, time.fromisoformat(end)) if end else None,
        topic=row["topic"] or "",
    )

"""How published meetings are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True, kw_only=True)
class MeetingFact:
    """One published meeting in local time; `ends_at` and `topic` where they were printed."""

    starts_at: datetime
    ends_at: datetime | None
    topic: str


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

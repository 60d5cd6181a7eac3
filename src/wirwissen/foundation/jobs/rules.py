"""When a job of the timetable is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Either every so often, or once a day at or after a local time."""

    every: timedelta | None = None
    daily_at: time | None = None


def is_due(timing: Timing, *, last_run: datetime | None, now: datetime) -> bool:
    """Whether a job should run; both times aware and in the house's zone.

    A clock that went backwards (a demo's) makes nothing due twice. Raises `ValueError` for a
    timing that says both or nothing.
    """
    if (timing.every is None) == (timing.daily_at is None):
        raise ValueError("A timing is either an interval or a time of day.")
    if last_run is None:
        return True
    if timing.every is not None:
        # In UTC: Python subtracts what the clocks on the wall show, and one night an hour is twice.
        return now.astimezone(UTC) - last_run.astimezone(UTC) >= timing.every
    assert timing.daily_at is not None
    due = now.replace(
        hour=timing.daily_at.hour, minute=timing.daily_at.minute, second=0, microsecond=0
    )
    if now < due:
        due -= timedelta(days=1)
    return last_run < due


LEASE = timedelta(minutes=10)
MOST_TRIES = 5


def is_abandoned(*, started_at: datetime | None, now: datetime) -> bool:
    """Whether a running job's worker must be taken for dead (a `kill -9` leaves it RUNNING)."""
    return started_at is not None and now - started_at > LEASE

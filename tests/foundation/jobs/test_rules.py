"""When a job is due: also in the two nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from wirwissen.foundation.jobs.rules import Timing, is_due

BERLIN = ZoneInfo("Europe/Berlin")
MINUTELY = Timing(every=timedelta(minutes=1))
NIGHTLY = Timing(daily_at=time(3, 10))


def local(*parts: int) -> datetime:
    """A moment in UTC, as the house's zone shows it."""
    return datetime(*parts, tzinfo=UTC).astimezone(BERLIN)  # type: ignore[arg-type,misc]


def test_every_minute_stays_every_minute_when_the_hour_comes_twice() -> None:
    last = local(2026, 10, 25, 0, 59)  # 2:59, summer time

    assert is_due(MINUTELY, last_run=last, now=local(2026, 10, 25, 1, 0))  # 2:00, winter time


def test_an_hour_that_is_left_out_is_no_hour_of_waiting() -> None:
    hourly = Timing(every=timedelta(hours=1))

    # 1:59 and 3:00: one minute apart.
    assert not is_due(hourly, last_run=local(2027, 3, 28, 0, 59), now=local(2027, 3, 28, 1, 0))


@pytest.mark.parametrize("day", [(2026, 10, 25), (2027, 3, 28), (2027, 6, 1)])
def test_the_nightly_job_runs_once_on_every_date(day: tuple[int, int, int]) -> None:
    at = datetime(*day, tzinfo=BERLIN).astimezone(UTC) - timedelta(hours=12)
    last, runs = local(2026, 1, 1), []
    for _quarter in range(36 * 4):
        at += timedelta(minutes=15)
        if is_due(NIGHTLY, last_run=last, now=at.astimezone(BERLIN)):
            last = at.astimezone(BERLIN)
            runs.append(last)

    in_the_night = [run for run in runs if run.date() == date(*day)]
    assert [(run.hour, run.minute) for run in in_the_night] == [(3, 15)]


def test_a_clock_that_went_back_makes_nothing_due() -> None:
    last = local(2027, 6, 1, 12, 0)

    found = [is_due(timing, last_run=last, now=last - timedelta(days=3))
             for timing in (MINUTELY, NIGHTLY)]  # fmt: skip

    assert found == [False, False]


@pytest.mark.parametrize("timing", [Timing(), Timing(every=timedelta(1), daily_at=time(3))])
def test_a_timing_says_one_thing(timing: Timing) -> None:
    with pytest.raises(ValueError, match="either"):
        is_due(timing, last_run=None, now=local(2027, 6, 1))

"""Published meetings: what is read, what is refused."""

from datetime import datetime

import pytest

from wirwissen.network.groups.rules import MeetingFact, read_meeting

ROW = {"date": "2024-03-20", "weekday": "Mi", "start": "18:00", "end": "20:00", "topic": "EX-IN"}


def test_a_meeting_is_read_with_its_times() -> None:
    # Local times without zone: the house adds its own.
    assert read_meeting(ROW, "meetings[0]") == MeetingFact(
        starts_at=datetime.fromisoformat("2024-03-20T18:00"),
        ends_at=datetime.fromisoformat("2024-03-20T20:00"),
        topic="EX-IN",
    )


def test_a_weekday_that_contradicts_its_date_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match=r"meetings\[3\].weekday: 20.03.2024 ist ein Mi"):
        read_meeting({**ROW, "weekday": "Do"}, "meetings[3]")

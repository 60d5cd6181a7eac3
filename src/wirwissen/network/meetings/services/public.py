"""Which of a group's dates strangers may read: fixed ones, if the group shows dates at all."""

from __future__ import annotations

from datetime import datetime

from wirwissen.network.groups.models import PublicMeeting
from wirwissen.network.meetings.models import Meeting, MeetingState


def show_in_public(meeting: Meeting, *, before: datetime | None = None) -> None:
    """Bring the public list in line with one date; `before`: when it began until now."""
    rows = PublicMeeting.objects.filter(group=meeting.group_id)
    if before is not None and before != meeting.starts_at:
        rows.filter(starts_at=before).delete()
    is_shown = meeting.group.shows_dates and meeting.state in {
        MeetingState.FIXED,
        MeetingState.MOVED,
    }
    if not is_shown:
        rows.filter(starts_at=meeting.starts_at).delete()
        return
    topic = meeting.topic.title if meeting.topic is not None else ""
    PublicMeeting.objects.update_or_create(
        group=meeting.group, starts_at=meeting.starts_at,
        defaults={"ends_at": meeting.ends_at, "topic": topic},
    )  # fmt: skip

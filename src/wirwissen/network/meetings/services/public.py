"""Which of a group's dates strangers may read: fixed ones, if the group shows dates at all."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from wirwissen.network.groups.models import PublicMeeting
from wirwissen.network.groups.rules import shown_until
from wirwissen.network.meetings.models import Meeting, MeetingState

_FAST = (MeetingState.FIXED, MeetingState.MOVED)


def show_in_public(meeting: Meeting, *, before: datetime | None = None) -> None:
    """Bring the public list in line with one date; `before`: when it began until now. It ends a
    year after the meeting.

    A date that the orga has taken back stays back, also when it moves or gets another topic.
    """
    rows = PublicMeeting.objects.filter(group=meeting.group_id)
    if before is not None and before != meeting.starts_at:
        rows.filter(starts_at=meeting.starts_at).delete()
        rows.filter(starts_at=before).update(starts_at=meeting.starts_at)
    here = rows.filter(starts_at=meeting.starts_at)
    if here.filter(is_withdrawn=True).exists():
        return
    if not meeting.group.shows_dates or meeting.state not in _FAST:
        here.delete()
        return
    topic = meeting.topic.title if meeting.topic is not None else ""
    day = timezone.localdate(meeting.starts_at)
    PublicMeeting.objects.update_or_create(
        group=meeting.group, starts_at=meeting.starts_at,
        defaults={"ends_at": meeting.ends_at, "topic": topic,
                  "shown_until": shown_until(day, today=day)},
    )  # fmt: skip

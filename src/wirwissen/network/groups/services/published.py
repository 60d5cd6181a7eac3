"""Keep a list of published meetings."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wirwissen.network.groups.models import Group, PublicMeeting
from wirwissen.network.groups.rules import MeetingFact, shown_until


@transaction.atomic
def keep_meetings(group: Group, meetings: Iterable[MeetingFact], *, now: datetime) -> int:
    """Keep every meeting once; running it again changes nothing. Returns how many are new."""
    new, today = 0, timezone.localdate(now)
    for fact in meetings:
        _row, is_new = PublicMeeting.objects.get_or_create(
            group=group,
            starts_at=timezone.make_aware(fact.starts_at),
            defaults={
                "ends_at": timezone.make_aware(fact.ends_at) if fact.ends_at else None,
                "topic": fact.topic,
                "shown_until": shown_until(fact.starts_at.date(), today=today),
            },
        )
        new += is_new
    return new

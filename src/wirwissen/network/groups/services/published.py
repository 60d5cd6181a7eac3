"""Keep a list of published meetings."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from wirwissen.network.groups.models import Group, PublicMeeting
from wirwissen.network.groups.rules import MeetingFact


@transaction.atomic
def keep_meetings(group: Group, meetings: Iterable[MeetingFact]) -> int:
    """Keep every meeting once; running it again changes nothing. Returns how many are new."""
    new = 0
    for fact in meetings:
        _row, is_new = PublicMeeting.objects.get_or_create(
            group=group,
            starts_at=timezone.make_aware(fact.starts_at),
            defaults={
                "ends_at": timezone.make_aware(fact.ends_at) if fact.ends_at else None,
                "topic": fact.topic,
            },
        )
        new += is_new
    return new

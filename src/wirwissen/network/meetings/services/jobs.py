"""What the worker does for meetings by itself."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.privacy.services.retention import delete_ownerless_envelopes
from wirwissen.network.meetings.models import Meeting
from wirwissen.network.meetings.services.closing import forget_closed_groups
from wirwissen.network.meetings.services.meetings import ask_about_few, count_answers
from wirwissen.network.meetings.services.passes import clear_passes


@task()
def look_after_meetings() -> None:
    """Count who comes, ask the orga about few, forget who was there. Safe to run twice."""
    at = clock_now()
    # Not after the start: whoever leaves the group then takes the answer along, the count stays.
    for meeting in Meeting.objects.filter(starts_at__gt=at, starts_at__lt=at + timedelta(days=3)):
        count_answers(meeting)
    ask_about_few(now=at)
    clear_passes(now=at)
    forget_closed_groups()
    # Whoever has left took their answer along; its key need not wait for the night.
    delete_ownerless_envelopes(now=at)

"""What the worker does every five minutes."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from wirwissen.course.events import queries
from wirwissen.course.events.services.events import drop_needs_in_time
from wirwissen.course.events.services.settling import lock, settle
from wirwissen.foundation.core.clock import now as clock_now


def tidy(*, now: datetime) -> int:
    """Free lapsed places, offer free ones, forget old needs; returns how many events it saw.

    One transaction per event: a long list never keeps visitors of another event waiting.
    """
    due = queries.events_to_settle(now)
    for event_id in due:
        with transaction.atomic():
            settle(lock(event_id), now)
    drop_needs_in_time(now=now)
    return len(due)


@task()
def tidy_places() -> None:
    """The job on the timetable."""
    tidy(now=clock_now())

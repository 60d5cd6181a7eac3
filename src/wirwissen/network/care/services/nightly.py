"""Every night: hits, pauses that end, decisions that become final."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.network.care.models import Case, OwnMarks, Report
from wirwissen.network.care.rules.reports import Step
from wirwissen.network.care.services.matching import look_for_hits
from wirwissen.network.care.services.measures import close_final, end_pauses
from wirwissen.network.care.services.messages import drop_messages_of_closed_groups
from wirwissen.network.care.services.reports import fill_seats
from wirwissen.network.groups.models import Group, JoinRequest


@task()
def look_after() -> None:
    """The nightly job. Safe to run twice."""
    keep_in_order(now=clock_now())


def keep_in_order(*, now: datetime) -> None:
    """Everything of the night, group by group, in the same order for each."""
    requests = JoinRequest.objects.values("pk")
    OwnMarks.objects.filter(member__isnull=True).exclude(request__in=requests).delete()
    Case.objects.filter(later__isnull=True).exclude(request__in=requests).delete()
    drop_messages_of_closed_groups()
    for group in Group.objects.order_by("pk"):
        look_for_hits(group, now=now)
    end_pauses(now=now)
    close_final(now=now)
    for row in Report.objects.exclude(step__in=[Step.CLOSED.value, Step.DECIDED.value]):
        fill_seats(row, now=now)

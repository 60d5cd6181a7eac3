"""Begin a planning run: only when enough answers have changed that figures tell of nobody."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import PlanRun, RunState
from wirwissen.network.meetings.services.planning.changes import changes_since
from wirwissen.network.meetings.services.planning.running import work_out_plan
from wirwissen.planner.snapshots import FEWEST_CHANGES

UNDER_WAY = (RunState.WAITING, RunState.RUNNING)


def may_ask(group: Group) -> bool:
    """Whether a new run is possible: five members have changed something since the last one."""
    return changes_since(group).members >= FEWEST_CHANGES


@transaction.atomic
def ask_for_plan(
    group: Group, *, first_month: date, countries: list[str], now: datetime
) -> PlanRun:
    """Begin a run in the background. One at a time: asking twice gives the one under way.

    Raises `Refused` while fewer than five members have changed something: even the changed plan
    itself would tell about them.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    running = PlanRun.objects.filter(group=group, state__in=UNDER_WAY).first()
    if running is not None:
        return running
    if not may_ask(group):
        raise Refused(
            _(
                "Noch nicht: Ein neuer Plan entsteht erst, wenn mindestens fünf Menschen ihre"
                " Zeiten eingetragen oder geändert haben. Sonst verriete er etwas über Einzelne."
            )
        )
    run = PlanRun.objects.create(
        group=group, first_month=first_month.replace(day=1), countries=countries, asked_at=now
    )
    work_out_plan.enqueue(run.pk)
    return run

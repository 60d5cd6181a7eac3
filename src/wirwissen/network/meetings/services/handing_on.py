"""What the orga's meetings need when one of them is no longer there."""

from __future__ import annotations

from datetime import datetime

from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.meetings.models import PlanRun, Room, RunState
from wirwissen.network.meetings.services.planning.publishing import give_back
from wirwissen.network.meetings.services.telling import orga, tell


def end_duty(member: Member, kind: DutyKind, now: datetime) -> None:
    """Whoever leaves the orga still knows the room: it is renewed (`groups.hooks.duty_ended`).

    A plan they had taken over is a proposal again: four eyes are two people of the orga.
    """
    if kind is not DutyKind.ORGA:
        return
    for run in PlanRun.objects.filter(taken_by=member, state=RunState.TAKEN):
        give_back(run)
    if Room.objects.filter(group=member.group_id).update(known_outside=True):
        tell(orga(member.group), now=now)

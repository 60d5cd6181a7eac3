"""What was in somebody's hands goes to others when their duty ends, at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wirwissen.network.care.models import Case, JointAct, Seat
from wirwissen.network.care.rules.reports import Step
from wirwissen.network.care.services.matching import give_to_confidants
from wirwissen.network.care.services.reports import step_aside
from wirwissen.network.groups.models import DutyKind, Member

DECIDING = (DutyKind.ORGA.value, DutyKind.CONFIDANT.value)


@transaction.atomic
def end_duty(member: Member, kind: DutyKind, now: datetime) -> None:
    """Hand on what the duty had brought (`groups.hooks.duty_ended`).

    What was half opened with a second person stays shut: two of the orga open it, never one alone.
    """
    if kind is DutyKind.ORGA:
        half = JointAct.objects.filter(asked_by=member, confirmed_at__isnull=True)
        half.update(asked_by=None)
    if kind is DutyKind.CONFIDANT:
        Case.objects.filter(confidant=member).update(confidant=None)
        give_to_confidants(member.group, now=now)
    if kind.value in DECIDING and not member.duties.filter(kind__in=DECIDING).exists():
        seats = Seat.objects.filter(member=member, stepped_aside=False)
        open_ones = seats.exclude(report__step__in=[Step.DECIDED.value, Step.CLOSED.value])
        for seat in open_ones.select_related("report__group"):
            step_aside(seat, now=now)

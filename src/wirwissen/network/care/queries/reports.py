"""Reads about reports: whose they are, who sits where, what was decided."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wirwissen.network.care.models import Decision, Report, Seat, Side
from wirwissen.network.care.rules.reports import Measure
from wirwissen.network.groups.models import Duty, DutyKind, Group, Member


def seats_of(member: Member) -> QuerySet[Seat]:
    """What a member decides about, the newest first. One query."""
    rows = Seat.objects.filter(member=member, stepped_aside=False).select_related("report")
    return rows.order_by("report__closed_on", "-report__reported_on", "pk")


def seat_in(member: Member, report_id: str) -> Seat | None:
    """The member's seat in one report, with the report; `None` for everybody else. One query."""
    rows = Seat.objects.filter(member=member, report=report_id, stepped_aside=False)
    return rows.select_related("report__envelope", "report__about").first()


def own_reports(member: Member) -> QuerySet[Report]:
    """What a member has reported, the newest first. One query."""
    return Report.objects.filter(by=member).order_by("-reported_on", "pk")


def side_of(member: Member, side_id: str) -> Side | None:
    """The member's own hearing. One query."""
    rows = Side.objects.filter(member=member, pk=side_id)
    return rows.select_related("report", "envelope").first()


def decisions_of(report: Report) -> list[Decision]:
    """Proposed and valid decisions, the appeal's last. One query."""
    rows = Decision.objects.filter(report=report).select_related("envelope", "proposed_by")
    return list(rows.order_by("round_no"))


def barred(group: Group, today: date) -> frozenset[str]:
    """Ids of members whom a decision keeps out of meetings and rounds today. One query."""
    ends = Q(measure=Measure.PAUSE.value, until__gte=today) | Q(measure=Measure.EXCLUDE.value)
    rows = Decision.objects.filter(ends, decided_on__isnull=False, about__group=group)
    appealed = Decision.objects.filter(
        report=OuterRef("report"), round_no__gt=OuterRef("round_no"), decided_on__isnull=False
    )
    return frozenset(rows.exclude(Exists(appealed)).values_list("about_id", flat=True))


def candidates(group: Group) -> list[str]:
    """Ids of orga and confidants: who may decide. One query."""
    kinds = [DutyKind.ORGA.value, DutyKind.CONFIDANT.value]
    rows = Duty.objects.filter(member__group=group, kind__in=kinds)
    return list(rows.order_by("member_id").values_list("member_id", flat=True).distinct())


def member_called(group: Group, pseudonym: str) -> Member | None:
    """The member of that name in the group. One query."""
    name = " ".join(pseudonym.split())
    return Member.objects.filter(group=group, pseudonym__iexact=name).first() if name else None

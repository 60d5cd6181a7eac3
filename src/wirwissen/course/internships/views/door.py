"""Who may open an internship page: the person themself, or leads and office of the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.internships import queries, rules
from wirwissen.course.internships.models import Placement, Report
from wirwissen.course.record.shapes import InternshipRule
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today

STAFF = (Role.LEAD, Role.OFFICE)


@dataclass(frozen=True, kw_only=True)
class Internship:
    """One internship as a page shows it."""

    rule: InternshipRule
    hours: rules.Hours
    placements: list[Placement]
    withdrawn: list[Placement]
    report: Report | None
    hints: list[str]  # soft rules that a start breaks and nobody has accepted yet


def own_participation(request: HttpRequest) -> Participant:
    """The signed-in person's latest place in a cohort. Raises `Http404` without one."""
    found = queries.participations(signed_in(request)).first()
    if found is None:
        raise Http404
    return found


def staff_participant(request: HttpRequest, pk: str) -> tuple[Participant, Staff]:
    """A participant, for leads and office of their organisation. Raises `Http404`."""
    rows = Participant.objects.select_related("cohort__version", "cohort__organisation", "person")
    found = get_object_or_404(rows, pk=pk)
    return found, act_for(request, found.cohort.organisation_id, *STAFF)


def placement_for(request: HttpRequest, pk: str) -> tuple[Placement, bool]:
    """A placement and whether staff is asking. Raises `Http404` for everybody else."""
    rows = Placement.objects.select_related(
        "participant__cohort__version", "participant__cohort__organisation", "participant__person"
    )
    found = get_object_or_404(rows, pk=pk)
    if found.participant.person_id == signed_in(request).pk:
        return found, False
    act_for(request, found.participant.cohort.organisation_id, *STAFF)
    return found, True


def staff_placement(request: HttpRequest, pk: str) -> tuple[Placement, Staff]:
    """A placement for staff alone. Raises `Http404`."""
    rows = Placement.objects.select_related(
        "participant__cohort__version", "participant__cohort__organisation"
    )
    found = get_object_or_404(rows, pk=pk)
    return found, act_for(request, found.participant.cohort.organisation_id, *STAFF)


def back_to(participant: Participant, *, is_staff: bool) -> str:
    """Where a page about this person's internships leads back to."""
    if is_staff:
        return reverse("internships:participant", args=[participant.pk])
    return reverse("internships:own")


def internships_of(participant: Participant) -> list[Internship]:
    """Everything a page shows about a person's internships. Three queries."""
    rows = list(queries.placements_of(participant))
    hints = queries.hints_of(participant, rows, today())
    reports: Iterable[Report] = participant.reports.all()
    by_no = {report.no: report for report in reports}
    sums = queries.sums_of(participant, rows)
    return [
        Internship(
            rule=rule,
            hours=sums[rule.no],
            placements=[r for r in rows if r.no == rule.no and r.withdrawn_at is None],
            withdrawn=[r for r in rows if r.no == rule.no and r.withdrawn_at is not None],
            report=by_no.get(rule.no),
            hints=hints[rule.no],
        )
        for rule in queries.internship_rules(participant)
    ]

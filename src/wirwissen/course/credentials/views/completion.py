""" "Was fehlt noch?" for the person and for the leads; the closing page of a cohort."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantState
from wirwissen.course.credentials import queries
from wirwissen.course.credentials.models import PaperKind, PaperState
from wirwissen.course.portfolio.queries import latest_participation
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today

STAFF = (Role.LEAD, Role.OFFICE, Role.RELEASER)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What counts, how it was counted, and what to do next."""
    participant = latest_participation(signed_in(request))
    context: dict[str, object] = {"participant": participant, "is_staff": False}
    if participant is not None:
        record = queries.learning_record(participant, today())
        context["standing"] = queries.as_standing(participant, record, for_staff=False)
    return render(request, "credentials/own.html", context)


@require_safe
def own_record(request: HttpRequest) -> HttpResponse:
    """The person's own learning record as a file."""
    participant = latest_participation(signed_in(request))
    if participant is None:
        return own(request)
    return record_file(participant)


@require_safe
def participant(request: HttpRequest, pk: str) -> HttpResponse:
    """The same page for the leads, with what they can do about it."""
    found, staff = find_participant(request, pk)
    record = queries.learning_record(found, today())
    living = found.papers.filter(kind=PaperKind.CERTIFICATE).exclude(state=PaperState.REPLACED)
    context = {
        "participant": found,
        "standing": queries.as_standing(found, record, for_staff=True),
        "is_staff": True,
        "certificate": living.order_by("-proposed_at").first(),
        "may_propose": bool(staff.roles & {Role.LEAD, Role.OFFICE}),
    }
    return render(request, "credentials/participant.html", context)


@require_safe
def closing(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody of a cohort: who is ready, what is missing in words."""
    rows = Cohort.objects.select_related("version__programme", "organisation")
    cohort = get_object_or_404(rows, pk=pk)
    act_for(request, cohort.organisation_id, *STAFF)
    standings = queries.standings_of(cohort, today())
    shown = request.GET.get("nur", "")
    kept = [standing for standing in standings if _is_shown(standing, shown)]
    context = {
        "cohort": cohort,
        "standings": kept,
        "shown": shown,
        "ready": sum(standing.is_ready for standing in standings),
        "everybody": len(standings),
        "as_of": today(),
    }
    return render(request, "credentials/closing.html", context)


def _is_shown(standing: queries.Standing, shown: str) -> bool:
    if shown == "bereit":
        return standing.is_ready
    if shown == "fehlt":
        is_active = standing.participant.state == ParticipantState.ACTIVE
        return is_active and not standing.is_ready
    return True


def find_participant(request: HttpRequest, pk: str, *roles: Role) -> tuple[Participant, Staff]:
    """A participant, for staff of their organisation. Raises `Http404`."""
    rows = Participant.objects.select_related("cohort__version__programme", "cohort__organisation")
    found = get_object_or_404(rows, pk=pk)
    return found, act_for(request, found.cohort.organisation_id, *(roles or STAFF))


def record_file(participant: Participant) -> HttpResponse:
    """A learning record as a download with a neutral name."""
    text = write_record(queries.learning_record(participant, today()))
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="lernakte.json"'
    return response

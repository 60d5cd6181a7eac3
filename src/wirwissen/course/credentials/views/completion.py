""" "Was fehlt noch?" for the person and for the leads; the closing page of a cohort."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind, ParticipantState
from wirwissen.course.credentials import queries
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today

STAFF = (Role.LEAD, Role.OFFICE, Role.RELEASER)
KEEPERS = frozenset({Role.LEAD, Role.OFFICE})


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What counts, how it was counted, and what to do next."""
    participant = queries.participation_of(signed_in(request))
    if participant is None or participant.kind != ParticipantKind.REGULAR:
        return render(request, "credentials/own.html", {"participant": None})
    record = queries.learning_record(participant, today())
    context = {
        "participant": participant,
        "standing": queries.as_standing(participant, record, for_staff=False),
        "certificate": queries.certificate_of(participant),
        "with_links": True,
    }
    return render(request, "credentials/own.html", context)


@require_safe
def own_record(request: HttpRequest) -> HttpResponse:
    """The person's own learning record as a file."""
    participant = queries.participation_of(signed_in(request))
    if participant is None:
        return own(request)
    return record_file(participant)


@require_safe
def participant(request: HttpRequest, pk: str) -> HttpResponse:
    """The same page for the leads, with what they can do about it."""
    found, staff = find_participant(request, pk)
    record = queries.learning_record(found, today())
    is_keeper = bool(staff.roles & KEEPERS)
    context = {
        "participant": found,
        "standing": queries.as_standing(found, record, for_staff=True),
        "certificate": queries.certificate_of(found),
        "is_keeper": is_keeper,
        "with_links": is_keeper,
    }
    return render(request, "credentials/participant.html", context)


@dataclass(frozen=True, kw_only=True)
class ClosingRow:
    """One person on the closing page."""

    standing: queries.Standing
    certificate: queries.Certificate | None

    @property
    def state(self) -> str:
        """Which word stands in the last column."""
        if self.certificate is not None:
            return self.certificate.state
        who = self.standing.participant
        if who.state != ParticipantState.ACTIVE:
            return str(who.state)
        return "ready" if self.standing.is_ready else str(self.standing.completion.certificate)

    @property
    def may_be_proposed(self) -> bool:
        return self.certificate is None and self.standing.is_ready


def find_cohort(request: HttpRequest, pk: str, *roles: Role) -> tuple[Cohort, Staff]:
    """A cohort, for staff of its organisation. Raises `Http404`."""
    rows = Cohort.objects.select_related("version__programme", "organisation")
    cohort = get_object_or_404(rows, pk=pk)
    return cohort, act_for(request, cohort.organisation_id, *(roles or STAFF))


def closing_rows(cohort: Cohort) -> list[ClosingRow]:
    """Everybody of a cohort. Seven queries."""
    return [
        ClosingRow(standing=one, certificate=queries.certificate_of(one.participant))
        for one in queries.standings_of(cohort, today())
    ]


@require_safe
def closing(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody of a cohort: who is ready, what is missing in words."""
    cohort, staff = find_cohort(request, pk)
    rows = closing_rows(cohort)
    shown = request.GET.get("nur", "")
    context = {
        "cohort": cohort,
        "rows": [row for row in rows if _is_shown(row, shown)],
        "counted": rows[0].standing if rows else None,
        "shown": shown,
        "ready": sum(_is_shown(row, "bereit") for row in rows),
        "lacking": sum(_is_shown(row, "fehlt") for row in rows),
        "everybody": len(rows),
        "as_of": today(),
        "to_propose": [row for row in rows if row.may_be_proposed],
        "is_keeper": bool(staff.roles & KEEPERS),
    }
    return render(request, "credentials/closing.html", context)


def _is_shown(row: ClosingRow, shown: str) -> bool:
    if shown == "bereit":
        return row.state == "ready"
    if shown == "fehlt":
        is_active = row.standing.participant.state == ParticipantState.ACTIVE
        return is_active and row.certificate is None and not row.standing.is_ready
    return True


def find_participant(request: HttpRequest, pk: str, *roles: Role) -> tuple[Participant, Staff]:
    """A participant, for staff of their organisation. Raises `Http404`."""
    rows = Participant.objects.select_related("cohort__version__programme", "cohort__organisation")
    found = get_object_or_404(queries.with_certificate(rows), pk=pk)
    return found, act_for(request, found.cohort.organisation_id, *(roles or STAFF))


def record_file(participant: Participant) -> HttpResponse:
    """A learning record as a download with a neutral name."""
    text = write_record(queries.learning_record(participant, today()))
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="lernakte.json"'
    return response

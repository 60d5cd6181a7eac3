"""The list of cohorts, one cohort, making one, its history."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.cohorts import CohortForm, NewCohortForm, initial_of
from wirwissen.course.cohorts.models import ParticipantState
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import KEEPERS, cohort_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.access import act_as
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now

ENTRIES_A_PAGE = 100


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """All cohorts of the house somebody works for."""
    staff = act_as(request, *KEEPERS)
    at = now()
    rows = [shown.cohort_line(row, at) for row in queries.cohorts_of(staff.organisation)]
    context = {
        "running": [row for row in rows if not row.is_over],
        "over": [row for row in rows if row.is_over],
        "open_sheets": queries.open_sheets(staff.organisation, at).count(),
        "is_office": Role.OFFICE in staff.roles,
    }
    return render(request, "cohorts/cohorts.html", context)


@require_safe
def cohort(request: HttpRequest, pk: str) -> HttpResponse:
    """One cohort: what waits, how the group and the timetable stand, the ways on."""
    row, staff = cohort_for(request, pk)
    curriculum = curriculum_of(row.version)
    people = queries.people_of(row)
    sessions = list(queries.sessions_of(row))
    at = now()
    waiting = queries.ended_and_open(queries.sessions_of(row), at)
    context = {
        "cohort": row,
        "is_office": Role.OFFICE in staff.roles,
        "size": queries.size_of(row, people, curriculum),
        "paused": sum(person.state == ParticipantState.PAUSED for person in people),
        "parts": shown.part_lines(curriculum, sessions, at),
        "next": next((one for one in sessions if one.ends_at >= at and not one.cancelled_at), None),
        "open_sheets": shown.open_lines(curriculum, waiting, at),
        "objections": [
            one
            for one in queries.open_objections(row.organisation)
            if one.session.cohort_id == row.pk
        ],
        "clashes": queries.clashes_of(row),
    }
    return render(request, "cohorts/cohort.html", context)


@require_http_methods(["GET", "POST"])
def cohort_new(request: HttpRequest) -> HttpResponse:
    """Make a cohort. It pins its programme version."""
    staff = act_as(request, Role.OFFICE)
    form = NewCohortForm(request.POST or None, organisation=staff.organisation)
    if form.is_valid():
        made = services.create_cohort(staff.organisation, now=now(), **form.cleaned_data)
        return redirect("cohorts:cohort", made.pk)
    return render(request, "cohorts/cohort_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def cohort_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change title, place, limits."""
    row, _staff = cohort_for(request, pk, Role.OFFICE)
    form = CohortForm(request.POST or None, initial=initial_of(row))
    if form.is_valid():
        services.change_cohort(row, **form.cleaned_data)
        return redirect("cohorts:cohort", row.pk)
    return render(request, "cohorts/cohort_edit.html", {"cohort": row, "form": form})


@require_safe
def ledger(request: HttpRequest, pk: str) -> HttpResponse:
    """The whole history of a cohort's sheets, and whether its chain holds."""
    row, _staff = cohort_for(request, pk)
    broken_at, differing = queries.faults_of(queries.entries_of(row), queries.standing_units(row))
    pages = Paginator(queries.latest_first(row), ENTRIES_A_PAGE)
    context = {
        "cohort": row,
        "page": pages.get_page(request.GET.get("seite")),
        "titles": shown.titles_of(curriculum_of(row.version)),
        "broken_at": broken_at,
        "differing": differing,
        "holds": broken_at is None and not differing,
    }
    return render(request, "cohorts/ledger.html", context)

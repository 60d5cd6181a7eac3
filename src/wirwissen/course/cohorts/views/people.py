"""The people of a cohort, and adding them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.admissions import queries as admissions
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.people import PersonForm
from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind
from wirwissen.course.cohorts.rules.forecast import Forecast, forecast_of
from wirwissen.course.cohorts.views.doors import cohort_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.results import AbsenceResult
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today


@dataclass(frozen=True)
class PersonLine:
    """One person with their forecast; guests have none, they belong to another group."""

    person: Participant
    forecast: Forecast | None

    @property
    def result(self) -> AbsenceResult | None:
        """How the person stands with the absence rule, if there is one for them."""
        return self.forecast.result if self.forecast else None


@require_safe
def people(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody in a cohort with their absence."""
    cohort, staff = cohort_for(request, pk)
    everybody = queries.people_of(cohort)
    records = queries.attendance_parts(cohort, today(), everybody)
    is_office = Role.OFFICE in staff.roles
    added = request.GET.get("neu", "")
    context = {
        "cohort": cohort,
        "size": queries.size_of(cohort, everybody, curriculum_of(cohort.version)),
        "lines": [
            PersonLine(
                one,
                forecast_of(records[one.pk]) if one.kind == ParticipantKind.REGULAR else None,
            )
            for one in everybody
        ],
        "is_office": is_office,
        "waiting": _waiting(cohort, everybody) if is_office else 0,
        "added": int(added) if added.isascii() and added.isdigit() else None,
    }
    return render(request, "cohorts/people.html", context)


@require_POST
def take_in(request: HttpRequest, pk: str) -> HttpResponse:
    """Take in everybody who accepted a place."""
    cohort, office = cohort_for(request, pk, Role.OFFICE)
    made = services.add_accepted(cohort, by=office.user, now=now())
    address = reverse("cohorts:people", args=[cohort.pk])
    return redirect(f"{address}?neu={len(made)}")


def _waiting(cohort: Cohort, there: list[Participant]) -> int:
    """How many accepted a place and are not here yet. One query."""
    if cohort.offer is None:
        return 0
    accepted = admissions.accepted(cohort.offer)
    return accepted.exclude(person__in=[one.person_id for one in there]).count()


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Add somebody by hand: late, without an address, as a guest or observer."""
    cohort, _staff = cohort_for(request, pk, Role.OFFICE)
    form = PersonForm(request.POST or None, initial={"joined_on": today()})
    if form.is_valid():
        made = services.add_person(
            cohort,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            kind=ParticipantKind(form.cleaned_data["kind"]),
            joined_on=form.cleaned_data["joined_on"],
            left_on=form.cleaned_data["left_on"],
            now=now(),
        )
        return redirect("cohorts:participant", made.pk)
    return render(request, "cohorts/person_new.html", {"cohort": cohort, "form": form})

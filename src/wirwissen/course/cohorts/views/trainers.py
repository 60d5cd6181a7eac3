"""The people who lead sessions, with their certification."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.cohorts import TrainerForm
from wirwissen.course.cohorts.models import Trainer
from wirwissen.course.cohorts.rules.timetable import is_certified
from wirwissen.foundation.accounts.access import act_as, act_for
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today


@require_safe
def trainers(request: HttpRequest) -> HttpResponse:
    """Everybody who leads sessions in this house."""
    staff = act_as(request, Role.OFFICE)
    lines = [
        (one, is_certified(since=one.certified_from, until=one.certified_until, on=today()))
        for one in queries.trainers_of(staff.organisation)
    ]
    return render(request, "cohorts/trainers.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
def trainer_new(request: HttpRequest) -> HttpResponse:
    """Add somebody."""
    staff = act_as(request, Role.OFFICE)
    return _form(request, staff.organisation, None)


@require_http_methods(["GET", "POST"])
def trainer(request: HttpRequest, pk: str) -> HttpResponse:
    """Change somebody."""
    row = get_object_or_404(Trainer.objects.select_related("organisation"), pk=pk)
    act_for(request, row.organisation_id, Role.OFFICE)
    return _form(request, row.organisation, row)


def _form(request: HttpRequest, organisation: Organisation, row: Trainer | None) -> HttpResponse:
    form = TrainerForm(request.POST or None, organisation=organisation, trainer=row)
    if form.is_valid():
        cleaned = form.cleaned_data
        account = cleaned["account"]
        services.save_trainer(
            organisation,
            row,
            name=cleaned["name"],
            user=account.user if account else None,
            certified_from=cleaned["certified_from"],
            certified_until=cleaned["certified_until"],
        )
        return redirect("cohorts:trainers")
    return render(request, "cohorts/trainer.html", {"form": form, "row": row})

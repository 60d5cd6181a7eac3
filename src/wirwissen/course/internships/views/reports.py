"""Reports, and the leads' page of one person's internships."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.internships import services
from wirwissen.course.internships.forms import ReportForm
from wirwissen.course.internships.views.door import (
    back_to,
    internships_of,
    own_participation,
    staff_participant,
)
from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def participant(request: HttpRequest, pk: str) -> HttpResponse:
    """One person's internships, for leads and office."""
    found, _by = staff_participant(request, pk)
    context = {"participant": found, "internships": internships_of(found), "is_staff": True}
    return render(request, "internships/participant.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, no: int) -> HttpResponse:
    """The person says when the report was handed in."""
    return _report(request, own_participation(request), no, is_staff=False)


@require_http_methods(["GET", "POST"])
def report_for(request: HttpRequest, pk: str, no: int) -> HttpResponse:
    """Staff says it for them."""
    found, _by = staff_participant(request, pk)
    return _report(request, found, no, is_staff=True)


def _report(request: HttpRequest, who: Participant, no: int, *, is_staff: bool) -> HttpResponse:
    form = ReportForm(request.POST or None)
    back = back_to(who, is_staff=is_staff)
    if request.method == "POST" and "take_back" in request.POST:
        services.take_back_report(who, no=no)
        return redirect(back)
    if form.is_valid():
        day = form.cleaned_data["handed_in_on"]
        try:
            services.hand_in_report(who, no=no, on=day, by=signed_in(request), now=now())
        except Refused as refusal:
            form.add_error("handed_in_on", str(refusal))
        else:
            return redirect(back)
    known = who.reports.filter(no=no).first()
    context = {"form": form, "no": no, "back": back, "report": known, "is_staff": is_staff}
    return render(request, "internships/report.html", context)

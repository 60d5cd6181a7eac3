"""The host's page: no account, one placement, one act (T9)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wirwissen.course.internships import rules, services
from wirwissen.course.internships.forms import ConfirmForm
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@login_not_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows this one placement; POST confirms it, or says that something is wrong."""
    placement = services.placement_of_link(token, now=now())
    if placement is None:
        return render(request, "internships/link_over.html")
    if request.method == "POST" and "wrong" in request.POST:
        services.doubt(placement, now=now())
        return redirect("internships:confirm", token)
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            services.confirm(placement, by_name=name, how="link", on=today(), now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("internships:confirm", token)
    context = {
        "form": form,
        "placement": placement,
        "participant": placement.participant,
        "organisation": placement.participant.cohort.organisation,
        "hours": rules.hours(placement.quarter_hours),
    }
    return render(request, "internships/confirm.html", context)

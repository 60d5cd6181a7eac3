"""Entering, changing, confirming on paper, and taking back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.internships import rules, services
from wirwissen.course.internships.forms import (
    ChangedPlacementForm,
    PaperForm,
    PlacementForm,
    ReasonForm,
)
from wirwissen.course.internships.models import Placement
from wirwissen.course.internships.views.door import (
    back_to,
    own_participation,
    placement_for,
    staff_participant,
    staff_placement,
)
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, no: int) -> HttpResponse:
    """The person enters hours at a host."""
    return _new(request, own_participation(request), no, is_staff=False)


@require_http_methods(["GET", "POST"])
def new_for(request: HttpRequest, pk: str, no: int) -> HttpResponse:
    """Staff enters for somebody who does not use the pages."""
    participant, _by = staff_participant(request, pk)
    return _new(request, participant, no, is_staff=True)


def _new(
    request: HttpRequest, participant: Participant, no: int, *, is_staff: bool
) -> HttpResponse:
    form = PlacementForm(request.POST or None)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        if typed.pop("role") == "yes":
            return redirect("internships:role")
        try:
            services.enter_placement(participant, no=no, cleared_on=today(), **typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(back_to(participant, is_staff=is_staff))
    back = back_to(participant, is_staff=is_staff)
    context = {"form": form, "no": no, "back": back, "participant": participant}
    return render(request, "internships/placement.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct a placement that nobody has confirmed yet."""
    placement, is_staff = placement_for(request, pk)
    back = back_to(placement.participant, is_staff=is_staff)
    start = {
        "host": placement.host,
        "host_email": placement.host_email,
        "from_on": placement.from_on,
        "to_on": placement.to_on,
        "hours": rules.hours(placement.quarter_hours),
    }
    form = ChangedPlacementForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            services.change_placement(placement, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(back)
    context = {"form": form, "no": placement.no, "back": back, "placement": placement}
    return render(request, "internships/placement.html", context)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what the host will see, then send the link."""
    placement, is_staff = placement_for(request, pk)
    back = back_to(placement.participant, is_staff=is_staff)
    if request.method == "POST":
        services.send_host_link(placement, now=now())
        return redirect(back)
    context = {"placement": placement, "hours": rules.hours(placement.quarter_hours), "back": back}
    return render(request, "internships/link.html", context)


@require_safe
def sheet(request: HttpRequest, pk: str) -> HttpResponse:
    """The printed confirmation for the host to sign."""
    placement, is_staff = placement_for(request, pk)
    context = {
        "placement": placement,
        "hours": rules.hours(placement.quarter_hours),
        "back": back_to(placement.participant, is_staff=is_staff),
    }
    return render(request, "internships/sheet.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a placement back; confirmed ones only by staff, with a reason."""
    placement, is_staff = placement_for(request, pk)
    if placement.confirmed_on is not None and not is_staff:
        raise Refused(_("Diese Stunden sind bestätigt. Ihre Kursleitung kann sie zurücknehmen."))
    form = ReasonForm(request.POST or None)
    back = back_to(placement.participant, is_staff=is_staff)
    if form.is_valid():
        services.withdraw(placement, reason=form.cleaned_data["reason"], now=now())
        return redirect(back)
    context = {"form": form, "placement": placement, "back": back}
    return render(request, "internships/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: str) -> HttpResponse:
    """Staff types in a confirmation that came on paper."""
    placement, _by = staff_placement(request, pk)
    return _staff_form(request, placement, PaperForm(request.POST or None), "paper")


@require_http_methods(["GET", "POST"])
def override(request: HttpRequest, pk: str) -> HttpResponse:
    """Staff accepts that a soft rule is broken, with reason and name."""
    placement, staff = staff_placement(request, pk)
    form = ReasonForm(request.POST or None)
    return _staff_form(request, placement, form, "override", by_name=staff.name)


def _staff_form(
    request: HttpRequest, placement: Placement, form: PaperForm | ReasonForm, act: str,
    by_name: str = "",
) -> HttpResponse:  # fmt: skip
    back = back_to(placement.participant, is_staff=True)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            if act == "paper":
                services.confirm(
                    placement, by_name=typed["name"], how="paper", on=typed["on"], now=now()
                )
            else:
                services.override(placement, reason=typed["reason"], by_name=by_name)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(back)
    context = {"form": form, "placement": placement, "back": back}
    return render(request, f"internships/{act}.html", context)

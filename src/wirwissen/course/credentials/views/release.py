"""Proposing, releasing, ending papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.forms import EndForm, ProposeForm, ReleaseForm
from wirwissen.course.credentials.models import Paper
from wirwissen.course.credentials.views.completion import STAFF, find_participant
from wirwissen.foundation.accounts.access import act_as, act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@require_POST
def confirmation(request: HttpRequest, pk: str) -> HttpResponse:
    """Office or lead issue an attendance confirmation for somebody."""
    found, staff = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    paper = services.issue_confirmation(found, by=staff.user, now=now())
    return redirect("credentials:download", paper.pk)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: str) -> HttpResponse:
    """The check list, then the proposal."""
    found, staff = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        on_stock = form.cleaned_data["on_stock"]
        try:
            services.propose(found, by=staff.user, on_stock=on_stock, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("credentials:participant", found.pk)
    record = queries.learning_record(found, today())
    standing = queries.as_standing(found, record, for_staff=True)
    context = {"form": form, "participant": found, "standing": standing}
    return render(request, "credentials/propose.html", context)


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and the register."""
    staff = act_as(request, *STAFF)
    search = request.GET.get("nummer", "")[:30]
    context = {
        "proposals": queries.proposals(staff.organisation),
        "papers": list(queries.register_of(staff.organisation, search)[:100]),
        "search": search,
        "staff": staff,
        "may_release": bool(staff.roles & {Role.RELEASER, Role.LEAD}),
    }
    return render(request, "credentials/releases.html", context)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: str) -> HttpResponse:
    """The second person looks at the check list again and releases, or sends it back."""
    rows = Paper.objects.select_related(
        "participant__cohort__version__programme", "participant__cohort__organisation"
    )
    paper = get_object_or_404(rows, pk=pk, participant__isnull=False)
    staff = act_for(request, paper.organisation_id, Role.RELEASER, Role.LEAD)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and "take_back" in request.POST:
        services.take_back_proposal(paper)
        return redirect("credentials:releases")
    if form.is_valid():
        number = form.cleaned_data["stock_number"]
        try:
            services.release(paper, by=staff.user, stock_number=number, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("credentials:releases")
    assert paper.participant is not None
    record = queries.learning_record(paper.participant, today())
    context = {
        "form": form,
        "paper": paper,
        "participant": paper.participant,
        "standing": queries.as_standing(paper.participant, record, for_staff=True),
        "is_own": paper.proposed_by_id == staff.user.pk,
    }
    return render(request, "credentials/release.html", context)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """Withdraw an issued paper, or replace a certificate by a successor."""
    paper = get_object_or_404(Paper.objects.select_related("participant"), pk=pk)
    staff = act_for(request, paper.organisation_id, Role.RELEASER, Role.OFFICE)
    form = EndForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if "replace" in request.POST and paper.participant is not None:
                services.replace_paper(paper, by=staff.user, reason=reason, now=now())
            else:
                services.withdraw(paper, reason=reason, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("credentials:releases")
    return render(request, "credentials/end.html", {"form": form, "paper": paper})

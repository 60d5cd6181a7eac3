"""Duplicates of lost certificates: hand one out with a reason, download it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.credentials import queries, rules, services
from wirwissen.course.credentials.forms import DuplicateForm
from wirwissen.course.credentials.models import Duplicate, Paper
from wirwissen.course.credentials.views.papers import pdf_file
from wirwissen.course.credentials.views.release import ENDING
from wirwissen.foundation.accounts.access import act_for
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.store import KeyGone


@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pk: str) -> HttpResponse:
    """The duplicates of one certificate, and a new one."""
    paper = get_object_or_404(Paper.objects.select_related("participant"), pk=pk)
    staff = act_for(request, paper.organisation_id, *ENDING)
    if not rules.may_be_duplicated(
        kind=paper.kind, state=paper.state, is_kept=bool(paper.envelope_id)
    ):
        raise Http404
    form = DuplicateForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.hand_out_duplicate(paper, by=staff.user, reason=reason, now=now())
        return redirect("credentials:duplicate", paper.pk)
    rows = queries.duplicates_of(paper, staff.organisation)
    context = {"form": form, "paper": paper, "duplicates": rows}
    return render(request, "credentials/duplicate.html", context)


@require_safe
def duplicate_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The kept bytes with the line that marks them."""
    rows = Duplicate.objects.select_related("paper__envelope")
    found = get_object_or_404(rows, pk=pk)
    act_for(request, found.paper.organisation_id, *ENDING)
    paper = found.paper
    if not rules.may_be_duplicated(
        kind=paper.kind, state=paper.state, is_kept=bool(paper.envelope_id)
    ):
        raise Http404
    try:
        return pdf_file(services.duplicate_content(found), "zweitschrift.pdf")
    except (KeyGone, FileNotFoundError):
        raise Http404 from None

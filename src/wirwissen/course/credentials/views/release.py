"""Proposing, releasing, ending papers."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import queries, rules, services
from wirwissen.course.credentials.forms import EndForm, ProposeForm, ReleaseForm
from wirwissen.course.credentials.models import PENDING, Paper, PaperKind, PaperState
from wirwissen.course.credentials.views.completion import (
    STAFF,
    closing_rows,
    find_cohort,
    find_participant,
)
from wirwissen.foundation.accounts.access import Staff, act_as, act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused

ENDING = (Role.RELEASER, Role.OFFICE)


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
    refusal = None
    if form.is_valid():
        on_stock = form.cleaned_data["on_stock"]
        try:
            services.propose(found, by=staff.user, on_stock=on_stock, now=now())
        except Refused as refused:
            refusal = refused
            form.add_error(None, str(refused))
        else:
            return redirect("credentials:participant", found.pk)
    standing = known_standing(refusal) or standing_of(found)
    context = {
        "form": form,
        "participant": found,
        "standing": standing,
        "has_umbrella": settings.HAS_UMBRELLA,
    }
    return render(request, "credentials/propose.html", context)


@require_http_methods(["GET", "POST"])
def propose_all(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody of a cohort who has everything and no certificate yet, in one act."""
    cohort, staff = find_cohort(request, pk, Role.LEAD, Role.OFFICE)
    form = ProposeForm(request.POST or None)
    ready: Sequence[queries.Standing] | None = None
    if form.is_valid():
        on_stock = form.cleaned_data["on_stock"]
        try:
            services.propose_all(cohort, by=staff.user, on_stock=on_stock, now=now())
        except services.NotNow as refusal:
            form.add_error(None, str(refusal))
            ready = refusal.standings
        else:
            return redirect("credentials:closing", cohort.pk)
    if ready is None:
        ready = [row.standing for row in closing_rows(cohort) if row.may_be_proposed]
    people = [one.participant for one in ready]
    context = {"form": form, "cohort": cohort, "people": people}
    return render(request, "credentials/propose_all.html", context)


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and the register."""
    staff = act_as(request, *STAFF)
    search = request.GET.get("nummer", "")[:30]
    context = {
        "proposals": list(queries.proposals(staff.organisation)),
        "papers": list(queries.register_of(staff.organisation, search)[:100]),
        "search": search,
        "staff": staff,
        "has_umbrella": settings.HAS_UMBRELLA,
        "may_end": bool(staff.roles & set(ENDING)),
    }
    return render(request, "credentials/releases.html", context)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: str) -> HttpResponse:
    """The second person looks at the check list again and releases; others may send it back.

    While it lies with the umbrella, the house can only take it back.
    """
    paper, staff = _find_paper(request, pk, *STAFF)
    if paper.state not in PENDING:
        return redirect("credentials:releases")
    if request.method == "POST" and "take_back" in request.POST:
        services.take_back_proposal(paper)
        return redirect("credentials:releases")
    # With an umbrella it is its people who hold the sheet and type its number.
    on_stock = paper.on_stock and not settings.HAS_UMBRELLA
    form = ReleaseForm(request.POST or None, on_stock=on_stock)
    refusal = _release(form, paper, staff) if form.is_valid() else None
    if form.is_valid() and refusal is None:
        return redirect("credentials:releases")
    who = paper.participant
    if who is None:
        raise Http404
    context = {
        "form": form,
        "paper": paper,
        "participant": who,
        "standing": known_standing(refusal) or standing_of(who),
        "is_own": paper.proposed_by_id == staff.user.pk,
        "has_umbrella": settings.HAS_UMBRELLA,
        "is_at_umbrella": paper.state == PaperState.AWAITING_UMBRELLA,
        "may_release": paper.state == PaperState.PROPOSED
        and rules.may_release(
            proposer=paper.proposed_by_id, releaser=staff.user.pk, may=_may(staff)
        ),
    }
    return render(request, "credentials/release.html", context)


def _release(form: ReleaseForm, paper: Paper, staff: Staff) -> Refused | None:
    """Release, or put the refusal into the form."""
    number = form.cleaned_data.get("stock_number", "")
    try:
        services.release(
            paper, by=staff.user, stock_number=number, may=_may(staff),
            has_umbrella=settings.HAS_UMBRELLA, now=now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return refusal
    return None


def known_standing(refusal: Refused | None) -> queries.Standing | None:
    """What a refused step has read already."""
    return refusal.standings[0] if isinstance(refusal, services.NotNow) else None


def standing_of(who: Participant) -> queries.Standing:
    """The check list as staff see it. Six queries."""
    return queries.as_standing(who, queries.learning_record(who, today()), for_staff=True)


def _may(staff: Staff) -> bool:
    return bool(staff.roles & queries.RELEASING)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """Withdraw an issued paper, replace a certificate, or keep a flagged one."""
    paper, staff = _find_paper(request, pk, *ENDING)
    if paper.state != PaperState.ISSUED:
        return redirect("credentials:releases")
    if request.method == "POST" and "settle" in request.POST:
        services.settle_flag(paper)
        return redirect("credentials:releases")
    form = EndForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if "replace" in request.POST:
                services.replace_paper(paper, by=staff.user, reason=reason, now=now())
            else:
                services.withdraw(paper, reason=reason, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("credentials:releases")
    is_certificate = paper.kind == PaperKind.CERTIFICATE and paper.participant is not None
    context = {"form": form, "paper": paper, "is_certificate": is_certificate}
    return render(request, "credentials/end.html", context)


def _find_paper(request: HttpRequest, pk: str, *roles: Role) -> tuple[Paper, Staff]:
    rows = Paper.objects.select_related(
        "participant__cohort__version__programme", "participant__cohort__organisation",
        "participant__portfolio",
    )  # fmt: skip
    paper = get_object_or_404(rows, pk=pk)
    return paper, act_for(request, paper.organisation_id, *roles)

"""The umbrella association's desk: what waits for the last release, and what it released."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.credentials import queries, rules, services
from wirwissen.course.credentials.forms import GiveBackForm, ReleaseForm
from wirwissen.course.credentials.models import Paper, PaperState
from wirwissen.course.credentials.views.release import known_standing, standing_of
from wirwissen.foundation.accounts.access import act_as, act_for, memberships_of
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def umbrella(request: HttpRequest) -> HttpResponse:
    """All houses that this person serves, in one list; nothing else of these houses."""
    staff = act_as(request, Role.UMBRELLA)
    places = {
        row.organisation_id for row in memberships_of(request) if row.role == Role.UMBRELLA.value
    }
    context = {
        "waiting": list(queries.at_umbrella(places)),
        "released": list(queries.released_last(places)[:100]),
        "user_id": staff.user.pk,
    }
    return render(request, "credentials/umbrella.html", context)


@require_http_methods(["GET", "POST"])
def umbrella_step(request: HttpRequest, pk: str) -> HttpResponse:
    """The check list once more; release it, or give it back with a reason."""
    paper = _paper_for_umbrella(pk)
    user = act_for(request, paper.organisation_id, Role.UMBRELLA).user
    if paper.passed_on_at is None and not paper.returned_reason:
        raise Http404  # Never was here.
    who = paper.participant
    if who is None or paper.state != PaperState.AWAITING_UMBRELLA:
        return redirect("credentials:umbrella")
    gives_back = request.method == "POST" and "give_back" in request.POST
    released = request.POST if request.method == "POST" and not gives_back else None
    form = ReleaseForm(released, on_stock=paper.on_stock)
    back = GiveBackForm(request.POST if gives_back else None)
    refusal = _take_step(paper, user, form, back)
    if (form.is_bound and form.is_valid()) or (back.is_bound and back.is_valid()):
        return redirect("credentials:umbrella")
    context = {
        "form": form,
        "back_form": back,
        "paper": paper,
        "participant": who,
        "standing": known_standing(refusal) or standing_of(who),
        "may_release": rules.may_release_last(
            proposer=paper.proposed_by_id, releaser=paper.released_by_id, umbrella=user.pk,
            may=True,
        ),
    }  # fmt: skip
    return render(request, "credentials/umbrella_step.html", context)


def _take_step(
    paper: Paper, user: User, form: ReleaseForm, back: GiveBackForm
) -> Refused | None:  # fmt: skip
    """Do what was sent, or put the refusal into its form."""
    try:
        if back.is_valid():
            services.give_back(paper, by=user, reason=back.cleaned_data["reason"])
        elif form.is_valid():
            number = form.cleaned_data.get("stock_number", "")
            services.release_last(paper, by=user, stock_number=number, now=now())
    except Refused as refusal:
        (back if back.is_bound else form).add_error(None, str(refusal))
        return refusal
    return None


def _paper_for_umbrella(pk: str) -> Paper:
    rows = Paper.objects.select_related(
        "participant__cohort__version__programme", "participant__cohort__organisation",
        "participant__portfolio",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)

"""Screens of portfolio, presentation, suitability and payments."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.portfolio import queries, services
from wirwissen.course.portfolio.forms import PaymentsForm, PortfolioForm, PresentationForm
from wirwissen.course.portfolio.models import PortfolioEntry
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The person's own portfolio: state, pages, hand-over. The text stays with them."""
    participant = queries.latest_participation(signed_in(request))
    if participant is None:
        return render(request, "portfolio/own.html", {"participant": None})
    form = _portfolio_form(request, participant)
    if form.is_valid() and _kept(request, form, participant):
        return redirect("portfolio:own")
    row = PortfolioEntry.objects.filter(participant=participant).first()
    asked = curriculum_of(participant.cohort.version).rules.portfolio
    context = {"participant": participant, "form": form, "entry": row, "asked": asked}
    return render(request, "portfolio/own.html", context)


@require_safe
def participant(request: HttpRequest, pk: str) -> HttpResponse:
    """Everything of this app about one person, for leads and office."""
    found, staff = _found(request, pk, Role.LEAD, Role.OFFICE)
    entry = PortfolioEntry.objects.filter(participant=found).first()
    signatures = list(found.suitability.order_by("signed_at", "id"))
    context = {
        "participant": found,
        "entry": entry,
        "asked": curriculum_of(found.cohort.version).rules.portfolio,
        "signatures": signatures,
        "own_signature": next((s for s in signatures if s.signer_id == staff.user.pk), None),
        "is_lead": Role.LEAD in staff.roles,
        "has_read": entry is not None and staff.name in entry.read_by,
        "is_office": Role.OFFICE in staff.roles,
    }
    return render(request, "portfolio/participant.html", context)


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, pk: str) -> HttpResponse:
    """Leads or office type in what was handed to them on paper."""
    found, _by = _found(request, pk, Role.LEAD, Role.OFFICE)
    form = _portfolio_form(request, found)
    if form.is_valid() and _kept(request, form, found):
        return _back(found)
    return _form_page(request, found, form, "portfolio/state.html")


@require_POST
def read(request: HttpRequest, pk: str) -> HttpResponse:
    """A lead says that they have read the portfolio."""
    found, staff = _found(request, pk, Role.LEAD)
    services.mark_read(found, by_name=staff.name)
    return _back(found)


@require_http_methods(["GET", "POST"])
def presentation(request: HttpRequest, pk: str) -> HttpResponse:
    """The date of the final presentation."""
    found, _by = _found(request, pk, Role.LEAD, Role.OFFICE)
    form = PresentationForm(
        request.POST or None,
        today=today(),
        initial={"on": found.presented_on},
    )
    if form.is_valid():
        services.present(found, on=form.cleaned_data["on"], now=now())
        return _back(found)
    return _form_page(request, found, form, "portfolio/presentation.html")


@require_POST
def suitability(request: HttpRequest, pk: str) -> HttpResponse:
    """A lead signs, declines, or takes the own signature back."""
    found, staff = _found(request, pk, Role.LEAD)
    act = request.POST.get("act")
    if act == "take_back":
        services.take_back_signature(found, signer=staff.user)
    elif act in {"sign", "decline"}:
        declined = act == "decline"
        services.sign(found, signer=staff.user, name=staff.name, declined=declined, now=now())
    return _back(found)


@require_http_methods(["GET", "POST"])
def payments(request: HttpRequest, pk: str) -> HttpResponse:
    """What is due and what was paid; the office alone."""
    found, _by = _found(request, pk, Role.OFFICE)
    start = {"due": found.due_cents, "paid": found.paid_cents}
    form = PaymentsForm(request.POST or None, initial=start)
    if form.is_valid():
        due, paid = form.cleaned_data["due"], form.cleaned_data["paid"]
        services.keep_payments(found, due_cents=due, paid_cents=paid)
        return _back(found)
    return _form_page(request, found, form, "portfolio/payments.html")


def _found(request: HttpRequest, pk: str, *roles: Role) -> tuple[Participant, Staff]:
    rows = Participant.objects.select_related("cohort__version", "cohort__organisation")
    found = get_object_or_404(rows, pk=pk)
    return found, act_for(request, found.cohort.organisation_id, *roles)


def _portfolio_form(request: HttpRequest, participant: Participant) -> PortfolioForm:
    row = PortfolioEntry.objects.filter(participant=participant).first()
    asked = curriculum_of(participant.cohort.version).rules.portfolio
    start = {}
    if row is not None:
        start = {"sections": row.sections, "pages": row.pages, "handed_in_on": row.handed_in_on}
    return PortfolioForm(
        request.POST or None, initial=start, sections=asked.sections if asked else ()
    )


def _kept(request: HttpRequest, form: PortfolioForm, participant: Participant) -> bool:
    typed = form.cleaned_data
    try:
        services.keep_state(
            participant, sections=typed["sections"], pages=typed["pages"] or 0,
            handed_in_on=typed["handed_in_on"], by=signed_in(request), now=now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("handed_in_on", str(refusal))
        return False
    return True


def _back(participant: Participant) -> HttpResponse:
    return redirect("portfolio:participant", participant.pk)


def _form_page(
    request: HttpRequest, participant: Participant, form: object, template: str
) -> HttpResponse:
    back = reverse("portfolio:participant", args=[participant.pk])
    return render(request, template, {"form": form, "participant": participant, "back": back})

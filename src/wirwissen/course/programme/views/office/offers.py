"""Offers: the list, a new one, its page with what is missing, publish and end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.programme import queries, services
from wirwissen.course.programme.forms.offers import OfferForm, initial_of
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.access import act_as, act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today
from wirwissen.foundation.core.errors import Refused


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """All offers of the house, each with where it stands."""
    place = act_as(request, Role.OFFICE).organisation
    cards = [queries.offer_card(row, today()) for row in queries.offers_of(place)]
    return render(request, "programme/offers.html", {"cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
def offer_new(request: HttpRequest) -> HttpResponse:
    """A draft of an offer; without a programme there is nothing to offer yet."""
    place = act_as(request, Role.OFFICE).organisation
    versions = list(queries.versions_of(place))
    form = OfferForm(request.POST or None, versions=versions)
    if form.is_valid():
        row = services.add_offer(place, form.offer_fields)
        return redirect("programme:offer_office", row.pk)
    facts = {"form": form, "has_versions": bool(versions), "offer": None}
    return render(request, "programme/offer_edit.html", facts)


@require_safe
def offer_office(request: HttpRequest, offer_id: str) -> HttpResponse:
    """One offer as the office sees it: what is missing, who sees it, publish or end."""
    row = _own_offer(request, offer_id)
    card = queries.offer_card(row, today())
    return render(request, "programme/offer_office.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
def offer_edit(request: HttpRequest, offer_id: str) -> HttpResponse:
    """Change an offer; what is published changes at once."""
    row = _own_offer(request, offer_id)
    versions = queries.versions_of(row.organisation)
    form = OfferForm(request.POST or None, versions=versions, initial=initial_of(row))
    if form.is_valid():
        try:
            services.change_offer(row, form.offer_fields)
        except Refused as refusal:
            form.add_error("version", str(refusal))
        else:
            return redirect("programme:offer_office", row.pk)
    facts = {"form": form, "has_versions": True, "offer": row}
    return render(request, "programme/offer_edit.html", facts)


@require_POST
def offer_publish(request: HttpRequest, offer_id: str) -> HttpResponse:
    """Show the offer to everybody."""
    row = _own_offer(request, offer_id)
    services.publish_offer(row)
    return redirect("programme:offer_office", row.pk)


@require_POST
def offer_close(request: HttpRequest, offer_id: str) -> HttpResponse:
    """Take the offer out of the catalogue."""
    row = _own_offer(request, offer_id)
    services.close_offer(row)
    return redirect("programme:offer_office", row.pk)


def _own_offer(request: HttpRequest, offer_id: str) -> Offer:
    rows = Offer.objects.select_related("version__programme", "organisation")
    row = get_object_or_404(rows, pk=offer_id)
    act_for(request, row.organisation_id, Role.OFFICE)
    return row

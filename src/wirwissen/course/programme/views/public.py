"""Pages that everybody may see: start, catalogue, one offer, dates of other providers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wirwissen.course.programme.models import Offer, OfferState


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """The front door of the course house."""
    return render(request, "programme/start.html")


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """All published offers."""
    offers = Offer.objects.filter(state=OfferState.PUBLISHED)
    return render(request, "programme/catalogue.html", {"offers": offers})


@login_not_required
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """One published offer."""
    row = get_object_or_404(Offer, slug=slug, state=OfferState.PUBLISHED)
    return render(request, "programme/offer.html", {"offer": row})


@login_not_required
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Dates that other providers have published."""
    return render(request, "programme/elsewhere.html")

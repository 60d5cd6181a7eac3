"""Pages that everybody may see: catalogue, one offer, dates of other providers."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wirwissen.course.programme import queries
from wirwissen.course.programme.models import PublishedDate
from wirwissen.course.programme.published import directory
from wirwissen.course.programme.rules.facts import COUNTRIES
from wirwissen.course.programme.rules.partial_dates import is_past
from wirwissen.foundation.core.clock import today

DATES_A_PAGE = 10


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All published offers, with dates as incomplete as they are."""
    day = today()
    cards = [queries.offer_card(offer, day) for offer in queries.published_offers()]
    return render(request, "programme/catalogue.html", {"cards": cards})


@login_not_required
@require_safe
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """One published offer: modules, internships, absence in figures, what it asks."""
    row = get_object_or_404(queries.published_offers(), slug=slug)
    return render(request, "programme/offer.html", {"card": queries.offer_card(row, today())})


@login_not_required
@require_safe
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Dates that other providers have printed, under their names and with the source."""
    chosen = request.GET.get("land", "")
    chosen = chosen if chosen in COUNTRIES else ""
    rows = Paginator(queries.published_dates(chosen), DATES_A_PAGE)
    page = rows.get_page(request.GET.get("seite"))
    facts = {
        "page": page,
        "dates": [_dated(row) for row in page.object_list],
        "pages": list(rows.get_elided_page_range(page.number)),
        "country": chosen,
        "countries": queries.countries_with_dates(),
        "costs": directory().costs,
    }
    return render(request, "programme/elsewhere.html", facts)


def _dated(row: PublishedDate) -> dict[str, object]:
    return {"row": row, "is_past": is_past(row.starts, row.ends, today=today())}

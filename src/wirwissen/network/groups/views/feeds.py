"""Dates to subscribe to: only where the group offers them, only public ones, neutral words."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wirwissen.foundation.core.clock import now
from wirwissen.network.groups import queries
from wirwissen.network.groups.calendars import atom_of, calendar_of
from wirwissen.network.groups.models import Group
from wirwissen.network.groups.views.public import public_or_404


def _offering(slug: str) -> Group:
    found = public_or_404(slug)
    if not found.offers_feeds:
        raise Http404
    return found


@login_not_required
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates to come as iCalendar."""
    dates = queries.coming_dates(_offering(slug), now())
    body = calendar_of([(row.pk, row.starts_at, row.ends_at) for row in dates], now=now())
    headers = {"Content-Disposition": 'attachment; filename="termine.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates to come as an Atom feed."""
    found = _offering(slug)
    dates = queries.coming_dates(found, now())
    rows = [(row.pk, row.starts_at, row.ends_at) for row in dates]
    page = settings.HOUSE_ADDRESS + reverse("groups:public", args=[slug])
    own = settings.HOUSE_ADDRESS + reverse("groups:feed", args=[slug])
    body = atom_of(rows, page=page, own=own, now=now())
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")

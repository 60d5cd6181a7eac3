"""What strangers may read: the group, its pages, its neighbours, what nobody can protect."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.models import Group


@login_not_required
@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """The front door: the one public group, or all of them to choose from."""
    found = list(queries.public_groups(today()))
    if len(found) > 1:
        return render(request, "groups/groups.html", {"groups": found})
    return _shown(request, found[0] if found else None)


@login_not_required
@require_safe
def public_group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group's page."""
    return _shown(request, public_or_404(slug))


def public_or_404(slug: str) -> Group:
    """The group of that address, if strangers may see it today."""
    found = queries.public_groups(today()).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, found: Group | None) -> HttpResponse:
    """For whom the group is, what it stands for, and the dates it has published."""
    at, day = now(), today()
    meetings = list(queries.public_meetings(found, day)) if found else []
    pages = list(queries.public_pages(found, day)) if found else []
    call = getattr(found, "call", None)
    context = {
        "group": found,
        "call": call if call and services.is_open(call, now=at) else None,
        "coming": [meeting for meeting in reversed(meetings) if meeting.starts_at > at],
        "past": [meeting for meeting in meetings if meeting.starts_at <= at],
        "pages": [page for page in pages if page.layout == "page"],
        "press": [page for page in pages if page.layout == "press"],
        "partners": list(queries.public_partners(found, day)) if found else [],
    }
    return render(request, "groups/group.html", context)


@login_not_required
@require_safe
def page(request: HttpRequest, slug: str, page_slug: str) -> HttpResponse:
    """One page of text."""
    found = public_or_404(slug)
    text = queries.public_pages(found, today()).filter(slug=page_slug).first()
    if text is None:
        raise Http404
    return render(request, "groups/page.html", {"group": found, "page": text})


@login_not_required
@require_safe
def leaving(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """Before a link to somebody else's site: where it leads, and that they may count visitors."""
    found = public_or_404(slug)
    partner = queries.public_partners(found, today()).filter(pk=pk).first()
    if partner is None:
        raise Http404
    return render(request, "groups/leaving.html", {"group": found, "partner": partner})


@login_not_required
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """What we cannot protect, and what software can hold."""
    return render(request, "groups/limits.html", {"channels": channels()})


@cache
def channels() -> dict[str, list[dict[str, str]]]:
    """The channels by who can close them: ourselves, partly, nobody but the people."""
    facts = files("wirwissen.network.groups").joinpath("facts/leak_channels.json")
    rows: list[dict[str, str]] = json.loads(facts.read_text(encoding="utf-8"))["channels"]
    kinds = ("people", "partly", "house")
    return {kind: [row for row in rows if row["held_by"] == kind] for kind in kinds}

"""The orga's pages about the group itself: texts, rules, what is public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.forms.founding import (
    ImportForm,
    PageForm,
    PartnerForm,
    RulesForm,
    TextsForm,
    VisibilityForm,
    rules_of,
    texts_of,
)
from wirwissen.network.groups.models import DutyKind, Group, Partner, PublicPage

A_YEAR = timedelta(days=365)


def _group(request: HttpRequest) -> Group:
    return act(request, DutyKind.ORGA).group


@require_safe
def orga(request: HttpRequest) -> HttpResponse:
    """The ways on for the orga."""
    acting = act(request, DutyKind.ORGA)
    group = acting.group
    facts = {
        "group": group,
        "is_public": queries.is_public(group, now()),
        "waiting": len(queries.waiting_requests(acting.member)),
        "saved": take_once(request, place="orga"),
    }
    return render(request, "groups/orga.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    """Change what strangers read."""
    group = _group(request)
    form = TextsForm(request.POST or None, initial=texts_of(group))
    if form.is_valid():
        services.change_group(group, form.cleaned_data)
        return _saved(request, _("Die Texte sind gespeichert."))
    return render(request, "groups/texts.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def settled(request: HttpRequest) -> HttpResponse:
    """Change what the group has settled. Whoever changes the agreement has read it."""
    acting = act(request, DutyKind.ORGA)
    form = RulesForm(request.POST or None, initial=rules_of(acting.group))
    if form.is_valid():
        services.change_group(acting.group, form.cleaned_data)
        acting.group.refresh_from_db(fields=["agreement_version"])
        services.agree(acting.member, version=acting.group.agreement_version)
        return _saved(request, _("Die Regeln sind gespeichert."))
    return render(request, "groups/settled.html", {"form": form})


def _saved(request: HttpRequest, said: str) -> HttpResponse:
    show_once(request, said, place="orga")
    return redirect("groups:orga")


@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: HttpRequest) -> HttpResponse:
    """What is public, until when, and a button to take back each thing."""
    group = _group(request)
    names = ("public_until", "shows_dates", "offers_feeds", "takes_requests")
    form = VisibilityForm(
        request.POST or None, initial={name: getattr(group, name) for name in names}
    )
    if form.is_valid():
        services.change_group(group, form.cleaned_data)
        show_once(request, _("Gespeichert."), place="sichtbar")
        return redirect("groups:visibility")
    at, published = now(), list(queries.published_dates(group, today()))
    facts = {
        "group": group,
        "form": form,
        "is_public": queries.is_public(group, now()),
        "pages": list(group.pages.all()),
        "partners": list(group.partners.all()),
        "dates": [row for row in published if row.starts_at > at][::-1],
        "past_dates": [row for row in published if row.starts_at <= at],
        "saved": take_once(request, place="sichtbar"),
    }
    return render(request, "groups/visibility.html", facts)


@require_POST
def retreat(request: HttpRequest) -> HttpResponse:
    """Take something back from the public with one button."""
    group = _group(request)
    services.retreat(group, request.POST.get("what", ""), request.POST.get("id", ""), now=now())
    show_once(request, _("Zurückgezogen. Es ist nicht mehr öffentlich."), place="sichtbar")
    return redirect("groups:visibility")


@require_http_methods(["GET", "HEAD", "POST"])
def page_new(request: HttpRequest) -> HttpResponse:
    """Write a public page."""
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def page_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change a public page."""
    found = _group(request).pages.filter(pk=pk).first()
    if found is None:
        raise Http404
    return _page(request, found)


def _page(request: HttpRequest, page: PublicPage | None) -> HttpResponse:
    group = _group(request)
    initial: dict[str, Any] = {"layout": "page", "shown_until": today() + A_YEAR}
    if page is not None:
        initial = {name: getattr(page, name) for name in PageForm.base_fields}
    form = PageForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.keep_page(group, page=page, **form.cleaned_data)
        show_once(request, _("Die Seite ist gespeichert."), place="sichtbar")
        return redirect("groups:visibility")
    return render(request, "groups/page_edit.html", {"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def page_import(request: HttpRequest) -> HttpResponse:
    """Take over a Markdown file: first a look, then the page."""
    group = _group(request)
    form = ImportForm(request.POST or None, initial={"shown_until": today() + A_YEAR})
    read = form.cleaned_data["text"] if form.is_valid() else None
    if read is not None and "keep" in request.POST:
        services.keep_page(
            group, title=read.title, layout=read.layout, body=read.body,
            shown_until=form.cleaned_data["shown_until"],
        )  # fmt: skip
        show_once(request, _("Die Seite ist übernommen."), place="sichtbar")
        return redirect("groups:visibility")
    return render(request, "groups/page_import.html", {"form": form, "read": read})


@require_http_methods(["GET", "HEAD", "POST"])
def partner_new(request: HttpRequest) -> HttpResponse:
    """Write a neighbour down."""
    return _partner(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change a neighbour."""
    found = _group(request).partners.filter(pk=pk).first()
    if found is None:
        raise Http404
    return _partner(request, found)


def _partner(request: HttpRequest, partner: Partner | None) -> HttpResponse:
    group = _group(request)
    initial: dict[str, Any] = {"shown_until": today() + A_YEAR}
    if partner is not None:
        initial = {name: getattr(partner, name) for name in PartnerForm.base_fields}
    form = PartnerForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.keep_partner(group, facts=form.cleaned_data, partner=partner)
        show_once(request, _("Der Hinweis ist gespeichert."), place="sichtbar")
        return redirect("groups:visibility")
    return render(request, "groups/partner_edit.html", {"form": form, "partner": partner})

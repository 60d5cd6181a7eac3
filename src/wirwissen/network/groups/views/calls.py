"""The call for founding: page, sign-up, flyer, newsletter text; and the orga's side of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.templatetags.house import day, day_and_time
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.flyer import Flyer, flyer_pdf
from wirwissen.network.groups.forms.calls import CallForm, WaveForm, call_of
from wirwissen.network.groups.models import Call, DutyKind
from wirwissen.network.groups.rules import about
from wirwissen.network.groups.views.join import answer_to_form


def _public(slug: str) -> Call:
    found = queries.call_of(slug)
    if found is None or not services.is_open(found, now=now()):
        raise Http404
    return found


def _address(call: Call) -> str:
    return settings.HOUSE_ADDRESS + reverse("groups:call", args=[call.group.slug])


@login_not_required
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """The call, until its last day."""
    found = _public(slug)
    return render(request, "groups/call.html", {"call": found, "group": found.group})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign up without naming oneself: the same form as for joining."""
    found = _public(slug)
    return answer_to_form(request, found.group, call=found)


@login_not_required
@require_safe
def flyer(request: HttpRequest, slug: str) -> HttpResponse:
    """The printable page."""
    found = _public(slug)
    facts = [_("Anmelden bis %(day)s") % {"day": day(found.open_until)}]
    if found.meeting_at:
        facts.insert(0, _("Erstes Treffen: %(day)s") % {"day": day_and_time(found.meeting_at)})
    body = flyer_pdf(
        Flyer(
            document=_("Blatt"),
            title=found.group.name,
            paragraphs=tuple(line for line in found.text.splitlines() if line.strip()),
            facts=(*facts, _("Ein Name deiner Wahl genügt. Wir fragen keine Diagnose.")),
            address=_address(found),
            address_label=_("Lesen und anmelden, ohne Konto:"),
            code_label=_("Quadratischer Code mit der Adresse der Seite"),
            footer=found.group.organisation.name if found.group.organisation else "",
        ),
        issued_at=now(),
    )
    headers = {"Content-Disposition": 'inline; filename="blatt.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@login_not_required
@require_safe
def newsletter(request: HttpRequest, slug: str) -> HttpResponse:
    """The call as plain text, to copy into a newsletter."""
    found = _public(slug)
    facts = {"call": found, "group": found.group, "address": _address(found)}
    text = render_to_string("groups/call.txt", facts)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest) -> HttpResponse:
    """Write the call; see in words how many wait; give the next wave its places."""
    group = act(request, DutyKind.ORGA).group
    found = queries.call_of(group.slug)
    form = CallForm(request.POST or None, initial=call_of(found) if found else {})
    if form.is_valid():
        try:
            services.keep_call(group, form.cleaned_data, now=now())
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            show_once(request, _("Der Aufruf ist gespeichert und öffentlich."), place="aufruf")
            return redirect("groups:call_edit")
    facts = {
        "form": form,
        "call": found,
        "group": group,
        "is_open": bool(found and services.is_open(found, now=now())),
        "waiting": about(found.told_waiting) if found else "",
        "wave": WaveForm(prefix="wave") if found else None,
        "saved": take_once(request, place="aufruf"),
    }
    return render(request, "groups/call_edit.html", facts)


@require_POST
def wave(request: HttpRequest) -> HttpResponse:
    """The next wave: places for those who waited longest."""
    group = act(request, DutyKind.ORGA).group
    found = queries.call_of(group.slug)
    form = WaveForm(request.POST, prefix="wave")
    if found is not None and form.is_valid():
        count = services.admit_wave(found, size=form.cleaned_data["size"], now=now())
        said = _("Vergeben sind jetzt weitere Plätze: %(n)s.") % {"n": about(count)}
        show_once(request, said, place="aufruf")
    else:
        show_once(
            request, _("Schreibe, wie viele Plätze ihr gebt, zum Beispiel 12."), place="aufruf"
        )
    return redirect("groups:call_edit")


@require_POST
def call_end(request: HttpRequest) -> HttpResponse:
    """Take the call back."""
    services.end_call(act(request, DutyKind.ORGA).group)
    show_once(request, _("Der Aufruf ist nicht mehr öffentlich."), place="aufruf")
    return redirect("groups:call_edit")

"""Asking to join: the form, the same answer for everybody, and the page of one request."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.limits import take_code_turn, take_turn
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.forms.joining import (
    AppealForm,
    JoinForm,
    LookForm,
    SlotChoice,
)
from wirwissen.network.groups.hooks import talk_waits
from wirwissen.network.groups.models import Call, Group, JoinRequest
from wirwissen.network.groups.rules import RequestState, is_room_open
from wirwissen.network.groups.views.public import public_or_404


@login_not_required
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """To the form of the one group, or a choice."""
    found = [one for one in queries.public_groups(today()) if one.takes_requests]
    if len(found) == 1:
        return redirect("groups:join_form", found[0].slug)
    return render(request, "groups/join.html", {"groups": found})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Four short answers; a work address is warned about once."""
    group = public_or_404(slug)
    if not group.takes_requests:
        raise Http404
    return answer_to_form(request, group, call=None)


def answer_to_form(request: HttpRequest, group: Group, *, call: Call | None) -> HttpResponse:
    """The form, for joining as for a call: both keep a request and say the same."""
    form = JoinForm(request.POST or None, group=group)
    warns = form.is_valid() and form.needs_warning
    if form.is_valid() and not warns and _may_ask(form):
        typed = form.cleaned_data
        row, code = services.ask_to_join(
            group, pseudonym=typed["pseudonym"], email=typed["email"],
            profession=typed["profession"], own_experience=typed["own_experience"],
            now=now(), call=call,
        )  # fmt: skip
        if not row.email:
            show_once(request, code, place="join")
        return redirect("groups:sent")
    if warns:
        form.data = {**request.POST.dict(), "warned": "1"}
    return render(
        request,
        "groups/join_form.html",
        {"group": group, "form": form, "warns": warns, "call": call},
    )


def _may_ask(form: JoinForm) -> bool:
    """At most a few requests a minute from one place, whatever the address is.

    Without an address a whole hall shares one place, so many may ask there in an hour.
    """
    email = form.cleaned_data["email"]
    try:
        if email:
            take_code_turn(email)
        else:
            take_turn("ask_without_address", "")
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same page for everybody; whoever gave no address sees their code, once."""
    return render(request, "groups/sent.html", {"code": take_once(request, place="join")})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Come back with the code."""
    form = LookForm(request.POST or None)
    if form.is_valid():
        token = services.link_of_code(form.cleaned_data["code"], now=now())
        if token is not None:
            return redirect("groups:request", token)
        form.add_error(
            "code", _("Dazu finden wir nichts. Prüfe den Code. Nach 30 Tagen ist er vorbei.")
        )
    return render(request, "groups/look.html", {"form": form})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, token: str) -> HttpResponse:
    """How a request stands, and what can be done: a time, a question back, taking it away."""
    row = services.request_of_link(token, now=now())
    if row is None:
        return render(request, "groups/request_over.html", status=404)
    free = queries.free_slots(row, now())
    forms: dict[str, Any] = {"slots": None, "form": None}
    if request.method == "POST":
        answer = _act(request, row, token, free, forms)
        if answer is not None:
            return answer
    return render(request, "groups/request.html", _facts(row, token, free, forms))


def _act(
    request: HttpRequest, row: JoinRequest, token: str, free: list[Any], forms: dict[str, Any]
) -> HttpResponse | None:
    act = request.POST.get("act", "")
    if act == "withdraw":
        services.withdraw_request(row)
        return redirect("groups:withdrawn")
    if act == "give_back":
        services.give_slot_back(row, now=now())
        return redirect("groups:request", token)
    if act == "slot":
        forms["slots"] = chosen = SlotChoice(request.POST, slots=free)
        if chosen.is_valid():
            try:
                services.take_slot(row, chosen.cleaned_data["slot"], now=now())
            except Refused as refusal:
                chosen.add_error("slot", str(refusal))
            else:
                return redirect("groups:request", token)
    if act == "appeal":
        forms["form"] = asked = AppealForm(request.POST)
        if asked.is_valid():
            services.appeal(row, text=asked.cleaned_data["text"], now=now())
            return redirect("groups:request", token)
    return None


def _facts(
    row: JoinRequest, token: str, free: list[Any], forms: dict[str, Any]
) -> dict[str, object]:
    slot = getattr(row, "slot", None)
    waits = row.stands in (RequestState.OPEN, RequestState.APPEALED)
    may_choose = waits and slot is None and row.call is None and free
    # The one form with errors is the page's `form`: it says "Fehler:" in the title.
    asks = forms["form"] or (AppealForm() if row.stands is RequestState.DECLINED else None)
    chooses = forms["slots"] or (SlotChoice(slots=free) if may_choose else None)
    return {
        "row": row,
        "token": token,
        "state": row.state,
        "slot": slot,
        "room": slot.room if slot and is_room_open(slot.starts_at, now=now()) else "",
        "note": services.opened(row, "note_sealed"),
        "form": asks or chooses,
        "asks": asks is not None,
        "chooses": asks is None and chooses is not None,
        "talk_waits": waits and slot is None and any(later(row.pk) for later in talk_waits),
    }


@login_not_required
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """It is gone."""
    return render(request, "groups/withdrawn.html")

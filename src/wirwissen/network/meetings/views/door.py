"""The door of the evening: join from 15 minutes before, from this site only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.meetings import PassForm
from wirwissen.network.meetings.queries.meetings import parts_of
from wirwissen.network.meetings.rules.evening import OPENS_BEFORE, Door
from wirwissen.network.meetings.services.bbb import VideoTrouble
from wirwissen.network.meetings.views.dates import meeting_of

PLACES = ("main", "small", "care")
_LEADING = {"host", "second", "tech"}


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, pk: str) -> HttpResponse:
    """The agreement, a name for the evening, and then a link that works once."""
    acting = act(request)
    row = meeting_of(acting, pk)
    state = services.door_of(row, now=now())
    one = services.own_pass(row, acting.member)
    name = one.meeting_name if one else acting.member.pseudonym[:40]
    form = PassForm(request.POST if request.method == "POST" else None, initial={"name": name})
    if state is Door.OPEN and form.is_valid():
        chosen = " ".join(form.cleaned_data["name"].split())
        token = services.issue_pass(row, acting.member, name=chosen, now=now())
        return redirect("meetings:ticket", row.pk, token)
    parts = parts_of(row, acting.member)
    context = {
        "meeting": row,
        "door": state.value,
        "opens_at": row.starts_at - OPENS_BEFORE,
        "agreement": acting.group.agreement,
        "form": form,
        "own_pass": one,
        "leads": acting.has(DutyKind.ORGA) or any(p.is_own and p.kind in _LEADING for p in parts),
        "care": next((p.name for p in parts if p.kind == "care" and p.name), ""),
    }
    return render(request, "meetings/door.html", context)


@require_safe
def ticket(request: HttpRequest, pk: str, token: str) -> HttpResponse:
    """The way in: one link, for this person, for this once."""
    acting = act(request)
    row = meeting_of(acting, pk)
    one = services.own_pass(row, acting.member)
    if services.door_of(row, now=now()) is not Door.OPEN or one is None:
        return redirect("meetings:door", row.pk)
    context = {
        "meeting": row,
        "token": token,
        "own_pass": one,
        "room": services.room_of(acting.group),
        "agreement": acting.group.agreement,
    }
    return render(request, "meetings/ticket.html", context)


@require_safe
def enter(request: HttpRequest, pk: str, token: str, place: str) -> HttpResponse:
    """Use the link: it leads to the room, and is used up."""
    acting = act(request)
    row = meeting_of(acting, pk)
    room = services.room_of(acting.group)
    if place not in PLACES:
        raise Http404
    if room is None:
        raise Refused
    one = services.use_pass(row, acting.member, token, now=now())
    if one is None:
        return render(request, "meetings/link_used.html", {"meeting": row}, status=404)
    try:
        target = services.way_in(room, one, place=place)
    except VideoTrouble:
        return render(request, "meetings/no_video.html", {"meeting": row}, status=409)
    return HttpResponseRedirect(target)


@require_POST
def draw(request: HttpRequest, pk: str) -> HttpResponse:
    """Small groups in one click, by whoever leads tonight."""
    acting = act(request)
    row = meeting_of(acting, pk)
    parts = parts_of(row, acting.member)
    if not acting.has(DutyKind.ORGA) and not any(p.is_own and p.kind in _LEADING for p in parts):
        raise Http404
    sizes = services.draw_small_groups(row, now=now())
    request.session[f"drawn-{row.pk}"] = sizes
    return redirect("meetings:drawn", row.pk)


@require_safe
def drawn(request: HttpRequest, pk: str) -> HttpResponse:
    """How many rooms there are and how large: never who is in which."""
    acting = act(request)
    row = meeting_of(acting, pk)
    parts = parts_of(row, acting.member)
    if not acting.has(DutyKind.ORGA) and not any(p.is_own and p.kind in _LEADING for p in parts):
        raise Http404
    sizes = request.session.get(f"drawn-{row.pk}")
    room = services.room_of(acting.group)
    context = {"meeting": row, "sizes": sizes, "room": room, "was_drawn": sizes is not None}
    return render(request, "meetings/drawn.html", context)

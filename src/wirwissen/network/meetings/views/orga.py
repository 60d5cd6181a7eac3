"""What the orga does with dates and the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.meetings import (
    MergeForm,
    MoveForm,
    OrgaTopicForm,
    RoomForm,
)
from wirwissen.network.meetings.models import Meeting, PartKind, Topic, TopicState
from wirwissen.network.meetings.queries.meetings import PartRow, coming_meetings, parts_of
from wirwissen.network.meetings.rules.evening import HELD
from wirwissen.network.meetings.rules.words import counted
from wirwissen.network.meetings.views.dates import meeting_of


@require_http_methods(["GET", "POST"])
def date_new(request: HttpRequest) -> HttpResponse:
    """Enter a date by hand."""
    acting = act(request, DutyKind.ORGA)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = services.enter_meeting(acting.group, form.starts_at(), now=now())
        return redirect("meetings:date", row.pk)
    return render(request, "meetings/date_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def date(request: HttpRequest, pk: str) -> HttpResponse:
    """One date as the orga sees it; the form gives it a topic."""
    acting = act(request, DutyKind.ORGA)
    row = meeting_of(acting, pk)
    pool = Topic.objects.filter(group=acting.group, state=TopicState.POOL, is_approved=True)
    topics = [(topic.pk, topic.title) for topic in pool.order_by("title")]
    form = OrgaTopicForm(request.POST if request.method == "POST" else None, topics=topics)
    if form.is_valid():
        services.set_topic(row, _chosen_topic(acting, form))
        return redirect("meetings:date", row.pk)
    people = Member.objects.filter(group=acting.group).count()
    context = {
        "meeting": row,
        "form": form,
        "coming": counted(min(row.coming, people), people),
        "floor": acting.group.floor,
        "is_held": row.state in HELD,
        "is_over": row.ends_at <= now(),
        "asks": row.asked_at is not None and not row.kept_on and row.starts_at > now(),
        "missing": [part.label for part in parts_of(row, acting.member) if _is_missing(part)],
        "offers": [offer.member.pseudonym for offer in row.offers.select_related("member")],
    }
    return render(request, "meetings/date.html", context)


def _is_missing(part: PartRow) -> bool:
    """Two people can always open the room: one may fall ill."""
    return not part.name and part.kind in {PartKind.HOST, PartKind.SECOND}


def _chosen_topic(acting: Acting, form: OrgaTopicForm) -> Topic | None:
    given = form.cleaned_data
    if given["title"]:
        return services.new_topic(
            acting.group, title=given["title"], content_note=given["content_note"]
        )
    return Topic.objects.filter(group=acting.group, pk=given["topic"]).first()


@require_POST
def date_fix(request: HttpRequest, pk: str) -> HttpResponse:
    """Make a tentative date a fixed one."""
    acting = act(request, DutyKind.ORGA)
    row = services.fix_meeting(meeting_of(acting, pk), now=now())
    return redirect("meetings:date", row.pk)


@require_http_methods(["GET", "POST"])
def date_move(request: HttpRequest, pk: str) -> HttpResponse:
    """Move a date."""
    acting = act(request, DutyKind.ORGA)
    row = meeting_of(acting, pk)
    local = timezone.localtime(row.starts_at)
    initial = {"day": local.date(), "clock": local.time()}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.move_meeting(row, form.starts_at(), now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("meetings:date", row.pk)
    return render(request, "meetings/date_move.html", {"meeting": row, "form": form})


@require_http_methods(["GET", "POST"])
def date_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Cancel a date; asked once more."""
    acting = act(request, DutyKind.ORGA)
    row = meeting_of(acting, pk)
    if request.method == "POST":
        services.cancel_meeting(row, now=now())
        return redirect("meetings:dates")
    return render(request, "meetings/date_cancel.html", {"meeting": row})


@require_POST
def date_hold(request: HttpRequest, pk: str) -> HttpResponse:
    """Hold it although few come."""
    acting = act(request, DutyKind.ORGA)
    services.hold_anyway(meeting_of(acting, pk))
    return redirect("meetings:date", pk)


@require_http_methods(["GET", "POST"])
def date_merge(request: HttpRequest, pk: str) -> HttpResponse:
    """Add it to another date."""
    acting = act(request, DutyKind.ORGA)
    row = meeting_of(acting, pk)
    others = [
        each for each in coming_meetings(acting.group, now=now())
        if each.pk != row.pk and each.state in HELD
    ]  # fmt: skip
    names = [(each.pk, _in_words(each)) for each in others]
    form = MergeForm(request.POST if request.method == "POST" else None, dates=names)
    if form.is_valid():
        target = meeting_of(acting, form.cleaned_data["other"])
        services.merge_into(row, target, now=now())
        return redirect("meetings:date", target.pk)
    context = {"meeting": row, "form": form, "others": others}
    return render(request, "meetings/date_merge.html", context)


def _in_words(meeting: Meeting) -> str:
    return date_format(timezone.localtime(meeting.starts_at), "l, j. F, H:i")


@require_POST
def date_input(request: HttpRequest, pk: str) -> HttpResponse:
    """Look for somebody who gives the input, or stop looking."""
    acting = act(request, DutyKind.ORGA)
    row: Meeting = meeting_of(acting, pk)
    services.call_for_input(row, wants=request.POST.get("wants") == "yes", now=now())
    return redirect("meetings:date", row.pk)


@require_http_methods(["GET", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """Where the group meets."""
    acting = act(request, DutyKind.ORGA)
    kept = services.room_of(acting.group)
    initial = {
        "kind": "bbb" if kept and kept.is_bbb else "link",
        "operator": kept.operator if kept else "",
        "address": services.address_of(kept) if kept else "",
    }
    form = RoomForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        services.keep_room(
            acting.group, operator=given["operator"], address=given["address"],
            is_bbb=given["kind"] == "bbb", secret=given["secret"],
        )  # fmt: skip
        return redirect("meetings:room")
    return render(request, "meetings/room.html", {"form": form, "room": kept})

"""The list of dates, one meeting, and what a member does about it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.meetings import WordForm
from wirwissen.network.meetings.models import Meeting, MeetingState, PartKind
from wirwissen.network.meetings.queries.meetings import (
    coming_meetings,
    held_meetings,
    is_coming,
    parts_of,
)
from wirwissen.network.meetings.rules.calendar import Entry, calendar_text
from wirwissen.network.meetings.rules.evening import HELD, OPENS_BEFORE, Part, agenda_of
from wirwissen.network.meetings.rules.words import counted
from wirwissen.network.meetings.views.words import CALENDAR_WORD, steps_in_words


def meeting_of(acting: Acting, pk: str) -> Meeting:
    """A meeting of the acting member's group. Raises `Http404` for any other."""
    rows = Meeting.objects.filter(group=acting.group).select_related("topic", "themes")
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    meeting.group = acting.group
    return meeting


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """What is to come and what has been."""
    acting = act(request)
    at = now()
    coming = list(coming_meetings(acting.group, now=at))
    context = {
        "acting": acting,
        "fixed": [row for row in coming if row.state in {*HELD, MeetingState.CANCELLED}],
        "tentative": [row for row in coming if row.state == MeetingState.TENTATIVE],
        "held": held_meetings(acting.group, now=at),
        "is_orga": acting.has(DutyKind.ORGA),
    }
    return render(request, "meetings/dates.html", context)


@require_safe
def meeting(request: HttpRequest, pk: str) -> HttpResponse:
    """One meeting: what it is about, its course, who is there for whom."""
    acting = act(request)
    row = meeting_of(acting, pk)
    at = now()
    parts = parts_of(row, acting.member)
    own = [part.kind for part in parts if part.is_own]
    people = Member.objects.filter(group=acting.group).count()
    is_over = at >= row.ends_at
    context = {
        "acting": acting,
        "meeting": row,
        "door": services.door_of(row, now=at).value,
        "opens_at": row.starts_at - OPENS_BEFORE,
        "agenda": steps_in_words(agenda_of(row.starts_at)),
        "parts": parts,
        "words": services.words_for(row, acting.member, kinds=own) if own else [],
        "answer": is_coming(row, acting.member) if not is_over else None,
        "coming": counted(min(row.coming, people), people),
        "asks": acting.group.floor > 0 and row.state in HELD and not is_over,
        "is_over": is_over,
        "may_answer": row.state in HELD and not is_over,
        "has_begun": at >= row.starts_at,
        "themes": getattr(row, "themes", None),
        "is_orga": acting.has(DutyKind.ORGA),
        "leads": bool(own),
    }
    return render(request, "meetings/meeting.html", context)


@require_POST
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """Coming, or not."""
    acting = act(request)
    row = meeting_of(acting, pk)
    is_yes = request.POST.get("coming") == "yes"
    services.answer(row, acting.member, is_coming=is_yes, now=now())
    return redirect("meetings:meeting", row.pk)


@require_POST
def take(request: HttpRequest, pk: str) -> HttpResponse:
    """Take on a part."""
    acting = act(request)
    row = meeting_of(acting, pk)
    services.take_part(row, acting.member, _kind(request))
    return redirect("meetings:meeting", row.pk)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: str) -> HttpResponse:
    """Pass a part on, with a private word."""
    acting = act(request)
    row = meeting_of(acting, pk)
    own = [part for part in parts_of(row, acting.member) if part.is_own]
    if request.method == "POST":
        form = WordForm(request.POST)
        if form.is_valid():
            kind = PartKind(form.cleaned_data["kind"])
            word = form.cleaned_data["word"]
            services.pass_on(row, acting.member, kind, word=word, now=now())
            return redirect("meetings:meeting", row.pk)
    elif not own:
        return redirect("meetings:meeting", row.pk)
    else:
        chosen = request.GET.get("teil", own[0].kind)
        form = WordForm(initial={"kind": chosen})
    return render(request, "meetings/give.html", {"meeting": row, "form": form, "own": own})


@require_POST
def offer(request: HttpRequest, pk: str) -> HttpResponse:
    """Offer to give the input, or take it back."""
    acting = act(request)
    row = meeting_of(acting, pk)
    services.offer_input(row, acting.member, wants=request.POST.get("wants") == "yes")
    return redirect("meetings:meeting", row.pk)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All dates to come as a file that tells nothing."""
    acting = act(request)
    at = now()
    entries = [
        Entry(
            uid=row.pk,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_cancelled=row.state == MeetingState.CANCELLED,
            is_tentative=row.state == MeetingState.TENTATIVE,
        )
        for row in coming_meetings(acting.group, now=at)
    ]
    text = calendar_text(entries, word=str(CALENDAR_WORD), now=at)
    headers = {"Content-Disposition": 'attachment; filename="termine.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _kind(request: HttpRequest) -> PartKind:
    try:
        return PartKind(Part(request.POST.get("kind", "")).value)
    except ValueError:
        raise Refused(_("Wähle aus, was du übernehmen möchtest.")) from None

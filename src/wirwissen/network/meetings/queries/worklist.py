"""What waits for a member on the first page. Words there tell an onlooker nothing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo
from wirwissen.network.groups.models import Duty, DutyKind, Member
from wirwissen.network.meetings.models import (
    Availability,
    Meeting,
    MeetingState,
    PlanRun,
    Room,
    RunState,
)

_HELD = [MeetingState.FIXED, MeetingState.MOVED]


def todos(user: User, _memberships: list[Membership], now: datetime) -> list[Todo]:
    """Next date, missing times; for the orga a plan to look at, a room to renew. Two queries."""
    waiting = PlanRun.objects.filter(
        group=OuterRef("group"), state__in=[RunState.PROPOSED, RunState.TAKEN]
    )
    rooms = Room.objects.filter(group=OuterRef("group"), known_outside=True)
    duties = Duty.objects.filter(member=OuterRef("pk"), kind=DutyKind.ORGA.value)
    members = list(
        Member.objects.filter(user=user)
        .annotate(has_told=Exists(Availability.objects.filter(member=OuterRef("pk"))))
        .annotate(has_plan=Exists(waiting) & Exists(duties))
        .annotate(has_old_room=Exists(rooms) & Exists(duties))
    )
    if not members:
        return []
    found = _next_date([member.group_id for member in members], now)
    if not any(member.has_told for member in members):
        found.append(_missing_times())
    if any(member.has_plan for member in members):
        found.append(_plan())
    if any(member.has_old_room for member in members):
        found.append(_old_room())
    return found


def _next_date(groups: list[str], now: datetime) -> list[Todo]:
    rows = Meeting.objects.filter(group__in=groups, state__in=_HELD, ends_at__gt=now)
    meeting = rows.order_by("starts_at").first()
    if meeting is None:
        return []
    at = timezone.localtime(meeting.starts_at)
    return [
        Todo(
            title=_("Nächster Termin"),
            hint=date_format(at, "l, j. F, H:i").replace(". ", ".\u00a0", 1),
            url=reverse("meetings:meeting", args=[meeting.pk]),
            state=_("steht fest"),
        )
    ]


def _missing_times() -> Todo:
    return Todo(
        title=_("Deine Zeiten"),
        hint=_("Sag uns, wann es dir passt. Das dauert etwa eine Minute."),
        url=reverse("meetings:times"),
        state=_("fehlt noch"),
        tone="hue",
    )


def _plan() -> Todo:
    return Todo(
        title=_("Jahresplan ansehen"),
        hint=_("Ein Vorschlag ist da. Zwei von euch geben ihn frei."),
        url=reverse("meetings:plan"),
        state=_("wartet"),
        tone="hue",
    )


def _old_room() -> Todo:
    return Todo(
        title=_("Den Raum erneuern"),
        hint=_("Jemand kennt den alten Zugang noch. Trag einen neuen ein."),
        url=reverse("meetings:room"),
        state=_("offen"),
        tone="warn",
    )

"""Reads of the public side."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from wirwissen.network.groups.models import Call, Group, Partner, PublicMeeting, PublicPage
from wirwissen.network.groups.rules import RequestState


def public_groups(today: date) -> QuerySet[Group]:
    """The groups strangers may see today, with their calls. One query."""
    rows = Group.objects.filter(public_until__gte=today)
    return rows.select_related("organisation", "call")


def public_meetings(group: Group) -> QuerySet[PublicMeeting]:
    """All meetings the group has published, the latest first; none while it shows no dates."""
    if not group.shows_dates:
        return group.public_meetings.none()
    return group.public_meetings.order_by("-starts_at")


def coming_dates(group: Group, now: datetime) -> QuerySet[PublicMeeting]:
    """Published dates to come, the next first, for feed and calendar. One query."""
    return public_meetings(group).filter(starts_at__gt=now).order_by("starts_at")


def call_of(slug: str) -> Call | None:
    """The call of the group at that address, open or over. One query."""
    rows = Call.objects.filter(group__slug=slug)
    return rows.select_related("group__organisation").first()


def waiting_for(call: Call) -> int:
    """How many wait for a place. One query."""
    return call.requests.filter(state=RequestState.OPEN.value).count()


def public_pages(group: Group, today: date) -> QuerySet[PublicPage]:
    """The pages shown today. One query."""
    return group.pages.filter(shown_until__gte=today)


def public_partners(group: Group, today: date) -> QuerySet[Partner]:
    """The neighbours shown today, sister groups first. One query."""
    return group.partners.filter(shown_until__gte=today)

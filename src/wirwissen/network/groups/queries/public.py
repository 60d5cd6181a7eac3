"""Reads of the public side."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from wirwissen.network.groups.models import Call, Group, Partner, PublicMeeting, PublicPage
from wirwissen.network.groups.rules import RequestState


def public_groups(today: date) -> QuerySet[Group]:
    """The groups strangers may see today, with their calls. One query."""
    rows = Group.objects.filter(public_until__gte=today)
    return rows.select_related("organisation", "call")


def published_dates(group: Group, today: date) -> QuerySet[PublicMeeting]:
    """Dates strangers may read today once the group shows dates, latest first. One query."""
    rows = group.public_meetings.filter(shown_until__gte=today, is_withdrawn=False)
    return rows.order_by("-starts_at")


def public_meetings(group: Group, today: date) -> QuerySet[PublicMeeting]:
    """What strangers read of the group's dates today; none while it shows no dates. One query."""
    rows = published_dates(group, today)
    return rows if group.shows_dates else rows.none()


def coming_dates(group: Group, now: datetime) -> QuerySet[PublicMeeting]:
    """Published dates to come, the next first, for feed and calendar. One query."""
    rows = public_meetings(group, timezone.localdate(now))
    return rows.filter(starts_at__gt=now).order_by("starts_at")


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

"""Named reads about rounds, each with its number of queries."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo
from wirwissen.network.groups.models import Duty, DutyKind, Group, Member
from wirwissen.network.rounds.models import Place, PlaceState, Round


def coming(group: Group, now: datetime) -> QuerySet[Round]:
    """Rounds of a group that have not ended, soonest first. Two queries, with dates."""
    rows = Round.objects.filter(group=group, ends_on__gte=timezone.localdate(now))
    rows = rows.filter(cancelled_on__isnull=True).select_related("first", "second")
    return rows.prefetch_related("dates").order_by("ends_on", "pk")


def led_by(member: Member) -> QuerySet[Round]:
    """The rounds that a member leads, the latest first. Two queries, with dates."""
    rows = Round.objects.filter(Q(first=member) | Q(second=member), group=member.group_id)
    rows = rows.select_related("first", "second", "envelope")
    return rows.prefetch_related("dates").order_by("-ends_on", "pk")


def places_of(member: Member) -> dict[str, Place]:
    """Round id -> the member's own place. One query."""
    return {row.round_id: row for row in Place.objects.filter(member=member)}


def booked(round_: Round) -> list[Place]:
    """Who is in, for the two who lead. One query."""
    rows = Place.objects.filter(round=round_, state=PlaceState.BOOKED)
    return list(rows.select_related("member").order_by("member__pseudonym"))


def facilitator_called(group: Group, pseudonym: str) -> Member | None:
    """A member who leads rounds, by name. One query."""
    name = " ".join(pseudonym.split())
    duties = Duty.objects.filter(
        member__group=group, kind=DutyKind.FACILITATOR.value, member__pseudonym__iexact=name
    ).select_related("member")
    found = duties.first()
    return found.member if found else None


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """A place that waits for an answer. One query."""
    rows = Place.objects.filter(
        member__user=user, state=PlaceState.OFFERED, held_until__gt=now,
        round__cancelled_on__isnull=True,
    )  # fmt: skip
    return [
        Todo(
            title=_("Ein Platz wartet auf deine Antwort"), hint="",
            url=reverse("rounds:round", args=[row.round_id]), state=_("offen"), tone="hue",
        )
        for row in rows.order_by("held_until")
    ]  # fmt: skip

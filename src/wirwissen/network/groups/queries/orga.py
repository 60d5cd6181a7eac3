"""Reads of the orga: requests, times, duties. Never members as such."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.network.groups.hooks import kept_apart, talk_waits
from wirwissen.network.groups.models import (
    Duty,
    DutyChange,
    DutyKind,
    Group,
    JoinRequest,
    Member,
    TalkSlot,
)
from wirwissen.network.groups.rules import RequestState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class HasOrga(TypedDict):
    has_orga: bool


WAITING = (RequestState.OPEN.value, RequestState.APPEALED.value)


def keeps_apart(request: str | OuterRef, member: str | OuterRef) -> Q:
    """The condition that these two must not meet; ids, or `OuterRef`s to them."""
    return reduce(or_, (Q(apart(request, member)) for apart in kept_apart), Q(pk__in=[]))


def waiting_requests(member: Member) -> QuerySet[JoinRequest]:
    """Requests that wait for an answer of this orga person, those of a call left out: they come in
    waves. One query."""
    rows = JoinRequest.objects.filter(group=member.group_id, call=None, state__in=WAITING)
    mine = rows.exclude(keeps_apart(OuterRef("pk"), member.pk))
    return mine.select_related("slot", "slot__by")


def request_of(member: Member, pk: str) -> JoinRequest | None:
    """One request that waits for an answer of this orga person. One query."""
    rows = waiting_requests(member).filter(pk=pk)
    return rows.select_related("group", "slot", "slot__by", "envelope").first()


def readers_of(row: JoinRequest) -> list[Member]:
    """The orga without those who must not meet whoever asks, for mails. One query."""
    rows = Member.objects.filter(group=row.group_id, duties__kind=DutyKind.ORGA.value)
    return list(rows.exclude(keeps_apart(row.pk, OuterRef("pk"))).select_related("user"))


def coming_slots(member: Member, now: datetime) -> QuerySet[TalkSlot]:
    """Offered times to come, with who took them, as this orga person may see them. One query.

    A talk of somebody they must not meet is not there: a time without a name would tell.
    """
    rows = TalkSlot.objects.filter(group=member.group_id, starts_at__gt=now)
    hidden = keeps_apart(OuterRef("request_id"), member.pk) & ~Q(by=member)
    return rows.exclude(hidden).select_related("by", "request")


def free_slots(row: JoinRequest, now: datetime) -> list[TalkSlot]:
    """Times that are free for whoever asks. Without names: they see days and hours. Two queries.

    None with somebody they must not meet, and none at all while that is still looked for.
    """
    if any(waits(row.pk) for waits in talk_waits):
        return []
    slots = TalkSlot.objects.filter(group=row.group_id, starts_at__gt=now, request=None)
    return list(slots.exclude(keeps_apart(row.pk, OuterRef("by_id"))))


def duties_of(group: Group) -> list[Duty]:
    """Who does what, by pseudonym: the only people of a group that a list may name. One query."""
    rows = Duty.objects.filter(member__group=group).select_related("member")
    return list(rows.order_by("kind", "member__pseudonym"))


def duty_changes(group: Group) -> QuerySet[DutyChange]:
    """Which duties were given and taken within the year. One query."""
    return group.duty_changes.select_related("member", "by")[:20]


def groups_of_house(
    organisation: Organisation,
) -> QuerySet[WithAnnotations[Group, HasOrga]]:
    """The groups of a house with `has_orga`: nothing else the house may know. One query."""
    orga = Duty.objects.filter(member__group=OuterRef("pk"), kind=DutyKind.ORGA.value)
    return Group.objects.filter(organisation=organisation).annotate(has_orga=Exists(orga))

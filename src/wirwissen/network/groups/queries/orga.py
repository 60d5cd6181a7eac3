"""Reads of the orga: requests, times, duties. Never members as such."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.network.groups.models import (
    Duty,
    DutyChange,
    DutyKind,
    Group,
    JoinRequest,
    TalkSlot,
)
from wirwissen.network.groups.rules import RequestState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class HasOrga(TypedDict):
    has_orga: bool


WAITING = (RequestState.OPEN.value, RequestState.APPEALED.value)


def waiting_requests(group: Group) -> QuerySet[JoinRequest]:
    """Requests that wait for an answer, those of a call left out: they come in waves. One query."""
    rows = JoinRequest.objects.filter(group=group, call=None, state__in=WAITING)
    return rows.select_related("slot", "slot__by")


def request_of(group: Group, pk: str) -> JoinRequest | None:
    """One waiting request of this group. One query."""
    rows = JoinRequest.objects.filter(group=group, pk=pk, call=None, state__in=WAITING)
    return rows.select_related("group", "slot", "slot__by", "envelope").first()


def coming_slots(group: Group, now: datetime) -> QuerySet[TalkSlot]:
    """Offered times to come, with who took them. One query."""
    rows = TalkSlot.objects.filter(group=group, starts_at__gt=now)
    return rows.select_related("by", "request")


def free_slots(group: Group, now: datetime) -> QuerySet[TalkSlot]:
    """Times that are still free. Without names: whoever asks sees days and hours. One query."""
    return TalkSlot.objects.filter(group=group, starts_at__gt=now, request=None)


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

"""Times for a short talk, offered by orga people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wirwissen.network.groups.models import DutyKind, JoinRequest, Member, TalkSlot
from wirwissen.network.groups.services.joining import tell


@transaction.atomic
def offer_slot(member: Member, *, starts_at: datetime, room: str, now: datetime) -> TalkSlot:
    """Offer a time; where none was free before, whoever waits is told. Twice does no harm."""
    free = TalkSlot.objects.filter(group=member.group_id, request=None, starts_at__gt=now)
    had_free = free.exists()
    row, is_new = TalkSlot.objects.get_or_create(
        by=member, starts_at=starts_at, defaults={"group_id": member.group_id, "room": room}
    )
    if is_new and not had_free:
        open_ones = JoinRequest.objects.filter(group=member.group_id, call=None, slot=None)
        for request in open_ones.filter(state__in=("open", "appealed")):
            tell(request, now)
    return row


@transaction.atomic
def drop_slot(slot: TalkSlot, *, now: datetime) -> None:
    """Take an offered time back; whoever had taken it is told."""
    request = slot.request
    slot.delete()
    if request is not None:
        tell(request, now)


@transaction.atomic
def part_talk(request_id: str, member: Member, *, now: datetime) -> None:
    """Two who must not meet do not talk: the time is free again, and whoever asked is told that
    there is something new, as after any change. Twice does no harm."""
    for slot in TalkSlot.objects.filter(request=request_id, by=member).select_related("request"):
        TalkSlot.objects.filter(pk=slot.pk).update(request=None)
        if slot.request is not None:
            tell(slot.request, now)


def drop_slots_of(member: Member, kind: DutyKind, now: datetime) -> None:
    """Whoever is no longer of the orga talks with nobody for it (`hooks.duty_ended`)."""
    if kind is DutyKind.ORGA:
        for slot in TalkSlot.objects.filter(by=member).select_related("request"):
            drop_slot(slot, now=now)

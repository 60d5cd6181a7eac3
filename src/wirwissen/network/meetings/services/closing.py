"""A group has closed: nothing of its meetings stays but what was public, without names."""

from __future__ import annotations

from django.db import transaction

from wirwissen.foundation.sealed.services import destroy
from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import Meeting, PlanRun, Room, Topic


def forget_closed_groups() -> int:
    """Delete dates, plans, topics and the room of closed groups. Returns how many had any.

    Members went with the closing itself, and with them all that hangs on them.
    """
    closed = Group.objects.filter(is_closed=True)
    with_any = closed.filter(meetings__isnull=False) | closed.filter(room__isnull=False)
    groups = list(with_any.distinct())
    for group in groups:
        _forget(group)
    return len(groups)


@transaction.atomic
def _forget(group: Group) -> None:
    for room in Room.objects.filter(group=group).select_related("envelope"):
        envelope = room.envelope
        room.delete()
        if envelope is not None:
            destroy(envelope)
            envelope.delete()
    for model in (Meeting, PlanRun, Topic):
        model._default_manager.filter(group=group).delete()

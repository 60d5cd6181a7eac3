"""A call for founding a group: signing up, waves, the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wirwissen.network.groups.hooks import founding_meeting_set
from wirwissen.network.groups.models import Call, Group, JoinRequest
from wirwissen.network.groups.rules import RequestState, next_wave, places_left
from wirwissen.network.groups.services.joining import renew_figure, tell


@transaction.atomic
def keep_call(group: Group, facts: Mapping[str, object], *, now: datetime) -> Call:
    """Publish a call, or change it: text, places, last day, founding meeting.

    The founding meeting is a date of the group like others. Raises `Refused` where it cannot be.
    """
    known = Call.objects.filter(group=group).first()
    before = known.meeting_at if known else None
    row, _is_new = Call.objects.update_or_create(group=group, defaults=dict(facts))
    if row.meeting_at is not None and row.meeting_at > now:
        for keep in founding_meeting_set:
            keep(group, before, row.meeting_at, now)
    # Whoever waits is kept as long as the call is open, also where it got longer.
    row.requests.filter(last_step_on__lt=row.open_until).update(last_step_on=row.open_until)
    return row


def is_open(call: Call, *, now: datetime) -> bool:
    """Whether one can still sign up today; a full call goes on, because some withdraw."""
    return timezone.localdate(now) <= call.open_until


@transaction.atomic
def admit_wave(call: Call, *, size: int, now: datetime) -> int:
    """Give places to the next ones who wait, at most `size`. Returns how many.

    Who signed up on an earlier day comes first; within a day the random ids decide, so nobody is
    ahead for having clicked faster. The call is locked: two waves at once never oversell.
    """
    locked = Call.objects.select_for_update().get(pk=call.pk)
    waiting = JoinRequest.objects.filter(call=locked, state=RequestState.OPEN.value)
    rows = {row.pk: row for row in waiting.order_by("asked_on", "pk")}
    free = places_left(capacity=locked.capacity, given=locked.given)
    chosen = next_wave(list(rows), size=size, free=free)
    for pk in chosen:
        row = rows[pk]
        row.state = RequestState.ADMITTED.value
        row.last_step_on = max(row.last_step_on, timezone.localdate(now))
        row.save(update_fields=["state", "last_step_on"])
        tell(row, now)
    locked.given += len(chosen)
    locked.save(update_fields=["given"])
    renew_figure(locked)
    return len(chosen)


def end_call(group: Group) -> None:
    """Take the call back from the public; who still waits becomes an ordinary request."""
    Call.objects.filter(group=group).delete()

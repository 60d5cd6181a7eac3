"""Keep, read and forget when a member can. Nobody but this member and the planner reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wirwissen.foundation.sealed.services import (
    UNREADABLE,
    create_envelope,
    destroy,
    open_text,
    seal_text,
)
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models import Availability, Meeting
from wirwissen.network.meetings.rules.availability import (
    Answer,
    as_text,
    free_slots,
    from_text,
)

WITHOUT_A_PLAN = timedelta(days=400)  # the first plan of a group covers the year to come


@transaction.atomic
def keep_answer(member: Member, answer: Answer, *, now: datetime) -> Availability:
    """Keep what a member has told about their time, in place of what was there before."""
    Member.objects.select_for_update().get(pk=member.pk)  # two browsers at once keep one answer
    row = Availability.objects.filter(member=member).first()
    if row is None or row.envelope is None:
        row = row or Availability(member=member)
        row.envelope = create_envelope()
    row.ends_on = end_of_series(member.group, now=now)
    text = as_text(answer)
    row.answer_sealed = seal_text(row.envelope, text, row=row, field="answer_sealed")
    row.mark = salted_hmac("wirwissen.answer", f"{row.pk}:{text}", algorithm="sha256").hexdigest()
    row.save()
    return row


@transaction.atomic
def forget_answer(member: Member) -> None:
    """Forget a member's answer at once, key included. Twice does no harm."""
    for row in Availability.objects.filter(member=member).select_related("envelope"):
        envelope = row.envelope
        row.delete()
        if envelope is not None:
            destroy(envelope)
            envelope.delete()


def own_answer(member: Member) -> Answer | None:
    """What this member has told, for this member alone; `None` if nothing. One query."""
    row = Availability.objects.filter(member=member).select_related("envelope").first()
    return read_answer(row) if row is not None else None


def read_answer(row: Availability) -> Answer | None:
    """Open one sealed answer; `None` once its key is gone."""
    text = open_text(row.envelope, row, "answer_sealed")
    return None if text in {"", UNREADABLE} else from_text(text)


def own_meetings(answer: Answer, meetings: list[Meeting]) -> int:
    """How many of these meetings suit: told to this member alone („dir passen 5 von 12“)."""
    starts = [local_start(meeting.starts_at) for meeting in meetings]
    return free_slots(answer, starts).bit_count()


def local_start(at: datetime) -> datetime:
    """A start as the planner counts it: local time without a zone."""
    return timezone.localtime(at).replace(tzinfo=None)


def end_of_series(group: Group, *, now: datetime) -> date:
    """The last day answers are needed for: that of the last date, or a year from now."""
    last = Meeting.objects.filter(group=group, starts_at__gt=now).order_by("starts_at").last()
    if last is None:
        return timezone.localdate(now + WITHOUT_A_PLAN)
    return timezone.localdate(last.ends_at)

"""Fix, move and cancel dates; ask the orga when few have said yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models import Answer, Meeting, MeetingState
from wirwissen.network.meetings.rules import evening
from wirwissen.network.meetings.rules.availability import LENGTH
from wirwissen.network.meetings.rules.evening import HELD, State
from wirwissen.network.meetings.services.public import show_in_public
from wirwissen.network.meetings.services.telling import everybody, orga, tell


@transaction.atomic
def enter_meeting(
    group: Group, starts_at: datetime, *, now: datetime, length: timedelta = LENGTH,
    state: MeetingState = MeetingState.FIXED,
) -> Meeting:  # fmt: skip
    """Enter a date by hand, past ones too (a group brings its history). Twice keeps one."""
    meeting, is_new = Meeting.objects.get_or_create(
        group=group, starts_at=starts_at, defaults={"ends_at": starts_at + length, "state": state}
    )
    show_in_public(meeting)
    if is_new and starts_at > now and state == MeetingState.FIXED:
        tell(everybody(group), now=now)
    return meeting


def keep_founding_meeting(
    group: Group, before: datetime | None, starts_at: datetime, now: datetime
) -> None:
    """Enter the founding meeting of a call, or move it along (`groups.hooks`)."""
    coming = group.meetings.filter(ends_at__gt=now).exclude(state=MeetingState.CANCELLED)
    known = coming.filter(starts_at=before).first() if before is not None else None
    if known is None:
        enter_meeting(group, starts_at, now=now)
    else:
        move_meeting(known, starts_at, now=now)


@transaction.atomic
def fix_meeting(meeting: Meeting, *, now: datetime) -> Meeting:
    """Make a tentative date a fixed one and tell everybody. Twice does no harm."""
    row = _locked(meeting)
    if row.state in {MeetingState.FIXED, MeetingState.MOVED}:
        return row
    _become(row, State.FIXED)
    return _saved(row, now=now)


@transaction.atomic
def move_meeting(meeting: Meeting, starts_at: datetime, *, now: datetime) -> Meeting:
    """Move a date; topic, parts and room come along, answers do not: they were for another day.

    Raises `Refused` for a time that is over, a date where there is one already, or a cancelled one.
    """
    row = _locked(meeting)
    if row.starts_at == starts_at:
        return row
    if starts_at <= now:
        raise Refused(_("Dieser Zeitpunkt ist schon vorbei. Wähle einen, der noch kommt."))
    before = row.starts_at
    if row.state != MeetingState.TENTATIVE:
        _become(row, State.MOVED)
        row.moved_from = before
    row.ends_at, row.starts_at = starts_at + (row.ends_at - before), starts_at
    row.reason, row.coming, row.asked_at, row.kept_on = "", 0, None, False
    Answer.objects.filter(meeting=row).delete()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_("An diesem Tag gibt es zu dieser Zeit schon ein Treffen.")) from None
    show_in_public(row, before=before)
    if row.state == MeetingState.MOVED:
        tell(everybody(row.group), now=now)
    return row


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, now: datetime) -> Meeting:
    """Cancel a date. A tentative one goes without a word; whoever saw a fixed one is told."""
    row = _locked(meeting)
    if row.state == MeetingState.CANCELLED:
        return row
    if row.state == MeetingState.TENTATIVE:
        row.delete()
        return row
    _become(row, State.CANCELLED)
    return _saved(row, now=now)


@transaction.atomic
def hold_anyway(meeting: Meeting) -> Meeting:
    """Keep a date on although few come. Twice does no harm."""
    row = _locked(meeting)
    row.kept_on = True
    row.save(update_fields=["kept_on"])
    return row


@transaction.atomic
def merge_into(meeting: Meeting, other: Meeting, *, now: datetime) -> Meeting:
    """Cancel a date in favour of another one of the group, which takes over the topic if it has
    none. Raises `Refused` if the other one does not take place."""
    row, target = _locked(meeting), _locked(other)
    if target.state not in HELD or target.group_id != row.group_id or target.pk == row.pk:
        raise Refused(_("Wähle ein Treffen, das fest ist."))
    if target.topic_id is None:
        target.topic = row.topic
        target.save(update_fields=["topic"])
        show_in_public(target)
    return cancel_meeting(row, now=now)


@transaction.atomic
def answer(meeting: Meeting, member: Member, *, is_coming: bool, now: datetime) -> None:
    """Say whether one comes. The count without names is kept beside it. Twice does no harm.

    Raises `Refused` once it is over, or where the date is not fixed.
    """
    row = _locked(meeting)
    if row.state not in HELD or now >= row.ends_at:
        raise Refused(_("Für dieses Treffen ist keine Antwort mehr nötig."))
    Answer.objects.update_or_create(meeting=row, member=member, defaults={"is_coming": is_coming})
    count_answers(row)


def count_answers(meeting: Meeting) -> None:
    """Write down how many come, as a number."""
    meeting.coming = Answer.objects.filter(meeting=meeting, is_coming=True).count()
    meeting.save(update_fields=["coming"])


def ask_about_few(*, now: datetime) -> int:
    """Ask the orga about every date to which fewer than the group's floor come, 48 hours before.

    Returns how many dates were asked about; each is asked about once.
    """
    count = 0
    soon = Meeting.objects.filter(
        starts_at__gt=now, starts_at__lte=now + evening.ASK_BEFORE, group__floor__gt=0,
        asked_at__isnull=True,
    )  # fmt: skip
    for pk in list(soon.values_list("pk", flat=True)):
        count += _ask_about(pk, now=now)
    return count


@transaction.atomic
def _ask_about(pk: str, *, now: datetime) -> bool:
    row = Meeting.objects.select_for_update().select_related("group").filter(pk=pk).first()
    if row is None:
        return False
    coming = Answer.objects.filter(meeting=row, is_coming=True).count()
    is_due = evening.needs_question(
        state=State(row.state), coming=coming, floor=row.group.floor, starts_at=row.starts_at,
        asked=row.asked_at is not None, now=now,
    )  # fmt: skip
    if is_due:
        row.asked_at = now
        row.save(update_fields=["asked_at"])
        tell(orga(row.group), now=now)
    return is_due


def _become(row: Meeting, wanted: State) -> None:
    try:
        row.state = evening.next_state(State(row.state), wanted).value
    except ValueError:
        raise Refused(_("Dieses Treffen ist abgesagt. Lege dafür ein neues an.")) from None


def _saved(row: Meeting, *, now: datetime) -> Meeting:
    row.save()
    show_in_public(row)
    tell(everybody(row.group), now=now)
    return row


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("group", "topic")
    return rows.get(pk=meeting.pk)

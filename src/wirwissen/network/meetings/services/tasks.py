"""Who does what at a meeting: take a part, pass it on with a private word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import create_envelope, destroy, open_text, seal_text
from wirwissen.network.groups.models import Member
from wirwissen.network.meetings.models import Handover, Meeting, PartKind, Task
from wirwissen.network.meetings.rules.evening import Part, succeeds
from wirwissen.network.meetings.services.telling import orga, tell


@transaction.atomic
def take_part(meeting: Meeting, member: Member, kind: PartKind) -> Task:
    """Take on a part that nobody does. Twice does no harm.

    Raises `Refused` if somebody was faster, or for host and second host in one person.
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    rows = {row.kind: row for row in Task.objects.filter(meeting=meeting)}
    held = rows.get(kind)
    if held is not None and held.member_id != member.pk:
        raise Refused(_("Das macht inzwischen schon jemand. Danke, dass du dich angeboten hast."))
    hosts = {PartKind.HOST: PartKind.SECOND, PartKind.SECOND: PartKind.HOST}
    other = rows.get(hosts[kind]) if kind in hosts else None
    if other is not None and other.member_id == member.pk:
        raise Refused(
            _("Du moderierst dieses Treffen schon. Die zweite Person ist jemand anderes.")
        )
    return held or Task.objects.create(meeting=meeting, kind=kind, member=member)


@transaction.atomic
def pass_on(meeting: Meeting, member: Member, kind: PartKind, *, word: str, now: datetime) -> None:
    """Give a part back, with a private word to whoever does it next. Twice does no harm.

    A host who falls ill is followed by the second host at once; the orga is told either way.
    """
    row = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    task = Task.objects.filter(meeting=row, kind=kind, member=member).first()
    if task is None:
        return
    _leave_word(row, member, kind, word)
    _hand_on(row, task, now=now)


def hand_on_tasks(member: Member, now: datetime) -> None:
    """Parts at coming meetings go to others when a member goes (`groups.hooks.member_goes`)."""
    rows = Task.objects.filter(member=member, meeting__ends_at__gt=now)
    for task in rows.select_related("meeting__group", "member"):
        _hand_on(task.meeting, task, now=now)


def _hand_on(row: Meeting, task: Task, *, now: datetime) -> None:
    kind, member = task.kind, task.member
    task.delete()
    taken = [Part(each) for each in Task.objects.filter(meeting=row).values_list("kind", flat=True)]
    if succeeds(Part(kind), taken):
        Task.objects.filter(meeting=row, kind=PartKind.SECOND).update(kind=PartKind.HOST)
        next_one = Task.objects.select_related("member__user", "member__group").get(
            meeting=row, kind=PartKind.HOST
        )
        tell([next_one.member], now=now)
    tell([each for each in orga(row.group) if each.pk != member.pk], now=now)


def words_for(meeting: Meeting, member: Member, *, kinds: Collection[str]) -> list[tuple[str, str]]:
    """What others have left for the parts (`kinds`) this member does now: (part, text). One query.

    Only ask for parts that are this member's: the words are for nobody else.
    """
    rows = Handover.objects.filter(meeting=meeting, kind__in=kinds).exclude(author=member)
    return [
        (str(PartKind(row.kind).label), open_text(row.envelope, row, "text_sealed"))
        for row in rows.select_related("envelope")
    ]


def _leave_word(meeting: Meeting, author: Member, kind: PartKind, word: str) -> None:
    for old in Handover.objects.filter(meeting=meeting, kind=kind).select_related("envelope"):
        if old.envelope is not None:
            destroy(old.envelope)
        old.delete()
    if not word.strip():
        return
    row = Handover(meeting=meeting, kind=kind, author=author, envelope=create_envelope())
    assert row.envelope is not None
    row.text_sealed = seal_text(row.envelope, word.strip(), row=row, field="text_sealed")
    row.save()

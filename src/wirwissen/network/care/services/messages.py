"""Writing to the orga, reading what was written, and being done with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.sealed.services import create_envelope, destroy, open_text, seal_text
from wirwissen.network.care.models import Message
from wirwissen.network.groups.models import Duty, DutyKind, Group, Member
from wirwissen.network.groups.services import notify


@transaction.atomic
def write_to_orga(member: Member, text: str, *, with_name: bool, now: datetime) -> None:
    """Keep a message, sealed, and tell the orga that there is something new.

    Returns nothing on purpose: without a name the sender holds no key to it either.
    """
    row = Message(
        group_id=member.group_id, by=member if with_name else None, envelope=create_envelope(),
        sent_on=timezone.localdate(now),
    )  # fmt: skip
    assert row.envelope is not None
    row.text_sealed = seal_text(row.envelope, text.strip(), row=row, field="text_sealed")
    row.save(force_insert=True)
    duties = Duty.objects.filter(member__group=member.group_id, kind=DutyKind.ORGA.value)
    for duty in duties.select_related("member__user"):
        notify(duty.member, now)


@transaction.atomic
def read_message(row: Message, by: Member, *, now: datetime) -> str:
    """The text; whoever wrote it with a name sees who has read it, once for each reader."""
    if row.by is not None and row.by_id != by.pk:
        facts = {"owner_id": row.by.user_id, "reader_id": by.user_id, "what": _what(row)}
        if not Reading.objects.filter(**facts).exists():
            Reading.objects.create(**facts, reader_name=by.pseudonym, read_at=now)
    return open_text(row.envelope, row, "text_sealed")


@transaction.atomic
def drop_message(row: Message) -> None:
    """The orga is done with it: message and key are gone. Twice does no harm."""
    envelope = row.envelope
    Message.objects.filter(pk=row.pk).delete()
    if envelope is not None:
        destroy(envelope)
        envelope.delete()


def drop_messages_of_closed_groups() -> None:
    """Nothing of a group that has closed is kept."""
    closed = Group.objects.filter(is_closed=True)
    for row in Message.objects.filter(group__in=closed).select_related("envelope"):
        drop_message(row)


def _what(row: Message) -> str:
    day = row.sent_on
    return _("Nachricht an die Orga vom %(day)s") % {"day": f"{day.day}.{day.month}.{day.year}"}

"""An emergency contact, and opening one (or an export) together with a second person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.sealed.services import create_envelope, destroy, seal_text
from wirwissen.network.care.models import EmergencyContact, JointAct
from wirwissen.network.care.rules.joint import JointKind, may_confirm
from wirwissen.network.groups.models import Member
from wirwissen.network.groups.services import notify


@transaction.atomic
def keep_contact(member: Member, text: str, *, now: datetime) -> None:
    """Keep whom to call in an emergency, sealed anew each time; the old text's key is destroyed."""
    drop_contact(member)
    row = EmergencyContact(
        member=member, envelope=create_envelope(), kept_on=timezone.localdate(now)
    )
    assert row.envelope is not None
    row.text_sealed = seal_text(row.envelope, text.strip(), row=row, field="text_sealed")
    row.save(force_insert=True)


@transaction.atomic
def drop_contact(member: Member) -> None:
    """Delete the emergency contact and its key. Twice does no harm; the trace stays."""
    for row in EmergencyContact.objects.filter(member=member).select_related("envelope"):
        row.delete()
        if row.envelope is not None:
            destroy(row.envelope)
            row.envelope.delete()


@transaction.atomic
def request_together(
    by: Member, kind: JointKind, *, about: Member | None = None, reason: str, now: datetime
) -> JointAct:
    """The first of two asks; nothing is open yet. Raises `Refused` for a contact of another group.

    Whether there is a contact at all shows only once it is open.
    """
    if (kind is JointKind.CONTACT) != (about is not None):
        raise ValueError("A contact is somebody's, an export is nobody's.")
    if about is not None and about.group_id != by.group_id:
        raise Refused(_("Diesen Namen gibt es hier nicht. Prüfe, wie er geschrieben wird."))
    return JointAct.objects.create(
        group_id=by.group_id, kind=kind.value, about=about, reason=reason.strip(), asked_by=by,
        asked_name=by.pseudonym, asked_at=now,
    )  # fmt: skip


@transaction.atomic
def confirm(act: JointAct, by: Member, *, now: datetime) -> JointAct:
    """The second person confirms: open for an hour, logged, and the member is told at once.

    Raises `Refused` for the same person, and when half an hour has passed.
    """
    act = JointAct.objects.select_for_update().get(pk=act.pk)
    if act.confirmed_at is not None:
        return act
    if not may_confirm(asked_by=act.asked_by_id, by=by.pk, asked_at=act.asked_at, now=now):
        raise Refused(
            _("Das bestätigt eine zweite Person, innerhalb von 30 Minuten. Fragt sonst neu.")
        )
    act.confirmed_by, act.confirmed_name, act.confirmed_at = by, by.pseudonym, now
    act.save(update_fields=["confirmed_by", "confirmed_name", "confirmed_at"])
    if act.about is not None and act.asked_by is not None:
        for reader in (act.asked_by, by):
            Reading.objects.create(
                owner_id=act.about.user_id, reader_id=reader.user_id,
                reader_name=reader.pseudonym, what=_("Notfallkontakt"), read_at=now,
            )  # fmt: skip
        notify(act.about, now)
    return act

"""A message to the orga, with the name in the group or with none."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.groups.models import Group, Member

KEPT_FOR = timedelta(days=90)


class Message(HouseModel):
    """One message. Without a name (`by` empty) nothing in any table leads back to who wrote it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    text_sealed = models.BinaryField(_("Nachricht, verschlüsselt"))
    sent_on = models.DateField(_("geschrieben am"))

    privacy = PersonalData(
        purpose=_("Der Orga etwas sagen, auch ohne Namen"),
        keep=KEPT_FOR,
        keep_from="sent_on",
        subject="by__user",
        personal=frozenset({"by"}),
        sealed=frozenset({"text_sealed"}),
        plain=frozenset({"id", "group", "envelope", "sent_on"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
    )

    class Meta:
        verbose_name = _("Nachricht an die Orga")
        verbose_name_plural = _("Nachrichten an die Orga")
        ordering = ["sent_on", "pk"]

    def __str__(self) -> str:
        return f"Nachricht {self.pk}"

"""Envelopes: who or what a data key was made for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class Envelope(HouseModel):
    """One data key's name. Everything sealed for one person hangs on one envelope.

    The key itself lies in the key store; an envelope without key cannot be opened any more.
    """

    created_on = models.DateField(_("entstanden"))

    privacy = PersonalData(
        purpose=_("Verschlüsselte Angaben zuordnen"),
        plain=frozenset({"id", "created_on"}),
    )

    class Meta:
        verbose_name = _("Umschlag")
        verbose_name_plural = _("Umschläge")

    def __str__(self) -> str:
        return f"envelope {self.pk}"

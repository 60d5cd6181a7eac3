"""Tables that carry no subject of their own: form keys, act links, the movable clock."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.ids import new_id
from wirwissen.foundation.core.personal import PersonalData

LONGEST_ANSWER = 500  # characters of an address


class HouseModel(models.Model):
    """Every model of ours: a random id (never time-ordered) and an entry in the register."""

    id = models.CharField(primary_key=True, max_length=14, default=new_id, editable=False)

    if TYPE_CHECKING:
        privacy: ClassVar[PersonalData]

    class Meta:
        abstract = True


class FormKey(models.Model):
    """A form that was sent and saved: sending it again leads to the same answer (trust.md, 3)."""

    key = models.CharField(_("Schlüssel, gehasht"), max_length=64, primary_key=True)
    location = models.CharField(_("Antwort"), max_length=LONGEST_ANSWER, blank=True)
    created_at = models.DateTimeField(_("entstanden"))

    privacy = PersonalData(
        purpose=_("Doppelt Abgeschicktes nur einmal speichern"),
        keep=timedelta(days=2),
        keep_from="created_at",
        plain=frozenset({"key", "location", "created_at"}),
    )

    class Meta:
        verbose_name = _("Formularschlüssel")
        verbose_name_plural = _("Formularschlüssel")

    def __str__(self) -> str:
        return "form key"


class ActLink(HouseModel):
    """A link by mail or paper for somebody without an account: one act on one record (T9).

    `target` is the id of the record, `purpose` the one act. Only a hash of the token is kept.
    """

    purpose = models.CharField(_("Zweck"), max_length=40)
    target = models.CharField(_("Ziel"), max_length=14)
    token_hash = models.CharField(_("Zeichenfolge, gehasht"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("gilt bis"))
    used_at = models.DateTimeField(_("benutzt"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Eine einzelne Handlung ohne Konto ermöglichen"),
        keep=timedelta(days=30),
        keep_from="expires_at",
        plain=frozenset({"id", "purpose", "target", "token_hash", "expires_at", "used_at"}),
    )

    class Meta:
        verbose_name = _("Link für eine Handlung")
        verbose_name_plural = _("Links für eine Handlung")
        indexes = [models.Index(fields=["purpose", "target"], name="act_by_target")]

    def __str__(self) -> str:
        return f"act link {self.pk}"


class ClockShift(models.Model):
    """How far the clock of a demo or a flow was moved. Never used by a real house."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    seconds = models.BigIntegerField(_("Sekunden"))

    privacy = PersonalData(
        purpose=_("Uhr der Vorführung"),
        plain=frozenset({"id", "seconds"}),
    )

    class Meta:
        verbose_name = _("Uhr")
        verbose_name_plural = _("Uhren")

    def __str__(self) -> str:
        return f"{self.seconds} s"

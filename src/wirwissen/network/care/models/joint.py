"""What only two people open together: an emergency contact, an export; each leaves a trace."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care.rules.joint import JointKind
from wirwissen.network.groups.models import Group, Member

JOINT_LABELS = [
    (JointKind.CONTACT.value, _("Notfallkontakt öffnen")),
    (JointKind.EXPORT.value, _("Unterlagen der Gruppe herunterladen")),
]


class EmergencyContact(HouseModel):
    """Whom a member wants called in an emergency. Sealed; two of the orga open it together."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="+")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    text_sealed = models.BinaryField(_("Kontakt, verschlüsselt"))
    kept_on = models.DateField(_("gespeichert am"))

    privacy = PersonalData(
        purpose=_("Im Notfall den Menschen erreichen, den ein Mitglied genannt hat"),
        subject="member__user",
        personal=frozenset({"member"}),
        sealed=frozenset({"text_sealed"}),
        plain=frozenset({"id", "envelope", "kept_on"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
    )

    class Meta:
        verbose_name = _("Notfallkontakt")
        verbose_name_plural = _("Notfallkontakte")

    def __str__(self) -> str:
        return f"Notfallkontakt {self.pk}"


class JointAct(HouseModel):
    """One request of one person, confirmed by a second one. Rows are the log; told to `about`.

    Names are kept as they were at that time: the trace outlives a membership.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    kind = models.CharField(_("was"), max_length=8, choices=JOINT_LABELS)
    about = models.ForeignKey(
        Member, models.CASCADE, null=True, related_name="+", verbose_name=_("wessen")
    )
    reason = models.CharField(_("Grund"), max_length=200)
    asked_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    asked_name = models.CharField(_("erste Person"), max_length=60)
    asked_at = models.DateTimeField(_("gefragt am"))
    confirmed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    confirmed_name = models.CharField(_("zweite Person"), max_length=60, blank=True)
    confirmed_at = models.DateTimeField(_("geöffnet am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Nachweis, wer zu zweit etwas Geschütztes geöffnet hat"),
        keep=timedelta(days=365),
        keep_from="asked_at",
        subject="about__user",
        personal=frozenset(
            {"about", "reason", "asked_by", "asked_name", "confirmed_by", "confirmed_name"}
        ),
        plain=frozenset({"id", "group", "kind", "asked_at", "confirmed_at"}),
    )

    class Meta:
        verbose_name = _("Öffnung zu zweit")
        verbose_name_plural = _("Öffnungen zu zweit")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"Öffnung {self.pk}"

"""The portfolio as state, pages and hand-over date; the suitability that two people sign."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class PortfolioEntry(HouseModel):
    """What is known of a portfolio: pages, sections, hand-over. Never its text."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="portfolio")
    pages = models.PositiveSmallIntegerField(_("Seiten"), default=0)
    sections = models.JSONField(_("fertige Teile"), default=list)
    handed_in_on = models.DateField(_("abgegeben am"), null=True, blank=True)
    read_by = models.JSONField(_("gelesen von"), default=list)  # names of course leads
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    privacy = PersonalData(
        purpose=_("Nachweis des Portfolios"),
        subject="participant__person",
        personal=frozenset({"pages", "sections", "handed_in_on", "read_by", "entered_by"}),
        plain=frozenset({"id", "participant"}),
    )

    class Meta:
        verbose_name = _("Portfolio (Stand)")
        verbose_name_plural = _("Portfolios (Stand)")

    def __str__(self) -> str:
        return f"Portfolio {self.pk}"


class Suitability(HouseModel):
    """One course lead's signature, or their no with a reason told in person."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="suitability")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    signer_name = models.CharField(_("Name"), max_length=200)
    declined = models.BooleanField(_("nicht bestätigt"), default=False)
    signed_at = models.DateTimeField(_("am"))

    privacy = PersonalData(
        purpose=_("Voraussetzung für das Zertifikat"),
        subject="participant__person",
        personal=frozenset({"signer", "signer_name", "declined"}),
        plain=frozenset({"id", "participant", "signed_at"}),
    )

    class Meta:
        verbose_name = _("Eignung")
        verbose_name_plural = _("Eignung")
        constraints = [
            models.UniqueConstraint(fields=["participant", "signer"], name="signature_once")
        ]

    def __str__(self) -> str:
        return f"Eignung {self.pk}"

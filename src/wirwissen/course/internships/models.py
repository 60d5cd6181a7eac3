"""Internships: placements with confirmed hours in quarters, and a report each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class Placement(HouseModel):
    """Some hours at one host, for one of the programme's internships.

    `quarter_hours`: 4 are one hour; 79.5 h is not 80. Confirmed on paper (typed by the office) or
    by the host's own link. A confirmation that turns out wrong is withdrawn, never deleted.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="placements")
    no = models.PositiveSmallIntegerField(_("Praktikum"))
    host = models.CharField(_("Einrichtung"), max_length=200)
    host_email = models.EmailField(_("E-Mail der Einrichtung"), blank=True)
    from_on = models.DateField(_("von"))
    to_on = models.DateField(_("bis"))
    quarter_hours = models.PositiveIntegerField(_("Viertelstunden"))
    # That it was cleared is kept; who was a patient where is not (course-house 11).
    no_conflict_on = models.DateField(_("Rollenfrage geklärt am"), null=True, blank=True)
    confirmed_on = models.DateField(_("bestätigt am"), null=True, blank=True)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=200, blank=True)
    confirmed_how = models.CharField(_("wie"), max_length=10, blank=True)  # paper, link
    link_sent_at = models.DateTimeField(_("Link geschickt am"), null=True, blank=True)
    doubted_at = models.DateTimeField(_("bezweifelt am"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("zurückgenommen, weil"), max_length=200, blank=True)
    override_reason = models.CharField(_("Ausnahme, weil"), max_length=300, blank=True)
    override_by = models.CharField(_("Ausnahme von"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Nachweis der Praktika"),
        subject="participant__person",
        personal=frozenset(
            {
                "host",
                "host_email",
                "from_on",
                "to_on",
                "quarter_hours",
                "no_conflict_on",
                "confirmed_on",
                "confirmed_by",
                "override_reason",
                "override_by",
            }
        ),
        plain=frozenset(
            {
                "id",
                "participant",
                "no",
                "confirmed_how",
                "link_sent_at",
                "doubted_at",
                "withdrawn_at",
                "withdrawn_reason",
            }
        ),
    )

    class Meta:
        verbose_name = _("Praktikumsstelle")
        verbose_name_plural = _("Praktikumsstellen")
        ordering = ["no", "from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="placement_in_order")
        ]

    def __str__(self) -> str:
        return f"Praktikumsstelle {self.pk}"


class Report(HouseModel):
    """The report on one internship: that it is there, and since when; never its text."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="reports")
    no = models.PositiveSmallIntegerField(_("Praktikum"))
    handed_in_on = models.DateField(_("abgegeben am"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    privacy = PersonalData(
        purpose=_("Nachweis der Praktika"),
        subject="participant__person",
        personal=frozenset({"handed_in_on", "entered_by"}),
        plain=frozenset({"id", "participant", "no"}),
    )

    class Meta:
        verbose_name = _("Praktikumsbericht")
        verbose_name_plural = _("Praktikumsberichte")
        constraints = [
            models.UniqueConstraint(fields=["participant", "no"], name="report_once_per_internship")
        ]

    def __str__(self) -> str:
        return f"Praktikumsbericht {self.pk}"

"""The timetable: trainers, sessions, who leads which."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models.people import Cohort
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData


class Trainer(HouseModel):
    """Somebody who leads sessions; certified from and until; may have an account."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="trainers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="trainers"
    )
    name = models.CharField(_("Name"), max_length=200)
    certified_from = models.DateField(_("zertifiziert ab"), null=True, blank=True)
    certified_until = models.DateField(_("zertifiziert bis"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Durchführung der Kurse"),
        subject="user",
        on_erase=OnErase.BLANK,
        personal=frozenset({"user", "name", "certified_from", "certified_until"}),
        plain=frozenset({"id", "organisation"}),
    )

    class Meta:
        verbose_name = _("Kursleitung")
        verbose_name_plural = _("Kursleitungen")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"Kursleitung {self.pk}"


class Session(HouseModel):
    """One block of the timetable with its typed units (never computed from clock times)."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="sessions")
    part = models.CharField(_("Teil des Programms"), max_length=40)  # id in the curriculum
    label = models.CharField(_("Kurzname"), max_length=40)  # "Fr Nm"
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    units = models.DecimalField(_("UE"), max_digits=5, decimal_places=2)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(_("abgesagt am"), null=True, blank=True)
    cancel_reason = models.CharField(_("abgesagt, weil"), max_length=200, blank=True)
    moved_from = models.DateTimeField(_("ursprünglicher Beginn"), null=True, blank=True)
    held_single = models.BooleanField(_("von einer Person allein gehalten"), default=False)

    privacy = PersonalData(
        purpose=_("Durchführung der Kurse"),
        plain=frozenset(
            {
                "id",
                "cohort",
                "part",
                "label",
                "starts_at",
                "ends_at",
                "units",
                "place",
                "cancelled_at",
                "cancel_reason",
                "moved_from",
                "held_single",
            }
        ),
    )

    class Meta:
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="session_units_above_0"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"Termin {self.pk}"


class SessionTrainer(HouseModel):
    """Who leads a session: usually a pair."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="session_trainers")
    trainer = models.ForeignKey(Trainer, models.PROTECT, related_name="session_trainers")

    privacy = PersonalData(
        purpose=_("Durchführung der Kurse"),
        plain=frozenset({"id", "session", "trainer"}),
    )

    class Meta:
        verbose_name = _("Einsatz")
        verbose_name_plural = _("Einsätze")
        constraints = [
            models.UniqueConstraint(fields=["session", "trainer"], name="trainer_once_per_session")
        ]

    def __str__(self) -> str:
        return f"Einsatz {self.pk}"

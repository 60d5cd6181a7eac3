"""The attendance ledger, its history, objections and make-ups."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models.people import Cohort, Participant
from wirwissen.course.cohorts.models.timetable import Session
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData


class Attendance(HouseModel):
    """The ledger: one row a person and session with the UE really attended; 0 is a row too.

    No row means unfilled: neither present nor absent. `entered_by` typed it deliberately.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    units = models.DecimalField(_("UE anwesend"), max_digits=5, decimal_places=2)
    excused = models.CharField(_("entschuldigt, weil"), max_length=120, null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("eingetragen am"))

    privacy = PersonalData(
        purpose=_("Nachweis der Stunden"),
        subject="participant__person",
        on_erase=OnErase.BLANK,
        personal=frozenset({"excused", "entered_by", "units"}),
        plain=frozenset({"id", "session", "participant", "entered_at"}),
    )

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheiten")
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once"),
            models.CheckConstraint(condition=Q(units__gte=0), name="attendance_not_negative"),
        ]

    def __str__(self) -> str:
        return f"Anwesenheit {self.pk}"


class LedgerEntry(HouseModel):
    """The history of the ledger: every entry and correction, chained by hashes (T14).

    `number` counts up within the cohort; `chain` hashes the entry together with the one before, so
    that a changed, dropped or slipped-in entry is found.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="ledger")
    number = models.PositiveIntegerField(_("laufende Nummer"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="ledger")
    units_before = models.DecimalField(_("vorher"), max_digits=5, decimal_places=2, null=True)
    units_after = models.DecimalField(_("nachher"), max_digits=5, decimal_places=2, null=True)
    reason = models.CharField(_("Grund"), max_length=200, blank=True)
    by_name = models.CharField(_("von"), max_length=200)
    entered_at = models.DateTimeField(_("am"))
    chain = models.CharField(_("Kette"), max_length=64)

    privacy = PersonalData(
        purpose=_("Nachweis der Stunden"),
        subject="participant__person",
        on_erase=OnErase.KEEP,
        personal=frozenset({"units_before", "units_after", "reason", "by_name"}),
        plain=frozenset(
            {"id", "cohort", "number", "session", "participant", "entered_at", "chain"}
        ),
    )

    class Meta:
        verbose_name = _("Eintrag im Verlauf")
        verbose_name_plural = _("Verlauf")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="ledger_number_once")
        ]

    def __str__(self) -> str:
        return f"Eintrag {self.pk}"


class ObjectionState(models.TextChoices):
    OPEN = "open", _("offen")
    GRANTED = "granted", _("geändert")
    ANSWERED = "answered", _("beantwortet")


class Objection(HouseModel):
    """A participant says an entry is wrong, within the cohort's period."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="objections")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="objections")
    claimed_units = models.DecimalField(_("UE nach eigener Angabe"), max_digits=5, decimal_places=2)
    text = models.CharField(_("Was stimmt nicht?"), max_length=500, blank=True)
    state = models.CharField(
        _("Stand"), max_length=8, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    answer = models.CharField(_("Antwort"), max_length=500, blank=True)
    raised_at = models.DateTimeField(_("erhoben am"))
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Einträge prüfen"),
        subject="participant__person",
        personal=frozenset({"claimed_units", "text", "answer"}),
        plain=frozenset({"id", "session", "participant", "state", "raised_at", "answered_at"}),
    )

    class Meta:
        verbose_name = _("Einspruch")
        verbose_name_plural = _("Einsprüche")

    def __str__(self) -> str:
        return f"Einspruch {self.pk}"


class MakeUp(HouseModel):
    """Units made up at another site: covers a named part, never deletes the absence."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="makeups")
    part = models.CharField(_("Teil des Programms"), max_length=40)
    topic_there = models.CharField(_("So heißt es dort"), max_length=200, blank=True)
    site = models.CharField(_("Ort der Nachholung"), max_length=200)
    from_on = models.DateField(_("von"))
    to_on = models.DateField(_("bis"))
    units = models.DecimalField(_("UE"), max_digits=5, decimal_places=2)
    days = models.DecimalField(_("Tage"), max_digits=4, decimal_places=2, default=0)
    present = models.BooleanField(_("in Präsenz"), default=True)
    confirmed_on = models.DateField(_("bestätigt am"), null=True, blank=True)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("zurückgenommen, weil"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Nachweis der Stunden"),
        subject="participant__person",
        personal=frozenset(
            {
                "part",
                "topic_there",
                "site",
                "from_on",
                "to_on",
                "units",
                "days",
                "present",
                "confirmed_on",
                "confirmed_by",
                "entered_by",
            }
        ),
        plain=frozenset({"id", "participant", "withdrawn_at", "withdrawn_reason"}),
    )

    class Meta:
        verbose_name = _("Nachholung")
        verbose_name_plural = _("Nachholungen")

    def __str__(self) -> str:
        return f"Nachholung {self.pk}"

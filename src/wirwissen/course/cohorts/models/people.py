"""Cohorts and who is in them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wirwissen.course.admissions.models import Application
from wirwissen.course.programme.models import Offer, ProgrammeVersion
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData

# Ten years, and three for the course itself and late parts. Counted from the first day: most people
# never leave a course, they finish it, and what counts from a day nobody sets would never end.
LEDGER_TERM = timedelta(days=13 * 365)


class Cohort(HouseModel):
    """A group that goes through one pinned programme version together."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="cohorts")
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="cohorts")
    title = models.CharField(_("Titel"), max_length=200)
    room_limit = models.PositiveSmallIntegerField(_("Plätze im Raum"), null=True, blank=True)
    objection_days = models.PositiveSmallIntegerField(_("Tage für Einsprüche"), default=14)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    due_cents = models.PositiveIntegerField(_("zu zahlen je Person, in Cent"), default=0)
    created_at = models.DateTimeField(_("entstanden"))

    privacy = PersonalData(
        purpose=_("Durchführung der Kurse"),
        plain=frozenset(
            {
                "id",
                "organisation",
                "offer",
                "version",
                "title",
                "room_limit",
                "objection_days",
                "place",
                "due_cents",
                "created_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Kurs")
        verbose_name_plural = _("Kurse")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> str:
        """What the pinned version counts in: "UE" mostly, "Tag" in Switzerland."""
        return str(self.version.curriculum.get("unit", "UE"))


class ParticipantState(models.TextChoices):
    ACTIVE = "active", _("dabei")
    PAUSED = "paused", _("in Pause")
    LEFT = "left", _("ausgeschieden")


class ParticipantKind(models.TextChoices):
    REGULAR = "regular", _("gehört zur Gruppe")
    MAKES_UP = "makes_up", _("holt nach, zählt nicht zur Gruppe")
    OBSERVER = "observer", _("hospitiert, zählt nicht zur Gruppe")


class TitleForm(models.TextChoices):
    """How the certificate names the person: their choice."""

    STAR = "star", _("Genesungsbegleiter*in")
    FEMALE = "female", _("Genesungsbegleiterin")
    MALE = "male", _("Genesungsbegleiter")


class Participant(HouseModel):
    """One person's place in one cohort."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations"
    )
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(
        _("Art"), max_length=8, choices=ParticipantKind.choices, default=ParticipantKind.REGULAR
    )
    state = models.CharField(
        _("Stand"),
        max_length=6,
        choices=ParticipantState.choices,
        default=ParticipantState.ACTIVE,
    )
    title_form = models.CharField(
        _("Form des Titels"), max_length=6, choices=TitleForm.choices, default=TitleForm.STAR
    )
    joined_on = models.DateField(_("dabei seit"))
    left_on = models.DateField(_("ausgeschieden am"), null=True, blank=True)
    presented_on = models.DateField(_("Präsentation am"), null=True, blank=True)
    due_cents = models.PositiveIntegerField(_("zu zahlen, in Cent"), default=0)
    paid_cents = models.PositiveIntegerField(_("bezahlt, in Cent"), default=0)
    extended_until = models.DateField(_("Frist verlängert bis"), null=True, blank=True)
    extension_reason = models.CharField(_("verlängert, weil"), max_length=300, blank=True)
    extension_by = models.CharField(_("verlängert von"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Durchführung der Kurse und Nachweis der Stunden"),
        keep=LEDGER_TERM,
        keep_from="joined_on",
        subject="person",
        on_erase=OnErase.BLANK,
        personal=frozenset(
            {
                "person",
                "name",
                "title_form",
                "presented_on",
                "due_cents",
                "paid_cents",
                "extended_until",
                "extension_reason",
                "extension_by",
            }
        ),
        plain=frozenset({"id", "cohort", "application", "kind", "state", "joined_on", "left_on"}),
    )

    class Meta:
        verbose_name = _("Platz im Kurs")
        verbose_name_plural = _("Plätze im Kurs")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="participant_once_per_cohort")
        ]

    def __str__(self) -> str:
        return f"Platz im Kurs {self.pk}"

    @property
    def shown_name(self) -> str:
        """The name in lists; an erased person stays in them without one."""
        return self.name or gettext("gelöschte Person")


class Credit(HouseModel):
    """A part that somebody who changed cohorts has behind them, mapped by topic.

    What counts for `part` here are the sessions and entries of `part_there` in `source`.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="credits")
    part = models.CharField(_("Teil des Programms"), max_length=40)
    source = models.ForeignKey(Participant, models.CASCADE, related_name="credits_given")
    part_there = models.CharField(_("Teil im früheren Kurs"), max_length=40)

    privacy = PersonalData(
        purpose=_("Nachweis der Stunden nach einem Wechsel"),
        subject="participant__person",
        personal=frozenset({"part", "part_there"}),
        plain=frozenset({"id", "participant", "source"}),
    )

    class Meta:
        verbose_name = _("Angerechneter Teil")
        verbose_name_plural = _("Angerechnete Teile")
        constraints = [
            models.UniqueConstraint(fields=["participant", "part"], name="credit_once_per_part")
        ]

    def __str__(self) -> str:
        return f"Anrechnung {self.pk}"

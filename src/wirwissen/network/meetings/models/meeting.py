"""A meeting: its date, and who comes and does what. What tells of people is gone in a week."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models.plan import PlanRun
from wirwissen.network.meetings.models.topic import Topic
from wirwissen.network.meetings.rules.evening import ANSWERS_KEPT, State


class MeetingState(models.TextChoices):
    TENTATIVE = State.TENTATIVE.value, _("vorläufig")
    FIXED = State.FIXED.value, _("fest")
    MOVED = State.MOVED.value, _("verlegt")
    CANCELLED = State.CANCELLED.value, _("abgesagt")


class Meeting(HouseModel):
    """One date of a group. `coming` is how many said yes, kept without names.

    `reason` and `suits` come from the run that proposed the date, as they may be shown.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    run = models.ForeignKey(PlanRun, models.SET_NULL, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    state = models.CharField(
        _("Stand"), max_length=9, choices=MeetingState.choices, default=MeetingState.TENTATIVE
    )
    moved_from = models.DateTimeField(_("verlegt von"), null=True, blank=True)
    reason = models.CharField(_("Warum dieser Tag"), max_length=200, blank=True)
    wants_input = models.BooleanField(_("sucht jemanden für den Anstoß"), default=False)
    coming = models.PositiveSmallIntegerField(_("Zusagen"), default=0)
    asked_at = models.DateTimeField(_("Orga gefragt"), null=True, blank=True)
    kept_on = models.BooleanField(_("findet statt, auch zu wenigen"), default=False)

    privacy = PersonalData(
        purpose=_("Termine der Gruppe"),
        plain=frozenset(
            {
                "id",
                "group",
                "run",
                "topic",
                "starts_at",
                "ends_at",
                "state",
                "moved_from",
                "reason",
                "wants_input",
                "coming",
                "asked_at",
                "kept_on",
            }
        ),
    )

    class Meta:
        verbose_name = _("Treffen")
        verbose_name_plural = _("Treffen")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["group", "starts_at"], name="meeting_once_per_date")
        ]

    def __str__(self) -> str:
        return f"Treffen {self.pk}"


class Answer(HouseModel):
    """Whether one member comes. Seven days after the meeting only the count is left."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    is_coming = models.BooleanField(_("kommt"))

    privacy = PersonalData(
        purpose=_("Wissen, ob ein Treffen stattfinden kann"),
        keep=ANSWERS_KEPT,
        keep_from="meeting__ends_at",
        subject="member__user",
        personal=frozenset({"meeting", "member", "is_coming"}),
        plain=frozenset({"id"}),
    )

    class Meta:
        verbose_name = _("Antwort zu einem Treffen")
        verbose_name_plural = _("Antworten zu Treffen")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="answer_once")]

    def __str__(self) -> str:
        return f"Antwort {self.pk}"


class PartKind(models.TextChoices):
    """What somebody does at a meeting; the values are those of `rules.evening.Part`."""

    HOST = "host", _("Moderation")
    SECOND = "second", _("zweite Moderation")
    TIME = "time", _("Zeit")
    CARE = "care", _("für dich da")
    TECH = "tech", _("Technik")


class Task(HouseModel):
    """Who does one part of one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks")
    kind = models.CharField(_("Aufgabe"), max_length=6, choices=PartKind.choices)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    privacy = PersonalData(
        purpose=_("Aufgaben an einem Treffen verteilen"),
        keep=ANSWERS_KEPT,
        keep_from="meeting__ends_at",
        subject="member__user",
        personal=frozenset({"meeting", "member"}),
        plain=frozenset({"id", "kind"}),
    )

    class Meta:
        verbose_name = _("Aufgabe an einem Treffen")
        verbose_name_plural = _("Aufgaben an Treffen")
        constraints = [models.UniqueConstraint(fields=["meeting", "kind"], name="task_once")]

    def __str__(self) -> str:
        return f"Aufgabe {self.pk}"


class Handover(HouseModel):
    """What somebody tells whoever takes over their part: sealed, read by that person alone."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="handovers")
    kind = models.CharField(_("Aufgabe"), max_length=6, choices=PartKind.choices)
    author = models.ForeignKey(Member, models.CASCADE, related_name="+")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    text_sealed = models.BinaryField(_("Übergabe, verschlüsselt"), default=b"")

    privacy = PersonalData(
        purpose=_("Eine Aufgabe vertraulich übergeben"),
        keep=ANSWERS_KEPT,
        keep_from="meeting__ends_at",
        subject="author__user",
        personal=frozenset({"meeting", "author"}),
        sealed=frozenset({"text_sealed"}),
        plain=frozenset({"id", "kind", "envelope"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
    )

    class Meta:
        verbose_name = _("Übergabe einer Aufgabe")
        verbose_name_plural = _("Übergaben von Aufgaben")

    def __str__(self) -> str:
        return f"Übergabe {self.pk}"


class Offer(HouseModel):
    """Somebody would give the input of a meeting that looks for one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="offers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    privacy = PersonalData(
        purpose=_("Jemanden für den Anstoß finden"),
        keep=timedelta(days=7),
        keep_from="meeting__ends_at",
        subject="member__user",
        personal=frozenset({"meeting", "member"}),
        plain=frozenset({"id"}),
    )

    class Meta:
        verbose_name = _("Angebot für einen Anstoß")
        verbose_name_plural = _("Angebote für einen Anstoß")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="offer_once")]

    def __str__(self) -> str:
        return f"Angebot {self.pk}"

"""A report, who decides about it, the other side, and what was decided. All texts sealed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care.rules.reports import KEPT_AFTER_END, Measure, Step
from wirwissen.network.groups.models import Group, Member

SUBJECT_LABELS = [
    ("meeting", _("ein Treffen")),
    ("thread", _("einen Beitrag")),
    ("person", _("einen Menschen")),
    ("other", _("etwas anderes")),
]
STEP_LABELS = [
    (Step.OPEN.value, _("neu")),
    (Step.HEARING.value, _("Anhörung läuft")),
    (Step.DECIDED.value, _("entschieden")),
    (Step.APPEALED.value, _("Einspruch läuft")),
    (Step.CLOSED.value, _("abgeschlossen")),
]
MEASURE_LABELS = [
    (Measure.NOTHING.value, _("nichts unternehmen")),
    (Measure.TALK.value, _("miteinander sprechen")),
    (Measure.PAUSE.value, _("Pause")),
    (Measure.LIMIT.value, _("einschränken")),
    (Measure.EXCLUDE.value, _("ausschließen")),
]


def _reveal(row: Any, field: str) -> str:
    return open_text(row.envelope, row, field)


class Report(HouseModel):
    """What somebody reports. Read by the two who decide, by nobody else.

    When the reporter is erased the row stays for the open procedure; its text is gone for good.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", verbose_name=_("über wen")
    )
    subject = models.CharField(_("es geht um"), max_length=8, choices=SUBJECT_LABELS)
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    text_sealed = models.BinaryField(_("Text, verschlüsselt"))
    step = models.CharField(_("Stand"), max_length=8, choices=STEP_LABELS, default="open")
    reported_on = models.DateField(_("gemeldet am"))
    closed_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Hinweise klären, die jemand gegeben hat"),
        keep=KEPT_AFTER_END,
        keep_from="closed_on",
        subject="by__user",
        on_erase=OnErase.BLANK,
        personal=frozenset({"by", "about", "subject"}),
        sealed=frozenset({"text_sealed"}),
        plain=frozenset({"id", "group", "envelope", "step", "reported_on", "closed_on"}),
        reveal=_reveal,
    )

    class Meta:
        verbose_name = _("Hinweis")
        verbose_name_plural = _("Hinweise")

    def __str__(self) -> str:
        return f"Hinweis {self.pk}"


class Seat(HouseModel):
    """One of the two who decide in one round (2: the appeal). `stepped_aside`: another did."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    round_no = models.PositiveSmallIntegerField(_("Runde"))
    stepped_aside = models.BooleanField(_("zurückgetreten"), default=False)

    privacy = PersonalData(
        purpose=_("Zwei Unbeteiligte entscheiden über einen Hinweis"),
        subject="member__user",
        personal=frozenset({"member", "stepped_aside"}),
        plain=frozenset({"id", "report", "round_no"}),
    )

    class Meta:
        verbose_name = _("Aufgabe bei einem Hinweis")
        verbose_name_plural = _("Aufgaben bei Hinweisen")
        constraints = [
            models.UniqueConstraint(fields=["report", "member"], name="seat_once_per_report")
        ]

    def __str__(self) -> str:
        return f"Aufgabe {self.pk}"


class Side(HouseModel):
    """The other side: what they were told it is about, what they say, and their appeal."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="side")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    matter_sealed = models.BinaryField(_("worum es geht, verschlüsselt"))
    answer_sealed = models.BinaryField(_("Stellungnahme, verschlüsselt"), default=b"")
    appeal_sealed = models.BinaryField(_("Einspruch, verschlüsselt"), default=b"")
    invited_on = models.DateField(_("gefragt am"))
    answered_on = models.DateField(_("geantwortet am"), null=True, blank=True)
    appealed_on = models.DateField(_("Einspruch am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Anhörung vor einer Entscheidung"),
        keep=KEPT_AFTER_END,
        keep_from="report__closed_on",
        subject="member__user",
        personal=frozenset({"member"}),
        sealed=frozenset({"matter_sealed", "answer_sealed", "appeal_sealed"}),
        plain=frozenset({"id", "report", "envelope", "invited_on", "answered_on", "appealed_on"}),
        reveal=_reveal,
    )

    class Meta:
        verbose_name = _("Anhörung")
        verbose_name_plural = _("Anhörungen")

    def __str__(self) -> str:
        return f"Anhörung {self.pk}"


class Decision(HouseModel):
    """A measure with its written reason: proposed by one, valid once the other has agreed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="decisions")
    about = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    round_no = models.PositiveSmallIntegerField(_("Runde"))
    measure = models.CharField(_("Entscheidung"), max_length=8, choices=MEASURE_LABELS)
    until = models.DateField(_("Pause bis"), null=True, blank=True)
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    reason_sealed = models.BinaryField(_("Grund, verschlüsselt"))
    proposed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    agreed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    decided_on = models.DateField(_("entschieden am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Entscheidung mit Grund, damit Einspruch möglich ist"),
        keep=KEPT_AFTER_END,
        keep_from="report__closed_on",
        subject="about__user",
        personal=frozenset({"about", "measure", "until", "proposed_by", "agreed_by"}),
        sealed=frozenset({"reason_sealed"}),
        plain=frozenset({"id", "report", "round_no", "envelope", "decided_on"}),
        reveal=_reveal,
        shown=models.Q(decided_on__isnull=False),
    )

    class Meta:
        verbose_name = _("Entscheidung")
        verbose_name_plural = _("Entscheidungen")
        constraints = [
            models.UniqueConstraint(fields=["report", "round_no"], name="decision_once_per_round")
        ]

    def __str__(self) -> str:
        return f"Entscheidung {self.pk}"

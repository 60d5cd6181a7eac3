"""Whom a member keeps away from, what somebody gave of themselves for it, and a hit of the two."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care.rules.cases import Answer, Outcome
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups.models import Group, Member

KIND_LABELS = [(Kind.PERSON.value, _("Mensch")), (Kind.WORKPLACE.value, _("Arbeitsstelle"))]
ANSWER_LABELS = [
    (Answer.NONE.value, _("noch keine Antwort")),
    (Answer.DECLINES.value, _("kein Kontakt")),
    (Answer.FINE.value, _("nichts dagegen")),
    (Answer.LEAVES.value, _("die Vertrauensperson entscheidet")),
]
OUTCOME_LABELS = [
    (Outcome.OPEN.value, _("offen")),
    (Outcome.APART.value, _("bleibt getrennt")),
    (Outcome.TOGETHER.value, _("darf sich begegnen")),
]


class Avoided(HouseModel):
    """One entry of a member's private list. Its owner reads it; all else compares the hash."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(_("Art"), max_length=9, choices=KIND_LABELS)
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    label_sealed = models.BinaryField(_("Eintrag, verschlüsselt"))
    mark_hash = models.CharField(_("Vergleichswert"), max_length=64)

    privacy = PersonalData(
        purpose=_("Menschen, denen ein Mitglied nicht begegnen möchte, auseinanderhalten"),
        subject="member__user",
        personal=frozenset({"member", "kind", "mark_hash"}),
        sealed=frozenset({"label_sealed"}),
        plain=frozenset({"id", "envelope"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
    )

    class Meta:
        verbose_name = _("Eintrag für Abstand")
        verbose_name_plural = _("Einträge für Abstand")
        constraints = [models.UniqueConstraint(fields=["member", "mark_hash"], name="avoided_once")]

    def __str__(self) -> str:
        return f"Eintrag {self.pk}"


class OwnMarks(HouseModel):
    """Own name and workplace, given once for the comparison; only hashes, never readable again.

    `member` or, before somebody is in, `request`: the id of their request to join. `was_compared`
    from the first night on: before it nobody can know whom they would meet in a talk.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, models.CASCADE, null=True, related_name="+")
    request = models.CharField(_("Anfrage"), max_length=14, blank=True)
    name_hash = models.CharField(_("Name, Vergleichswert"), max_length=64, blank=True)
    workplace_hash = models.CharField(_("Arbeitsstelle, Vergleichswert"), max_length=64, blank=True)
    given_on = models.DateField(_("angegeben am"))
    was_compared = models.BooleanField(_("schon verglichen"), default=False)

    privacy = PersonalData(
        purpose=_("Vergleich mit den Listen für Abstand"),
        subject="member__user",
        personal=frozenset({"group", "member", "request", "name_hash", "workplace_hash"}),
        plain=frozenset({"id", "given_on", "was_compared"}),
    )

    class Meta:
        verbose_name = _("Angabe für Abstand")
        verbose_name_plural = _("Angaben für Abstand")
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=~models.Q(request=""), name="marks_once_per_request"
            )
        ]

    def __str__(self) -> str:
        return f"Angaben {self.pk}"


class Case(HouseModel):
    """A hit, in the hands of one confidant. Belongs to no one person, so it is told to nobody:

    a copy of it would tell each of the two about the other (GDPR, article 15 (4)).
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Member, models.CASCADE, related_name="+")
    later = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    request = models.CharField(_("Anfrage"), max_length=14, blank=True)
    later_wrote_it = models.BooleanField(_("auf der Liste der später gekommenen Person"))
    confidant = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    opened_on = models.DateField(_("entstanden"))
    asked_on = models.DateField(_("gefragt am"), null=True, blank=True)
    answer = models.CharField(
        _("Antwort"), max_length=8, choices=ANSWER_LABELS, default="", blank=True
    )
    outcome = models.CharField(
        _("Stand"), max_length=8, choices=OUTCOME_LABELS, default="", blank=True
    )

    privacy = PersonalData(
        purpose=_("Zwei Menschen still auseinanderhalten"),
        personal=frozenset(
            {"group", "earlier", "later", "request", "later_wrote_it", "confidant", "answer"}
        ),
        plain=frozenset({"id", "opened_on", "asked_on", "outcome"}),
    )

    class Meta:
        verbose_name = _("Fall der Vertrauensperson")
        verbose_name_plural = _("Fälle der Vertrauensperson")
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"], condition=models.Q(later__isnull=False),
                name="case_once_per_pair",
            ),
            models.UniqueConstraint(
                fields=["earlier", "request"], condition=~models.Q(request=""),
                name="case_once_per_request",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Fall {self.pk}"

"""When members can: sealed, one envelope for each, in a table that only the planner reads."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.groups.models import Member


class Availability(HouseModel):
    """The answer of one member. It goes with the member, and on the day the series ends.

    `mark` is a keyed hash of the answer, `told_mark` that of the answer which the last snapshot of
    figures knew (empty: it knew none): so the house can count who changed since without opening
    anything, and does not have to keep old answers.
    """

    member = models.OneToOneField(Member, models.CASCADE, related_name="+")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    answer_sealed = models.BinaryField(_("Zeiten, verschlüsselt"), default=b"")
    mark = models.CharField(_("Stand jetzt"), max_length=64, blank=True)
    told_mark = models.CharField(_("Stand bei der letzten Planung"), max_length=64, blank=True)
    ends_on = models.DateField(_("Ende der Reihe"))

    privacy = PersonalData(
        purpose=_("Termine finden, die möglichst vielen passen"),
        keep=timedelta(0),
        keep_from="ends_on",
        subject="member__user",
        personal=frozenset({"member", "mark", "told_mark"}),
        sealed=frozenset({"answer_sealed"}),
        plain=frozenset({"id", "envelope", "ends_on"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
    )

    class Meta:
        verbose_name = _("Zeiten eines Mitglieds")
        verbose_name_plural = _("Zeiten von Mitgliedern")

    def __str__(self) -> str:
        return f"Zeiten {self.pk}"

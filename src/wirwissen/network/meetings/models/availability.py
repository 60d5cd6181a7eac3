"""When members can: sealed, one envelope for each, in a table that only the planner reads."""

from datetime import timedelta
from itertools import groupby

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.groups.models import Member
from wirwissen.network.meetings.rules.availability import Answer, Fit, Shift, from_text

WEEKDAYS = (
    _("Montag"), _("Dienstag"), _("Mittwoch"), _("Donnerstag"), _("Freitag"), _("Samstag"),
    _("Sonntag"),
)  # fmt: skip
FIT_WORDS = {Fit.GOOD: _("passt"), Fit.PINCH: _("zur Not"), Fit.NEVER: _("nie")}
SHIFT_WORDS = {
    Shift.EARLY: _("Früh, 6 bis 14 Uhr"),
    Shift.LATE: _("Spät, 14 bis 22 Uhr"),
    Shift.NIGHT: _("Nacht, ab 21 Uhr"),
    Shift.OFF: _("frei oder Tagdienst"),
}


def in_words(answer: Answer) -> str:
    """An answer as its owner reads it, a line for each day, week of a rotation and absence."""
    lines = []
    for day, cells in groupby(sorted(answer.week.items()), key=lambda cell: cell[0][0]):
        hours = [gettext("%(hour)d Uhr %(fit)s") % {"hour": hour, "fit": FIT_WORDS[fit]}
                 for (_day, hour), fit in cells]  # fmt: skip
        lines.append(f"{WEEKDAYS[day]}: {', '.join(hours)}")
    if answer.rotation is not None:
        since = gettext("Wochen im Wechsel, die erste ab %(day)s:")
        lines.append(since % {"day": f"{answer.rotation.anchor:%-d.%-m.%Y}"})
        lines += [
            f"{no}. {SHIFT_WORDS[shift]}" for no, shift in enumerate(answer.rotation.weeks, 1)
        ]
    for away in answer.absences:
        days = {"first": f"{away.first:%-d.%-m.%Y}", "last": f"{away.last:%-d.%-m.%Y}"}
        lines.append(gettext("weg vom %(first)s bis %(last)s") % days)
    if answer.may_host:
        lines.append(gettext("würde auch einmal moderieren"))
    return "\n".join(lines)


def _told(row: "Availability", field: str) -> str:
    text = open_text(row.envelope, row, field)
    return in_words(from_text(text)) if text else ""


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
        reveal=_told,
    )

    class Meta:
        verbose_name = _("Zeiten eines Mitglieds")
        verbose_name_plural = _("Zeiten von Mitgliedern")

    def __str__(self) -> str:
        return f"Zeiten {self.pk}"

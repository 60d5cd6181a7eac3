"""Reports: what happened, the hearing, the decision, the appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards
from wirwissen.network.care.models.reports import SUBJECT_LABELS
from wirwissen.network.care.rules.reports import PAUSES, Measure


def _text(label: Any, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, max_length=4000, widget=area, help_text=hint)


class ReportForm(HouseForm):
    """What somebody wants looked at."""

    subject = forms.ChoiceField(
        label=_("Worum geht es?"), choices=SUBJECT_LABELS, widget=forms.RadioSelect
    )
    pseudonym = forms.CharField(
        label=_("Name in der Gruppe, wenn es um einen Menschen geht"), max_length=60,
        required=False,
    )  # fmt: skip
    text = _text(_("Was ist passiert?"), _("Wenige Sätze reichen. Keine Namen von außerhalb."))


class MatterForm(HouseForm):
    """What the other side is told."""

    text = _text(
        _("Worum es geht"),
        _("In euren Worten, ohne Rückschluss darauf, wer den Hinweis gab."),
    )


class AnswerHearingForm(HouseForm):
    text = _text(_("Wie war es aus deiner Sicht?"))


class AppealForm(HouseForm):
    text = _text(_("Warum soll neu entschieden werden?"))


class DecisionForm(HouseForm):
    """A measure and its reason."""

    measure = forms.ChoiceField(
        label=_("Vorschlag"),
        choices=[
            (Measure.NOTHING.value, Option(_("nichts unternehmen"), _("Der Grund wird bewahrt."))),
            (Measure.TALK.value, Option(_("miteinander sprechen"), _("Zu dritt oder zu viert."))),
            (Measure.PAUSE.value, Option(_("Pause"), _("Keine Treffen bis zu einem Tag."))),
            (Measure.LIMIT.value, Option(_("einschränken"), _("Treffen ja, Beiträge nein."))),
            (Measure.EXCLUDE.value, Option(_("ausschließen"), _("Gilt nach 14 Tagen."))),
        ],
        widget=RadioCards,
    )
    days = forms.TypedChoiceField(
        label=_("Wie lange, bei einer Pause"), coerce=int, required=False,
        empty_value=str(PAUSES[0]),
        choices=[(days, _("%(days)d Tage") % {"days": days}) for days in PAUSES],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = _text(_("Grund"), _("Die Person liest ihn so, wie er hier steht."))

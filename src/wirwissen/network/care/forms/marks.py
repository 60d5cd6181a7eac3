"""The private list, the own particulars, the answer to a question, a confidant's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards
from wirwissen.network.care.rules.cases import Answer, Outcome
from wirwissen.network.care.rules.marks import Kind


class AvoidedForm(HouseForm):
    """One more entry of the private list."""

    kind = forms.ChoiceField(
        label=_("Wem möchtest du nicht begegnen?"),
        choices=[
            (Kind.PERSON.value, _("einem Menschen")),
            (Kind.WORKPLACE.value, _("allen von einer Arbeitsstelle")),
        ],
        initial=Kind.PERSON.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Vor- und Nachname, oder Haus und Station."),
    )


class OwnMarksForm(HouseForm):
    """Own name and workplace, each optional, at least one."""

    name = forms.CharField(
        label=_("Dein Name, wie andere ihn kennen"), max_length=120, required=False
    )
    workplace = forms.CharField(
        label=_("Deine Arbeitsstelle"), max_length=120, required=False,
        help_text=_("Haus und Station, so wie man es bei euch sagt."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("name") or cleaned.get("workplace")):
            raise forms.ValidationError(_("Schreib deinen Namen oder deine Arbeitsstelle."))
        return cleaned


class AnswerForm(HouseForm):
    """What the earlier member says; all three are whole answers."""

    answer = forms.ChoiceField(
        label=_("Was ist dir lieber?"),
        choices=[
            (Answer.DECLINES.value, Option(_("Lieber kein Kontakt"),
             _("Ihr kommt nie in dieselbe kleine Gruppe."))),
            (Answer.FINE.value, Option(_("Ich habe nichts dagegen"),
             _("Ihr könnt euch begegnen, wenn es sich ergibt."))),
            (Answer.LEAVES.value, Option(_("Die Vertrauensperson soll entscheiden"),
             _("Bis dahin bleibt ihr getrennt."))),
        ],
        widget=RadioCards,
    )  # fmt: skip


class CaseForm(HouseForm):
    """A confidant settles a case."""

    outcome = forms.ChoiceField(
        label=_("Wie geht es weiter?"),
        choices=[
            (Outcome.APART.value, _("Die beiden bleiben getrennt")),
            (Outcome.TOGETHER.value, _("Die beiden dürfen sich begegnen")),
        ],
        widget=forms.RadioSelect,
    )

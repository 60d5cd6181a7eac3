"""What a person types about an internship."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import DayField, HouseForm, QuarterField


class PlacementForm(HouseForm):
    """Hours at one host. The conflict question is answered here and leaves nothing behind."""

    host = forms.CharField(label=_("Einrichtung"), max_length=200)
    host_email = forms.EmailField(
        label=_("E-Mail-Adresse der Einrichtung"), required=False,
        help_text=_("Freiwillig. Dann kann die Einrichtung mit einem Link bestätigen."),
    )  # fmt: skip
    from_on = DayField(label=_("Erster Tag"), help_text=_("Zum Beispiel 3.5.2027"))
    to_on = DayField(label=_("Letzter Tag"))
    hours = QuarterField(
        label=_("Stunden"), help_text=_("In Viertelstunden, zum Beispiel 40 oder 39,75")
    )
    role = forms.ChoiceField(
        label=_("Sind oder waren Sie dort Patient*in?"),
        help_text=_("Ihre Antwort wird nicht gespeichert. Nur, dass die Frage geklärt ist."),
        choices=[("no", _("Nein")), ("yes", _("Ja, oder ich bin unsicher"))],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, hours = (cleaned.get(name) for name in ("from_on", "to_on", "hours"))
        if first and last and last < first:
            self.add_error("to_on", _("Der letzte Tag liegt vor dem ersten. Prüfen Sie beide."))
        elif first and last and hours is not None and hours > 24 * ((last - first).days + 1):
            self.add_error("hours", _("So viele Stunden haben die Tage nicht. Prüfen Sie beides."))
        if hours is not None and hours <= 0:
            self.add_error("hours", _("Schreiben Sie eine Zahl über 0, zum Beispiel 40."))
        return cleaned


class ChangedPlacementForm(PlacementForm):
    """The same without the conflict question: it is cleared already."""

    role = None  # type: ignore[assignment]


class ReportForm(HouseForm):
    handed_in_on = DayField(label=_("Wann wurde der Bericht abgegeben?"))


class ConfirmForm(HouseForm):
    """The host's own name under the confirmation."""

    name = forms.CharField(
        label=_("Ihr Name"), help_text=_("Wer die Stunden bestätigt"), max_length=200
    )


class PaperForm(HouseForm):
    """From a signed paper: who signed, and when."""

    name = forms.CharField(label=_("Wer hat unterschrieben?"), max_length=200)
    on = DayField(label=_("Wann?"))


class ReasonForm(HouseForm):
    reason = forms.CharField(label=_("Aus welchem Grund?"), max_length=200)

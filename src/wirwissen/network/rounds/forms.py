"""What facilitators type."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import ClockField, DayField, HouseForm
from wirwissen.network.rounds.rules import SEATS


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SecondForm(HouseForm):
    """Who leads beside somebody."""

    second = forms.CharField(
        label=_("Wer leitet mit dir?"), max_length=60, help_text=_("Der Name in der Gruppe.")
    )


class RoundForm(SecondForm):
    """A new round: the other three dates follow from the first."""

    field_order = ["title", "about", "preparation", "second"]

    title = forms.CharField(label=_("Titel"), max_length=120)
    about = forms.CharField(label=_("Worum es geht"), max_length=2000, widget=_area(4))
    preparation = forms.CharField(
        label=_("Zur Vorbereitung"), max_length=4000, required=False, widget=_area(5),
        help_text=_("Was alle vorher lesen oder überlegen können. In euren eigenen Worten."),
    )  # fmt: skip
    day = DayField(
        label=_("Erster Termin"),
        help_text=_("Zum Beispiel 3.5.2027. Zwei weitere folgen im Wochenabstand, der Rückblick "
                    "vier Wochen danach."),
    )  # fmt: skip
    time = ClockField(label=_("Beginn"), help_text=_("Jeder Termin dauert zwei Stunden."))
    seats = forms.IntegerField(label=_("Plätze"), min_value=4, max_value=8, initial=SEATS)

    def first_at(self) -> datetime:
        """The first date in local time, of a valid form."""
        cleaned: dict[str, Any] = self.cleaned_data
        return datetime.combine(cleaned["day"], cleaned["time"])


class NotesForm(HouseForm):
    text = forms.CharField(
        label=_("Notizen für euch beide"), max_length=6000, required=False, widget=_area(8),
        help_text=_("Themen und was ihr euch merken wollt. Keine Namen, keine Geschichten."),
    )  # fmt: skip


class WorkbookForm(HouseForm):
    """A licensed workbook, for this round alone."""

    file = forms.FileField(label=_("Heft als PDF"))
    licensed = forms.BooleanField(
        label=_("Ich bin dafür geschult und darf dieses Heft in dieser Runde benutzen."),
        help_text=_("Es ist nur in dieser Runde zu lesen und danach gelöscht."),
    )

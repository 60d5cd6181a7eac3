"""What is typed about portfolio, presentation and payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import DayField, EuroField, HouseForm


class PortfolioForm(HouseForm):
    """Sections, pages and the day it was handed in."""

    sections = forms.MultipleChoiceField(
        label=_("Welche Teile sind fertig?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pages = forms.IntegerField(
        label=_("Wie viele Seiten hat es?"), min_value=0, max_value=2000, required=False
    )
    handed_in_on = DayField(
        label=_("Wann wurde es abgegeben?"), required=False,
        help_text=_("Leer lassen, solange es noch bei Ihnen liegt."),
    )  # fmt: skip

    def __init__(self, *args: Any, sections: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["sections"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name) for name in sections]


class PresentationForm(HouseForm):
    """The day of a presentation that was held; empty takes it back."""

    on = DayField(label=_("Präsentation gehalten am"), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self._today = today

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > self._today:
            raise forms.ValidationError(_("Dieser Tag kommt erst noch. Prüfen Sie das Datum."))
        return on


class PaymentsForm(HouseForm):
    due = EuroField(label=_("Zu zahlen, in Euro"))
    paid = EuroField(label=_("Bezahlt, in Euro"))

"""What the leads change about one person: name, last day, deadline, confirmed make-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import DayField, HouseForm


class NameForm(HouseForm):
    """How somebody is written on lists and papers from now on."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("So steht er auf Listen und Bescheinigungen.")
    )


class LeaveForm(HouseForm):
    """The last day of somebody who leaves. Nobody is asked why."""

    left_on = DayField(
        label=_("Letzter Tag im Kurs"), help_text=_("Nach einem Grund fragen wir nicht."),
    )  # fmt: skip

    def __init__(self, *args: Any, joined_on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self._joined_on = joined_on

    def clean_left_on(self) -> date:
        left_on: date = self.cleaned_data["left_on"]
        if left_on < self._joined_on:
            raise forms.ValidationError(
                _("Der letzte Tag liegt vor dem ersten. Schreiben Sie einen Tag ab dem %(day)s.")
                % {"day": date_format(self._joined_on, "j. F Y")}
            )
        return left_on


class ExtensionForm(HouseForm):
    """A deadline moved for one person."""

    until = DayField(label=_("Neue Frist"), help_text=_("Dieser Tag zählt noch mit."))
    reason = forms.CharField(
        label=_("Warum?"), max_length=300,
        help_text=_("Ein kurzer Satz. Keine Angaben zur Gesundheit."),
    )  # fmt: skip

    def __init__(self, *args: Any, deadline: date | None, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self._deadline, self._today = deadline, today

    def clean_until(self) -> date:
        """A day that is over is believed only if it is later than the deadline of now."""
        until: date = self.cleaned_data["until"]
        if until < self._today and (self._deadline is None or until < self._deadline):
            raise forms.ValidationError(
                _("Diese Frist wäre schon vorbei. Schreiben Sie einen späteren Tag.")
            )
        return until


class ConfirmForm(HouseForm):
    """The other site's confirmation of a make-up."""

    on = DayField(label=_("Bestätigt am"), help_text=_("Der Tag auf dem Papier."))
    by_name = forms.CharField(label=_("Von wem?"), max_length=200)


class WithdrawForm(HouseForm):
    """Why a make-up is taken back."""

    reason = forms.CharField(
        label=_("Warum?"), max_length=200,
        help_text=_("Ein kurzer Satz. Keine Angaben zur Gesundheit."),
    )  # fmt: skip

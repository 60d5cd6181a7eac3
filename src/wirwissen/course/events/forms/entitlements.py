"""Forms about entitlements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events import queries
from wirwissen.course.programme.models import Programme
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.forms import HouseForm


class ExceptionForm(HouseForm):
    """The right to apply without an info event, with a reason; who decided is kept."""

    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programm"), queryset=None, empty_label=None
    )
    name = forms.CharField(label=_("Name der Person"), max_length=200)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        help_text=_("Dorthin geht der Code. Ohne E-Mail drucken Sie einen Brief."),
    )
    reason = forms.CharField(
        label=_("Warum ohne Info-Termin?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Ein kurzer Satz, zum Beispiel: „War am Tag verhindert, hat die Aufzeichnung gesehen.“ "
            "Nichts über die Gesundheit."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["programme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.programmes(organisation)


class WithdrawForm(HouseForm):
    """Take an entitlement back."""

    reason = forms.CharField(
        label=_("Warum nehmen Sie die Berechtigung zurück?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ein kurzer Satz. Nichts über die Gesundheit."),
    )


class SearchForm(HouseForm):
    """Look somebody up by name. Sent by POST: a name never stands in an address."""

    name = forms.CharField(
        label=_("Name oder ein Teil davon"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "in--m"}),
    )
    marks_optional = False

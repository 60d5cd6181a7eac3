"""What somebody types for the second step."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.forms.account import WithPassword
from wirwissen.foundation.accounts.limits import take_turn
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services.second_step import take_code
from wirwissen.foundation.core.forms import HouseForm

_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in--m"}


class SecondStepForm(HouseForm):
    """The code after the password. Five tries in five minutes, thirty an hour from everywhere."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Sechs Ziffern aus Ihrer Code-App. Oder acht Ziffern von Ihrem Ausdruck."),
        widget=forms.TextInput(attrs=_BOX),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kind = ""

    def clean_code(self) -> str:
        take_turn("second_step", self.user.pk)
        take_turn("second_step_all", self.user.pk, anywhere=True)
        kind = take_code(self.user, self.cleaned_data["code"])
        if kind is None:
            raise ValidationError(
                _("Dieser Code passt nicht. Warten Sie auf den nächsten und tippen Sie ihn ein.")
            )
        self.kind = kind
        return kind


class SetUpForm(WithPassword):
    """The first code of a new secret, with the password."""

    code = forms.CharField(
        label=_("Code aus der App"),
        max_length=20,
        help_text=_("Sechs Ziffern. Sie wechseln alle 30 Sekunden."),
        widget=forms.TextInput(attrs=_BOX),
    )
    field_order = ("code", "password")

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())

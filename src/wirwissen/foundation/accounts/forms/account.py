"""What people type to look after their way in: address, second step, printed words."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.forms.sign_in import NewPasswordPair
from wirwissen.foundation.accounts.limits import take_code_turn, take_turn
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.forms import HouseForm


class WithPassword(HouseForm):
    """Whatever it is, the password comes with it: an open device is not enough."""

    password = forms.CharField(
        label=_("Ihr Kennwort"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise ValidationError(_("Das ist nicht Ihr Kennwort. Tippen Sie es noch einmal ein."))
        return typed


class NewAddressForm(WithPassword):
    """The address that is to open this account from now on."""

    email = forms.EmailField(
        label=_("Neue E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ("email", "password")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if email == self.user.email:
            raise ValidationError(_("Das ist schon Ihre Adresse. Tippen Sie die neue ein."))
        return email

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors:
            take_code_turn(typed["email"])
        return typed


class AddressCodeForm(HouseForm):
    """The code that went to the new address."""

    code = forms.CharField(
        label=_("Code aus der E-Mail"),
        max_length=40,
        help_text=_("Acht Zeichen. Groß oder klein ist gleich, die Lücke darf fehlen."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "in--m"}),
    )


class RecoverForm(NewPasswordPair):
    """The printed words, and the password they give way to."""

    handle = forms.CharField(
        label=_("E-Mail-Adresse oder Kontoname"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    words = forms.CharField(
        label=_("Die acht Wörter von Ihrem Ausdruck"),
        max_length=200,
        help_text=_("In der Reihenfolge, in der sie dort stehen."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = ("handle", "words", "password1", "password2")

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if not self.errors:
            take_turn("recover", typed["handle"].strip().lower())
        return typed

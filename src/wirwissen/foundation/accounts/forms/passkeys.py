"""The browser's answer to being asked for a passkey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.limits import take_turn
from wirwissen.foundation.accounts.services.passkeys import LONGEST
from wirwissen.foundation.core.forms import HouseForm


class PasskeyForm(HouseForm):
    """Filled by our script; empty where there is none."""

    credential = forms.CharField(
        required=False, max_length=LONGEST, strip=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not typed.get("credential"):
            self.add_error(None, _("Passkeys brauchen JavaScript. Ohne geht es mit dem Kennwort."))
        else:
            take_turn("passkey", "")
        return typed

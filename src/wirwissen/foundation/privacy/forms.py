"""What somebody types before everything about them is deleted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm


class ErasureForm(HouseForm):
    """The password, so that nobody else deletes at an open device."""

    password = forms.CharField(
        label=_("Ihr Kennwort"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

"""An emergency contact, and what two of the orga ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm

REASONS = [
    ("Sorge um Leib und Leben", _("Sorge um Leib und Leben")),
    ("Die Person hat darum gebeten", _("Die Person hat darum gebeten")),
]


class ContactForm(HouseForm):
    """Whom to call, in one's own words."""

    text = forms.CharField(
        label=_("Wen sollen wir anrufen, wenn wir uns Sorgen machen?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name und Nummer. Was dieser Mensch von der Gruppe weiß, hilft uns auch."),
    )


class OpenContactForm(HouseForm):
    """Which member's emergency contact, and why."""

    pseudonym = forms.CharField(label=_("Name in der Gruppe"), max_length=60)
    reason = forms.ChoiceField(label=_("Grund"), choices=REASONS, widget=forms.RadioSelect)

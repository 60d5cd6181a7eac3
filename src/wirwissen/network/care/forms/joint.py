"""An emergency contact, and what two of the orga ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm

REASONS = [
    ("life", _("Sorge um Leib und Leben")),
    ("asked", _("Die Person hat darum gebeten")),
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

    def reason_in_words(self) -> str:
        """The chosen reason as the log keeps it, of a valid form."""
        return str(dict(REASONS)[self.cleaned_data["reason"]])

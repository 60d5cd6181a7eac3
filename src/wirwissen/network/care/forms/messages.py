"""Writing to the orga."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards


class MessageForm(HouseForm):
    """A text, and whether the own name in the group stands under it."""

    text = forms.CharField(
        label=_("Was möchtest du sagen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Nichts, woran man dich oder andere erkennt, wenn du ohne Namen schreibst."),
    )
    with_name = forms.ChoiceField(
        label=_("Wer soll darunter stehen?"),
        choices=[
            (
                "no",
                Option(
                    _("niemand"), _("Wir speichern nicht, von wem es ist. Antworten geht nicht.")
                ),
            ),
            ("yes", Option(_("mein Name in der Gruppe"), _("Du siehst, wer es gelesen hat."))),
        ],
        widget=RadioCards,
    )

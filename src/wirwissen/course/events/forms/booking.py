"""What visitors type."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events import rules
from wirwissen.course.events.models import Event
from wirwissen.course.events.services import Guest
from wirwissen.course.events.words import places_in_words
from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards


def where_in_words(event: Event) -> str:
    """Bildungshaus Rheinaue, Saal 2, stufenlos."""
    online = [_now("Online")] if event.online else []
    parts = [*online, *(part for part in (event.place, event.access_note) if part)]
    return ", ".join(parts).rstrip(".") + "." if parts else ""


def event_option(event: Event, *, taken: int, waiting: int) -> Option:
    """One card: when; where, and how many places are left."""
    free = rules.free_places(seats=event.seats, taken=taken)
    hint = f"{where_in_words(event)} {places_in_words(free=free, waiting=waiting)}"
    return Option(event.when, hint.strip())


class BookingForm(HouseForm):
    """Name, mail, and what somebody needs: for one of the events shown."""

    event = forms.ChoiceField(
        label=_("Welcher Termin passt Ihnen?"),
        help_text=_("Kostenfrei. Sie können jederzeit absagen."),
        widget=RadioCards,
        error_messages={
            "required": _("Wählen Sie einen Termin aus."),
            "invalid_choice": _("Wählen Sie einen Termin aus."),
        },
    )
    name = forms.CharField(
        label=_("Wie dürfen wir Sie ansprechen?"),
        help_text=_("Ein Name Ihrer Wahl genügt."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "in--m", "autocomplete": "name"}),
        error_messages={"required": _("Geben Sie einen Namen ein. Einer Ihrer Wahl genügt.")},
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Nur für die Bestätigung und Änderungen am Termin."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        },
    )
    needs = forms.CharField(
        label=_("Was brauchen Sie, damit es für Sie gut geht?"),
        help_text=_(
            "Zum Beispiel: Platz nahe der Tür, Gebärdensprache, eine Begleitperson. Das liest nur, "
            "wer den Termin hält. 7 Tage danach ist es gelöscht."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, options: Iterable[tuple[str, Option]], chosen: str = "", **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices = list(options)
        field = self.fields["event"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        ids = [value for value, _option in choices]
        if len(ids) == 1 or chosen in ids:
            field.initial = chosen if chosen in ids else ids[0]

    def guest(self) -> Guest:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Guest(name=typed["name"], email=typed["email"], needs=typed["needs"])

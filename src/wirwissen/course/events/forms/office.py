"""What the office types about an event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events import queries
from wirwissen.course.events.models import Event
from wirwissen.course.events.services import EventFacts
from wirwissen.course.programme.models import Offer, Programme
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.clock import today
from wirwissen.foundation.core.forms import ClockField, DayField, HouseForm

LONGEST_HOLD, LONGEST_OFFER = 14 * 24, 14 * 24  # hours


class EventForm(HouseForm):
    """Everything about an event. A weekday that contradicts its date is refused (`DayField`)."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Um welches Programm geht es?"),
        queryset=None,
        empty_label=None,
        help_text=_("Wer da war, kann sich für dieses Programm bewerben."),
    )
    offer: forms.ModelChoiceField[Offer] = forms.ModelChoiceField(
        label=_("Zu welchem Angebot gehört der Termin?"),
        queryset=None,
        required=False,
        empty_label=_("zu keinem bestimmten"),
        help_text=_("Das Angebot sagt, wie lange der Besuch für eine Bewerbung zählt."),
    )
    day = DayField(
        label=_("Tag"),
        help_text=_("Zum Beispiel: Sa, 28.8.2027. Der Wochentag ist eine Probe: Er muss passen."),
    )
    begin = ClockField(label=_("Beginn"), help_text=_("Zum Beispiel 10:00."))
    end = ClockField(label=_("Ende"))
    online = forms.BooleanField(label=_("Der Termin ist online."), required=False)
    place = forms.CharField(
        label=_("Ort"),
        required=False,
        max_length=200,
        help_text=_("Zum Beispiel: Köln, Bildungshaus Rheinaue, Saal 2."),
    )
    address = forms.CharField(
        label=_("Anschrift oder Einwahl"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steht in der Bestätigung, nicht in der Liste der Termine."),
    )
    access_note = forms.CharField(
        label=_("Zugang"),
        required=False,
        max_length=200,
        help_text=_("Zum Beispiel: stufenlos, Induktionsschleife."),
    )
    seats = forms.IntegerField(
        label=_("Plätze"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Leer heißt: ohne Grenze."),
        widget=forms.TextInput(attrs={"class": "in--s", "inputmode": "numeric"}),
    )
    registration_open = forms.BooleanField(
        label=_("Anmeldung über diese Seite"),
        required=False,
        initial=True,
        help_text=_("Ohne Häkchen heißt es: Kommen Sie einfach vorbei."),
    )
    hold_hours = forms.IntegerField(
        label=_("Wie viele Stunden halten wir einen unbestätigten Platz?"),
        initial=24,
        min_value=1,
        max_value=LONGEST_HOLD,
        widget=forms.TextInput(attrs={"class": "in--s", "inputmode": "numeric"}),
    )
    offer_hours = forms.IntegerField(
        label=_("Wie viele Stunden wartet ein Platz auf jemanden von der Warteliste?"),
        initial=48,
        min_value=1,
        max_value=LONGEST_OFFER,
        widget=forms.TextInput(attrs={"class": "in--s", "inputmode": "numeric"}),
    )
    host = forms.ChoiceField(
        label=_("Wer hält den Termin?"),
        required=False,
        help_text=_("Nur diese Person liest, was Menschen an diesem Tag brauchen."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, rows in (
            ("programme", queries.programmes(organisation)),
            ("offer", queries.offers(organisation)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        host = self.fields["host"]
        assert isinstance(host, forms.ChoiceField)
        host.choices = [("", _("noch offen")), *queries.hosts(organisation)]

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning; the offer belongs to the programme."""
        typed = super().clean() or self.cleaned_data
        begin, end = typed.get("begin"), typed.get("end")
        if begin and end and end <= begin:
            self.add_error("end", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Zeiten."))
        day = typed.get("day")
        if self.initial.get("day") and day and day < today() and day != self.initial["day"]:
            self.add_error(
                "day", _("Dieser Tag ist schon vorbei. Verlegen Sie den Termin auf einen späteren.")
            )
        offer, programme = typed.get("offer"), typed.get("programme")
        if offer and programme and offer.version.programme_id != programme.pk:
            self.add_error("offer", _("Dieses Angebot gehört zu einem anderen Programm."))
        if not typed.get("online") and not typed.get("place") and "place" not in self.errors:
            self.add_error("place", _("Hier fehlt noch der Ort. Oder der Termin ist online."))
        return typed

    def facts(self) -> EventFacts:
        """What was typed, as the services take it."""
        typed = self.cleaned_data
        same = {name: typed[name] for name in _SAME}
        return EventFacts(
            starts_at=self._at("begin"),
            ends_at=self._at("end"),
            host_id=typed["host"] or None,
            **same,
        )

    def _at(self, name: str) -> datetime:
        typed = datetime.combine(self.cleaned_data["day"], self.cleaned_data[name])
        return timezone.make_aware(typed)


_SAME = (
    "title",
    "programme",
    "offer",
    "online",
    "place",
    "address",
    "access_note",
    "seats",
    "registration_open",
    "hold_hours",
    "offer_hours",
)


def typed_of(event: Event) -> dict[str, object]:
    """What the form shows for an event that exists."""
    begin, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    same = {name: getattr(event, name) for name in _SAME}
    return {
        **same,
        "day": begin.date(),
        "begin": begin.time(),
        "end": end.time(),
        "host": event.host_id or "",
    }

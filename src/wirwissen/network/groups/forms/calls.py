"""What the orga types about a call, and about the end of the group."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import ClockField, DayField, HouseForm
from wirwissen.network.groups.forms.founding import UntilField, text
from wirwissen.network.groups.models import Call


def number(label: Any, *, hint: Any = "", most: int) -> forms.IntegerField:
    """A small whole number, at least 1."""
    box = forms.TextInput(attrs={"class": "in--s", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=hint, min_value=1, max_value=most, widget=box)


class CallForm(HouseForm):
    """The call: text, places, last day, and the first meeting once it is known."""

    text = text(
        _("Der Aufruf"),
        hint=_("Für wen, wozu, wie es weitergeht. Er steht auch auf dem Blatt und im Rundbrief."),
    )  # fmt: skip
    capacity = number(_("Wie viele Plätze?"), hint=_("Zum Beispiel 48"), most=500)
    open_until = UntilField(label=_("Anmelden bis"))
    day = DayField(
        label=_("Tag des Gründungstreffens"),
        help_text=_("Es steht dann auch unter „Treffen“, für alle, die schon dabei sind."),
        required=False,
    )
    clock = ClockField(label=_("Beginn"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        day, clock = typed.pop("day", None), typed.pop("clock", None)
        if bool(day) != bool(clock) and not {"day", "clock"} & set(self.errors):
            self.add_error("clock", _("Tag und Uhrzeit gehören zusammen. Ergänze, was fehlt."))
        typed["meeting_at"] = (
            timezone.make_aware(datetime.combine(day, clock)) if day and clock else None
        )
        return typed


def call_of(call: Call) -> dict[str, Any]:
    """A call as the form shows it."""
    local = timezone.localtime(call.meeting_at) if call.meeting_at else None
    return {
        "text": call.text, "capacity": call.capacity, "open_until": call.open_until,
        "day": local.date() if local else None, "clock": local.time() if local else None,
    }  # fmt: skip


class WaveForm(HouseForm):
    """How many come with the next wave."""

    size = number(_("Wie viele Plätze gebt ihr jetzt?"), most=500)


class ClosingForm(HouseForm):
    """The day on which the group ends."""

    on = DayField(
        label=_("An welchem Tag schließt die Gruppe?"),
        help_text=_("Frühestens in zwei Wochen, damit alle mitnehmen, was sie behalten möchten."),
    )

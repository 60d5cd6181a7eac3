"""What is typed at the door, on the telephone, and from a printed list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events.queries import DoorList
from wirwissen.course.events.services import Guest
from wirwissen.foundation.core.forms import HouseForm

WALK_IN_ROWS = 8


class EntryForm(HouseForm):
    """Somebody without registration: at the door, or on the telephone (then with needs)."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"class": "in--m"})
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        help_text=_("Ohne E-Mail geht es auch. Dann geben Sie den Code von Hand weiter."),
    )
    needs = forms.CharField(
        label=_("Was braucht die Person, damit es gut geht?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Das liest nur, wer den Termin hält."),
    )

    def __init__(self, *args: Any, at_door: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if at_door:
            del self.fields["needs"]

    def guest(self) -> Guest:
        """What was typed, as the services take it."""
        typed = self.cleaned_data
        return Guest(name=typed["name"], email=typed["email"], needs=typed.get("needs", ""))


class ListForm(HouseForm):
    """A printed door list, typed in: same order as on paper, one save."""

    marks_optional = False
    there = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, door: DoorList, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["there"].label = _("Wer war da?")
        field = self.fields["there"]
        assert isinstance(field, forms.MultipleChoiceField)
        lines = [*door.places, *door.waiting]
        field.choices = [(line.registration.pk, line.registration.name) for line in lines]
        field.initial = [line.registration.pk for line in lines if line.is_there]
        for number in range(1, WALK_IN_ROWS + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name"), required=False, max_length=200
            )
            self.fields[f"email_{number}"] = forms.EmailField(
                label=_("E-Mail, wenn vorhanden"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """An address alone is nobody yet."""
        typed = super().clean() or self.cleaned_data
        for number in range(1, WALK_IN_ROWS + 1):
            if typed.get(f"email_{number}") and not typed.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("Hier fehlt noch der Name zur Adresse."))
        return typed

    def rows(self) -> Iterator[tuple[int, BoundField, BoundField]]:
        """The empty lines of the paper: number, name, mail."""
        first = len(list(self["there"])) + 1
        for number in range(1, WALK_IN_ROWS + 1):
            yield first + number - 1, self[f"name_{number}"], self[f"email_{number}"]

    def walk_ins(self) -> list[Guest]:
        """Everybody whose name stands in an empty line."""
        typed = self.cleaned_data
        pairs = (
            (typed.get(f"name_{number}"), typed.get(f"email_{number}"))
            for number in range(1, WALK_IN_ROWS + 1)
        )
        return [Guest(name=name, email=email or "") for name, email in pairs if name]

"""What people type who want to join, and what the orga answers."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.forms.sign_in import NewPasswordPair
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.forms import (
    ClockField,
    DayField,
    HouseForm,
    Option,
    RadioCards,
)
from wirwissen.foundation.core.templatetags.house import day_and_time
from wirwissen.network.groups import rules
from wirwissen.network.groups.forms.founding import short, text
from wirwissen.network.groups.models import Group, TalkSlot

BY_MAIL, NOT_AT_ALL = "mail", "none"


@cache
def work_words() -> tuple[str, ...]:
    """The local list of words that hint at a workplace."""
    facts = files("wirwissen.network.groups").joinpath("facts/work_addresses.json")
    return tuple(json.loads(facts.read_text(encoding="utf-8"))["words"])


class JoinForm(HouseForm):
    """Four short answers. Nothing here asks for a diagnosis or a legal name."""

    pseudonym = short(
        _("Wie möchtest du hier heißen?"),
        hint=_(
            "Am besten ein Name, den du sonst nirgends benutzt. Du kannst ihn jederzeit ändern."
        ),
    )
    way = forms.ChoiceField(
        label=_("Wie dürfen wir dich erreichen?"),
        help_text=_("In der Nachricht steht nur: „Es gibt etwas Neues.“"),
        choices=[
            (
                BY_MAIL,
                Option(_("Per E-Mail"), _("Nimm eine private Adresse, nicht die von der Arbeit.")),
            ),
            (
                NOT_AT_ALL,
                Option(
                    _("Gar nicht, ich schaue selbst nach"),
                    _("Du bekommst einen Code zum Aufschreiben. Damit kommst du wieder hinein."),
                ),
            ),
        ],
        widget=RadioCards,
        initial=BY_MAIL,
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse, wenn du sie uns gibst"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    profession = forms.ChoiceField(
        label=_("In welchem Bereich arbeitest oder lernst du?"),
        help_text=_("Wir brauchen nur die grobe Richtung."),
        widget=forms.Select(attrs={"class": "in--m"}),
    )
    own_experience = forms.BooleanField(
        label=_("Ich kenne seelische Krisen aus eigener Erfahrung."),
        help_text=_("Mehr wollen wir nicht wissen. Eine Diagnose brauchen wir nicht."),
        required=False,
    )
    # Set once the warning was shown: it warns once and never refuses.
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["profession"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Bereich wählen")), *((name, name) for name in group.professions)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("way") == NOT_AT_ALL:
            typed["email"] = ""
        elif typed.get("way") == BY_MAIL and not typed.get("email") and "email" not in self.errors:
            self.add_error(
                "email", _("Hier fehlt noch eine E-Mail-Adresse, zum Beispiel name@beispiel.de.")
            )
        return typed

    @property
    def needs_warning(self) -> bool:
        """Whether the address looks like work, and nobody has said so yet."""
        typed = self.cleaned_data
        return not typed["warned"] and rules.looks_like_work(typed["email"], work_words())


class LookForm(HouseForm):
    """The code that somebody without address wrote down."""

    code = forms.CharField(
        label=_("Dein Code"),
        help_text=_("Groß oder klein ist gleich. Leerzeichen dürfen fehlen."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SlotChoice(HouseForm):
    """One of the offered times."""

    slot = forms.ChoiceField(label=_("Welche Zeit passt dir?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: list[TalkSlot], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(slot.pk, when_in_words(slot.starts_at)) for slot in slots]


class AppealForm(HouseForm):
    """One question back."""

    text = text(
        _("Was sollen wir noch wissen?"),
        hint=_("Jemand anderes aus der Orga liest es. Es wird verschlüsselt abgelegt."),
    )


class NewMemberForm(HouseForm):
    """The last step for somebody who is signed in already."""

    pseudonym = short(_("Wie möchtest du in der Gruppe heißen?"))
    agreed = forms.BooleanField(label=_("Ich habe die Vereinbarung gelesen und halte mich daran."))


class NewAccountForm(NewMemberForm, NewPasswordPair):
    """The last step with a new account."""

    field_order = ("pseudonym", "password1", "password2", "agreed")


class KnownAccountForm(NewMemberForm):
    """The last step with the account one has here already."""

    password = forms.CharField(
        label=_("Dein Kennwort"),
        help_text=_("Mit dieser Adresse gibt es hier schon ein Konto. Es ist dessen Kennwort."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("pseudonym", "password", "agreed")


class SlotForm(HouseForm):
    """A time for a talk that an orga person offers."""

    day = DayField(label=_("Tag"))
    clock = ClockField(label=_("Beginn"))
    room = forms.URLField(
        label=_("Raum im Netz"),
        help_text=_("Der Link erscheint erst 15 Minuten vorher und steht in keiner E-Mail."),
        max_length=300,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("day") and typed.get("clock"):
            starts = timezone.make_aware(datetime.combine(typed["day"], typed["clock"]))
            if starts <= now():
                self.add_error("day", _("Diese Zeit ist schon vorbei. Wähle eine spätere."))
            typed["starts_at"] = starts
        return typed


class AnswerForm(HouseForm):
    """Yes or no, with a sentence for the person."""

    answer = forms.ChoiceField(
        label=_("Wie antwortet ihr?"),
        choices=[
            ("yes", Option(_("Willkommen"), _("Die Person liest die Vereinbarung und ist dabei."))),
            ("no", Option(
                _("Es passt nicht"),
                _("Sie liest, für wen die Gruppe ist, und darf einmal nachfragen."),
            )),
        ],
        widget=RadioCards,
    )  # fmt: skip
    note = text(
        _("Ein Satz dazu"),
        hint=_("Nur diese Person liest ihn. Er wird verschlüsselt abgelegt."),
        required=False,
    )


def when_in_words(starts_at: datetime) -> str:
    """Mo, 3. Mai, 18:00 Uhr."""
    return day_and_time(starts_at)

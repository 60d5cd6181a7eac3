"""What the house and the orga type about a group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.clock import today
from wirwissen.foundation.core.forms import DayField, HouseForm
from wirwissen.network.groups import rules
from wirwissen.network.groups.models import Group, Layout

LONGEST_PUBLIC = timedelta(days=2 * 366)


def text(label: Any, *, hint: Any = "", required: bool = True) -> forms.CharField:
    """A field for a longer text."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=10_000, widget=forms.Textarea
    )


def short(label: Any, *, hint: Any = "", most: int = 60, required: bool = True) -> forms.CharField:
    """A field for a name."""
    box = forms.TextInput(attrs={"class": "in--m", "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=box, required=required
    )


class UntilField(DayField):
    """A day up to which something is public: from today, two years at most."""

    def within_limits(self, value: date) -> date:
        self.earliest, self.latest = today(), today() + LONGEST_PUBLIC
        return super().within_limits(value)


class TextsForm(HouseForm):
    """What strangers read about the group."""

    name = short(_("Wie heißt die Gruppe?"), most=120)
    for_whom = text(
        _("Für wen ist sie?"), hint=_("Zwei, drei kurze Sätze. Sie stehen ganz oben auf der Seite.")
    )
    how_we_meet = text(_("Wie trefft ihr euch?"))
    values = text(_("Was ist euch wichtig?"), hint=_("Ein Satz in jeder Zeile."), required=False)

    def clean_values(self) -> list[str]:
        return rules.professions_of(self.cleaned_data["values"])


class RulesForm(HouseForm):
    """What the group has settled."""

    scope = text(
        _("Wer kann mitmachen?"),
        hint=_("Das liest, wer anfragt. Es steht auch dabei, wenn ihr absagt."),
    )
    professions = text(_("Berufsgruppen"), hint=_("Eine in jeder Zeile."))
    windows = short(
        _("Zu welchen Uhrzeiten kann ein Treffen beginnen?"), hint=_("Zum Beispiel: 12, 18, 20")
    )
    agreement = text(
        _("Vereinbarung"),
        hint=_("Änderst du sie, lesen und bestätigen alle sie beim nächsten Besuch noch einmal."),
    )
    floor = forms.IntegerField(
        label=_("Ab wie wenigen Zusagen fragt ihr nach?"),
        help_text=_("0 heißt: Ihr fragt nicht, wer kommt."),
        min_value=0,
        max_value=20,
        widget=forms.TextInput(attrs={"class": "in--s", "inputmode": "numeric"}),
    )

    def clean_professions(self) -> list[str]:
        found = rules.professions_of(self.cleaned_data["professions"])
        if any(len(each) > 60 for each in found):
            raise forms.ValidationError(_("Kürze die Namen auf höchstens 60 Zeichen."))
        return found

    def clean_windows(self) -> list[int]:
        try:
            return rules.windows_of(self.cleaned_data["windows"])
        except ValueError:
            said = _("Schreibe ein bis sechs volle Stunden, zum Beispiel 12, 18, 20.")
            raise forms.ValidationError(said) from None


class FoundForm(TextsForm, RulesForm):
    """Everything a group begins with, and the founder's own name in it."""

    pseudonym = short(
        _("Wie möchtest du in der Gruppe heißen?"),
        hint=_("Am besten ein Name, den du sonst nirgends benutzt. Du gehörst gleich zur Orga."),
    )
    field_order = (
        "name", "for_whom", "how_we_meet", "values", "scope", "professions", "windows",
        "agreement", "floor", "pseudonym",
    )  # fmt: skip


class VisibilityForm(HouseForm):
    """What is public, and until when."""

    public_until = UntilField(
        label=_("Bis wann ist die Seite der Gruppe öffentlich?"),
        help_text=_("Höchstens zwei Jahre. Leer heißt: Niemand sieht sie."),
        required=False,
    )
    shows_dates = forms.BooleanField(label=_("Termine auf der Seite zeigen"), required=False)
    offers_feeds = forms.BooleanField(
        label=_("Termine zum Abonnieren anbieten"),
        help_text=_("Als Kalender und als Feed. Darin steht nur „Termin“ und die Zeit."),
        required=False,
    )
    takes_requests = forms.BooleanField(label=_("Anfragen annehmen"), required=False)


class PageForm(HouseForm):
    """One public page."""

    title = short(_("Titel"), most=120)
    layout = forms.ChoiceField(label=_("Art"), choices=Layout.choices, widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("Text"),
        help_text=_("Überschriften mit ##, Listen mit -, Links mit [Wort](Adresse)."),
        max_length=rules.LONGEST_BODY, widget=forms.Textarea,
    )  # fmt: skip
    shown_until = UntilField(label=_("Öffentlich bis"))


class ImportForm(HouseForm):
    """Markdown files of a page that exists elsewhere."""

    text = forms.CharField(
        label=_("Inhalt der Datei"),
        help_text=_("Markdown, oben der Kopf mit title und layout zwischen zwei Zeilen ---."),
        max_length=2 * rules.LONGEST_BODY,
        widget=forms.Textarea,
    )
    shown_until = UntilField(label=_("Öffentlich bis"))

    def clean_text(self) -> rules.PageText:
        try:
            return rules.read_page(self.cleaned_data["text"], name=_now("Neue Seite"))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class PartnerForm(HouseForm):
    """A neighbour."""

    name = short(_("Name"), most=120)
    url = forms.URLField(label=_("Adresse im Netz"), max_length=300, assume_scheme="https")
    about = forms.CharField(label=_("In einem Satz"), max_length=200, required=False)
    is_sister = forms.BooleanField(label=_("Das ist eine Schwestergruppe"), required=False)
    shown_until = UntilField(label=_("Öffentlich bis"))


def texts_of(group: Group) -> dict[str, Any]:
    """The group's texts as a form shows them."""
    return {
        "name": group.name, "for_whom": group.for_whom, "how_we_meet": group.how_we_meet,
        "values": "\n".join(group.values),
    }  # fmt: skip


def rules_of(group: Group) -> dict[str, Any]:
    """The group's rules as a form shows them."""
    return {
        "scope": group.scope, "professions": "\n".join(group.professions),
        "windows": ", ".join(str(hour) for hour in group.windows),
        "agreement": group.agreement, "floor": group.floor,
    }  # fmt: skip

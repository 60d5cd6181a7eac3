"""Short forms around one meeting: names, topics, posts, themes, moving a date, the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import CheckboxCards, ClockField, DayField, HouseForm, Option
from wirwissen.network.meetings.models import PartKind
from wirwissen.network.meetings.rules.season import COUNTRIES

MOST_THEMES, LONGEST_THEME = 8, 80


class PassForm(HouseForm):
    """Before one goes in: a name for this evening, and the agreement."""

    name = forms.CharField(
        label=_("So heißt du in diesem Treffen"),
        help_text=_("Nur für diesen Abend. Danach ist der Name gelöscht."),
        max_length=40,
    )
    agrees = forms.BooleanField(
        label=_("Ich halte mich an unsere Vereinbarung"),
        error_messages={"required": _("Setze hier ein Häkchen, wenn du einverstanden bist.")},
    )


class TopicForm(HouseForm):
    """A topic for the pool."""

    title = forms.CharField(label=_("Dein Thema"), max_length=120)
    about = forms.CharField(
        label=_("Worum soll es gehen?"), max_length=600, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    content_note = forms.CharField(
        label=_("Hinweis zum Inhalt"),
        help_text=_("Was nahegehen kann, zum Beispiel: Es geht um Zwang."),
        max_length=200, required=False,
    )  # fmt: skip
    with_name = forms.ChoiceField(
        label=_("Mit deinem Namen?"),
        choices=[("no", _("Ohne jeden Namen")), ("yes", _("Mit meinem Namen in der Gruppe"))],
        widget=forms.RadioSelect, initial="no",
    )  # fmt: skip


class OrgaTopicForm(HouseForm):
    """Which topic a date has: one of the pool, or a new one."""

    topic = forms.ChoiceField(label=_("Thema aus dem Vorrat"), required=False)
    title = forms.CharField(label=_("Oder ein neues Thema"), max_length=120, required=False)
    content_note = forms.CharField(label=_("Hinweis zum Inhalt"), max_length=200, required=False)

    def __init__(self, data: Any, *, topics: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("noch offen")), *topics]


class WordForm(HouseForm):
    """Passing a part on, with a private word for whoever does it next."""

    kind = forms.ChoiceField(choices=PartKind.choices, widget=forms.HiddenInput)
    word = forms.CharField(
        label=_("Was soll die nächste Person wissen?"),
        help_text=_("Das liest nur, wer die Aufgabe übernimmt."),
        max_length=1000, required=False, widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip


class PostForm(HouseForm):
    """A contribution to a slow thread."""

    text = forms.CharField(
        label=_("Was möchtest du dazu sagen?"), max_length=2000, widget=forms.Textarea({"rows": 6})
    )
    content_note = forms.CharField(
        label=_("Hinweis zum Inhalt"),
        help_text=_("Dann ist dein Beitrag zugeklappt, bis jemand ihn öffnet."),
        max_length=120, required=False,
    )  # fmt: skip


class ThemesForm(HouseForm):
    """Themes of an evening, one a line."""

    lines = forms.CharField(
        label=_("Themen, eines in jeder Zeile"),
        help_text=_("Nur Themen: keine Namen, keine Orte, niemandes Geschichte."),
        widget=forms.Textarea({"rows": 6}), required=False,
    )  # fmt: skip

    def clean_lines(self) -> list[str]:
        rows = [" ".join(row.split()) for row in self.cleaned_data["lines"].splitlines()]
        rows = [row for row in rows if row]
        if len(rows) > MOST_THEMES:
            raise ValidationError(_("Acht Themen reichen. Fasse einige zusammen."))
        if any(len(row) > LONGEST_THEME for row in rows):
            raise ValidationError(_("Halte jede Zeile kurz: höchstens 80 Zeichen, nur das Thema."))
        return rows


class MoveForm(HouseForm):
    """Another day and time for a date."""

    day = DayField(label=_("Neuer Tag"))
    clock = ClockField(label=_("Beginn"))

    def starts_at(self) -> datetime:
        """The new start, aware; only after `is_valid`."""
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        assert isinstance(day, date) and isinstance(clock, time)
        return timezone.make_aware(datetime.combine(day, clock))


class MergeForm(HouseForm):
    """Another date to which this one is added."""

    other = forms.ChoiceField(label=_("Mit welchem Termin zusammenlegen?"))

    def __init__(self, data: Any, *, dates: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(dates)


class RoomForm(HouseForm):
    """Where the group meets."""

    kind = forms.ChoiceField(
        label=_("Was für ein Raum?"), widget=forms.RadioSelect,
        choices=[("link", _("Ein Link (Zoom, Jitsi oder anderes)")), ("bbb", "BigBlueButton")],
    )  # fmt: skip
    operator = forms.CharField(
        label=_("Wer betreibt ihn?"),
        help_text=_("Das steht neben dem Zugang, zum Beispiel: Zoom, USA."),
        max_length=80,
    )
    address = forms.URLField(
        label=_("Adresse"),
        help_text=_("Bei BigBlueButton die Adresse der Schnittstelle, sie endet auf /api/."),
        assume_scheme="https",
    )
    secret = forms.CharField(
        label=_("Geheimnis der Schnittstelle"),
        help_text=_("Nur bei BigBlueButton. Leer lassen, wenn es gleich bleibt."),
        required=False, widget=forms.PasswordInput({"autocomplete": "off"}),
    )  # fmt: skip


class PlanForm(HouseForm):
    """What a planning run is asked."""

    first_month = forms.ChoiceField(label=_("Ab welchem Monat?"))
    countries = forms.MultipleChoiceField(
        label=_("Wessen Feiertage zählen?"),
        choices=[
            (code, Option(name))
            for code, name in zip(
                COUNTRIES, (_("Deutschland"), _("Österreich"), _("Schweiz")), strict=True
            )
        ],
        widget=CheckboxCards,
        help_text=_("Feiertage, die überall gelten, sind keine Termine. Vor anderen warnen wir."),
    )

    def __init__(self, data: Any, *, months: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["first_month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(months)

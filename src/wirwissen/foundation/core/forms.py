"""The house's forms: one markup, our own words for what is missing, no browser validation.

    class RegistrationForm(HouseForm):
        name = forms.CharField(label=_("Wie dürfen wir Sie ansprechen?"), max_length=200)

`{{ form }}` prints the error summary and all fields; `{{ form.name.as_field_group }}` one field,
`{% include "ww/errors.html" %}` the summary alone.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.fields import (
    ClockField,
    DayField,
    EuroField,
    PartsDate,
    PartsDateField,
    QuarterField,
)

__all__ = [
    "CheckboxCards",
    "ClockField",
    "DayField",
    "EuroField",
    "HouseForm",
    "HouseRenderer",
    "Option",
    "PartsDate",
    "PartsDateField",
    "QuarterField",
    "RadioCards",
    "Segments",
    "error_summary",
]


@dataclass(frozen=True)
class Option:
    """The label of one choice with a second line; `tone` is "part" or "none" in `Segments`."""

    label: Any
    hint: Any = ""
    tone: str = ""

    def __str__(self) -> str:
        return str(self.label)


class RadioCards(forms.RadioSelect):
    """Radio buttons as cards: for choices that need a second line (`Option`)."""

    look = "cards"


class CheckboxCards(forms.CheckboxSelectMultiple):
    """Checkboxes as cards."""

    look = "cards"


class Segments(forms.RadioSelect):
    """Two or three short answers side by side, many times over on one page."""

    look = "segments"


class HouseBoundField(BoundField):
    """What the templates ask of a field: how it looks, whether it is optional, where it begins."""

    @cached_property
    def look(self) -> str:
        """`check` (one box), `picks`, `cards`, `segments`, `parts` (several boxes) or `input`."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if isinstance(widget, forms.MultiWidget):
            return "parts"
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return str(getattr(widget, "look", "") or self._look_of_choices())
        return "input"

    def _look_of_choices(self) -> str:
        labels = (choice.choice_label for choice in self.subwidgets)
        return "cards" if any(isinstance(one, Option) and one.hint for one in labels) else "picks"

    @property
    def is_optional(self) -> bool:
        """Whether "(freiwillig)" stands behind the label."""
        marks = getattr(self.form, "marks_optional", False)
        return bool(marks) and not self.field.required and self.look != "check"

    @property
    def first_id(self) -> str:
        """Where a link of the error summary leads: the first thing one can focus."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def aria_describedby(self) -> str | None:
        """As Django says; but the hint of a single box is part of its label already."""
        if self.look == "check":
            return f"{self.auto_id}_error" if self.errors else None
        return super().aria_describedby

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        used = widget or self.field.widget
        one_box = not isinstance(
            used,
            (
                forms.CheckboxInput,
                forms.RadioSelect,
                forms.CheckboxSelectMultiple,
                forms.MultiWidget,
            ),
        )
        if one_box and not used.is_hidden:
            attrs["class"] = " ".join(dict.fromkeys(["in", *used.attrs.get("class", "").split()]))
        return attrs


class HouseRenderer(TemplatesSetting):
    """Every form of the project, those of libraries included, looks like the house's."""

    form_template_name = "ww/form.html"
    field_template_name = "ww/field.html"
    bound_field_class = HouseBoundField


_REQUIRED = _("Hier fehlt noch: %(label)s.")
_REQUIRED_CHOICE = _("Wählen Sie noch aus: %(label)s.")
_REQUIRED_ANSWER = _("Hier fehlt noch eine Antwort: %(label)s")

# What Django says by itself, in our words. The most special class wins.
_OUR_WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {},
    forms.CharField: {
        "null_characters_not_allowed": _(
            "Ein Zeichen in diesem Text lässt sich nicht speichern. Tippen Sie ihn neu ein."
        ),
        "max_length": _(
            "Kürzen Sie den Text: Es sind %(show_value)d Zeichen, höchstens %(limit_value)d passen."
        ),
        "min_length": _("Schreiben Sie mindestens %(limit_value)d Zeichen."),
    },
    forms.EmailField: {
        "invalid": _("Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
    },
    forms.URLField: {
        "invalid": _("Geben Sie eine Web-Adresse ein, zum Beispiel https://beispiel.de."),
    },
    forms.IntegerField: {
        "invalid": _("Schreiben Sie eine ganze Zahl, zum Beispiel 12."),
        "min_value": _("Schreiben Sie eine Zahl ab %(limit_value)s."),
        "max_value": _("Schreiben Sie eine Zahl bis höchstens %(limit_value)s."),
    },
    forms.DecimalField: {"invalid": _("Schreiben Sie eine Zahl, zum Beispiel 6,5.")},
    forms.DateField: {"invalid": _("Schreiben Sie den Tag so: 3.5.2027.")},
    forms.TimeField: {"invalid": _("Schreiben Sie die Uhrzeit so: 18:30.")},
    forms.DateTimeField: {"invalid": _("Schreiben Sie Tag und Uhrzeit so: 3.5.2027 18:30.")},
    forms.ChoiceField: {"invalid_choice": _("Wählen Sie eine der Möglichkeiten aus.")},
    forms.MultipleChoiceField: {
        "invalid_choice": _("Wählen Sie aus den Möglichkeiten, die hier stehen."),
        "invalid_list": _("Wählen Sie aus den Möglichkeiten, die hier stehen."),
    },
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _("Wählen Sie aus den Möglichkeiten, die hier stehen."),
        "invalid_list": _("Wählen Sie aus den Möglichkeiten, die hier stehen."),
        "invalid_pk_value": _("Wählen Sie aus den Möglichkeiten, die hier stehen."),
    },
    forms.FileField: {
        "invalid": _("Wählen Sie die Datei noch einmal aus."),
        "missing": _("Wählen Sie die Datei noch einmal aus."),
        "empty": _("Diese Datei ist leer. Wählen Sie eine andere aus."),
        "max_length": _("Der Name der Datei ist zu lang. Kürzen Sie ihn auf %(max)d Zeichen."),
        "contradiction": _(
            "Wählen Sie eine neue Datei aus oder löschen Sie die alte, nicht beides."
        ),
    },
    forms.ImageField: {
        "invalid_image": _("Wählen Sie ein Bild aus, zum Beispiel ein Foto (JPEG)."),
    },
}


class HouseForm(forms.Form):
    """Every form of ours: no browser validation, our words, "(freiwillig)" at optional fields."""

    use_required_attribute = False
    marks_optional = True

    def full_clean(self) -> None:
        # Not in __init__: a form may add or rename fields after ours has run.
        for name, field in self.fields.items():
            use_our_words(field, label=str(self[name].label))
        super().full_clean()


def use_our_words(field: forms.Field, *, label: str) -> None:
    """Replace Django's own messages of one field; those that a form gave itself stay."""
    ours: dict[str, Any] = {"required": _required_words(field, label)}
    for kind in reversed(type(field).__mro__):
        ours.update(_OUR_WORDS.get(kind, {}))
    givens = [
        kind.__dict__.get("default_error_messages", {})
        for kind in type(field).__mro__
        if kind.__module__.startswith("django.")
    ]
    for code, sentence in ours.items():
        present = field.error_messages.get(code)
        if present is None or any(present is given.get(code) for given in givens):
            field.error_messages[code] = sentence


def _required_words(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.FileField):
        return str(_("Wählen Sie eine Datei aus."))
    if isinstance(field, forms.BooleanField):
        return str(_("Setzen Sie hier ein Häkchen, wenn Sie einverstanden sind."))
    if label.endswith(("?", ".", "!")):
        return str(_REQUIRED_ANSWER) % {"label": label}
    has_choices = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    return str(_REQUIRED_CHOICE if has_choices else _REQUIRED) % {"label": label}


@dataclass(frozen=True)
class SummaryLine:
    """One line above the form: the sentence, and the id it leads to ("" for the form itself)."""

    text: str
    target: str


@dataclass(frozen=True)
class ErrorSummary:
    """What stands above a form that could not be saved."""

    heading: str
    heading_id: str
    lines: tuple[SummaryLine, ...]


_COUNT_WORDS = {
    1: _("Eine Angabe fehlt noch"),
    2: _("Zwei Angaben fehlen noch"),
    3: _("Drei Angaben fehlen noch"),
    4: _("Vier Angaben fehlen noch"),
    5: _("Fünf Angaben fehlen noch"),
    6: _("Sechs Angaben fehlen noch"),
}


def error_summary(form: forms.BaseForm) -> ErrorSummary:
    """All errors of a form in the order of its fields, same wording as at each field."""
    lines = [SummaryLine(str(text), "") for text in form.non_field_errors()]
    bad = [field for field in form if field.errors]
    for field in bad:
        target = "" if field.is_hidden else str(getattr(field, "first_id", field.auto_id))
        lines += [SummaryLine(str(text), target) for text in field.errors]
    return ErrorSummary(
        heading=_heading(len(bad)),
        heading_id=f"fehler-{form.prefix}" if form.prefix else "fehler",
        lines=tuple(lines),
    )


def _heading(count: int) -> str:
    if not count:
        return str(_("Noch nicht gespeichert"))
    if count in _COUNT_WORDS:
        return str(_COUNT_WORDS[count])
    return str(_("%(count)d Angaben fehlen noch")) % {"count": count}

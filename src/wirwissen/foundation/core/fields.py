"""Fields for what people type: days, times, quarters of units, money. Read by `typed`."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core import typed

_Value = TypeVar("_Value")

_DAY_WORDS: dict[str, Any] = {
    "format": _("Schreiben Sie den Tag so: 3.5.2027."),
    "day_missing": _("Hier fehlt noch der Tag."),
    "month_missing": _("Hier fehlt noch der Monat."),
    "year_missing": _("Hier fehlt noch das Jahr."),
    "year_short": _("Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2027."),
    "year_range": _("Prüfen Sie das Jahr. Gebraucht wird eine Zahl wie 2027."),
    "day_format": _("Prüfen Sie den Tag. Gebraucht wird eine Zahl von 1 bis 31."),
    "month_format": _("Prüfen Sie den Monat. Gebraucht wird eine Zahl von 1 bis 12."),
    "no_such_day": _("So viele Tage hat der %(a)s %(b)s nicht. Prüfen Sie den Tag."),
    "other_weekday": _("Der %(a)s ist ein %(b)s, kein %(c)s. Prüfen Sie beides."),
    "too_early": _("Wählen Sie einen Tag ab dem %(a)s."),
    "too_late": _("Wählen Sie einen Tag bis zum %(a)s."),
}


def read(reader: Callable[[str], _Value], text: str, words: Mapping[str, Any]) -> _Value:
    """Read `text` by a function of `typed`; its `Misread` becomes a sentence out of `words`."""
    try:
        return reader(text)
    except typed.Misread as misread:
        raise misread_error(misread, words) from None


def misread_error(misread: typed.Misread, words: Mapping[str, Any]) -> ValidationError:
    """The sentence for a `Misread`; its parts are called a, b, c in it."""
    parts = dict(zip("abc", misread.parts, strict=False))
    return ValidationError(words[misread.why], code=misread.why, params=parts)


class PartsDate(forms.MultiWidget):
    """Day, month and year as three small boxes. `birthday` lets the browser fill them in."""

    template_name = "ww/widgets/parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name, css, length in (("day", "in", 2), ("month", "in", 9), ("year", "in in--year", 4)):
            box = {"class": css, "inputmode": "numeric", "maxlength": length}
            if birthday:
                box["autocomplete"] = f"bday-{name}"
            boxes[name] = forms.TextInput(box)
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Tag"), _("Monat"), _("Jahr"))
        for box, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            box["label"] = label
        return context


class _DayLimits(forms.Field):
    """What both date fields share: the earliest and the latest day, both allowed themselves."""

    default_error_messages = _DAY_WORDS

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **options: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def within_limits(self, value: date) -> date:
        """The day itself. Raises `ValidationError` when it lies outside."""
        if self.earliest and value < self.earliest:
            raise self._outside("too_early", self.earliest)
        if self.latest and value > self.latest:
            raise self._outside("too_late", self.latest)
        return value

    def _outside(self, why: str, limit: date) -> ValidationError:
        return misread_error(typed.Misread(why, (typed.in_words(limit),)), self.error_messages)


class PartsDateField(_DayLimits):
    """A date somebody knows by heart, typed as day, month, year. Cleans to `date` or `None`."""

    widget = PartsDate

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in value or ("", "", "")]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        day, month, year = parts
        try:
            return self.within_limits(typed.day_from_parts(day, month, year))
        except typed.Misread as misread:
            raise misread_error(misread, self.error_messages) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = PartsDate().decompress(initial)
        return before != [str(part or "").strip() for part in data or ("", "", "")]


class DayField(_DayLimits):
    """A date in one box: 3.5.2027, 2027-05-03, Fr, 3. Mai 2024. Cleans to `date` or `None`.

    A weekday typed in front is read and must fit its date (else both are to be checked).
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if not str(value).strip():
            return None
        return self.within_limits(read(typed.day_from_text, str(value), self.error_messages))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "in--m"}


class ClockField(forms.Field):
    """A time of day in one box: 18:30, 9 Uhr. Cleans to `time` or `None`."""

    widget = forms.TextInput
    default_error_messages = {"format": _("Schreiben Sie die Uhrzeit so: 18:30.")}

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        if not str(value or "").strip():
            return None
        return read(typed.time_from_text, str(value), self.error_messages)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "in--s"}


class QuarterField(forms.Field):
    """Units or hours in quarters with a comma; `lowest` and `highest` are allowed themselves."""

    widget = forms.TextInput
    default_error_messages = {
        "format": _("Schreiben Sie eine Zahl in Vierteln, zum Beispiel 6,5 oder 6,25."),
        "no_quarter": _(
            "%(a)s lässt sich nicht in Vierteln schreiben. Nehmen Sie zum Beispiel %(b)s."
        ),
        "too_low": _("Schreiben Sie eine Zahl ab %(a)s."),
        "too_high": _("Schreiben Sie eine Zahl bis höchstens %(a)s."),
    }

    def __init__(
        self, *, lowest: Decimal = Decimal(0), highest: Decimal | None = None, **options: Any
    ) -> None:
        self.lowest, self.highest = lowest, highest
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        if not str("" if value is None else value).strip():
            return None
        number = read(typed.quarters_from_text, str(value), self.error_messages)
        if number < self.lowest:
            raise self._outside("too_low", self.lowest)
        if self.highest is not None and number > self.highest:
            raise self._outside("too_high", self.highest)
        return number

    def _outside(self, why: str, limit: Decimal) -> ValidationError:
        misread = typed.Misread(why, (typed.with_comma(limit),))
        return misread_error(misread, self.error_messages)

    def prepare_value(self, value: Any) -> Any:
        return typed.with_comma(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "in--s", "inputmode": "decimal"}


class EuroField(forms.Field):
    """Money, typed as text; cleans to cents (`int`) or `None`. Initial values are cents too."""

    widget = forms.TextInput
    default_error_messages = {
        "format": _("Schreiben Sie den Betrag in Euro, zum Beispiel 2.450 oder 12,50."),
    }

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, int):
            return value
        if not str(value or "").strip():
            return None
        return read(typed.cents_from_text, str(value), self.error_messages)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "in--m", "inputmode": "decimal"}

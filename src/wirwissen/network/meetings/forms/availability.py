"""The grid of times: a week of windows, the weeks of a rotation, days away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.forms import DayField, HouseForm
from wirwissen.network.meetings.models.availability import FIT_WORDS, SHIFT_WORDS, WEEKDAYS
from wirwissen.network.meetings.rules.availability import (
    MOST_ABSENCES,
    MOST_WEEKS,
    Absence,
    Answer,
    Fit,
    Rotation,
    Shift,
    anchor_of,
    week_now,
)

CSS = {Fit.GOOD: "", Fit.PINCH: "s-part", Fit.NEVER: "s-none"}
SHIFTS = (("", _("keine Woche mehr")), *SHIFT_WORDS.items())


@dataclass(frozen=True)
class Choice:
    """One of three answers for a window."""

    value: str
    label: Any
    css: str
    is_chosen: bool


@dataclass(frozen=True)
class Cell:
    """One window of one day."""

    name: str
    hour: int
    day: Any
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Row:
    """One day of the week."""

    day: Any
    cells: tuple[Cell, ...]


class TimesForm(HouseForm):
    """The whole answer in one form. Nothing is required: leaving a window out means never."""

    marks_optional = False  # all of it is

    may_host = forms.BooleanField(
        label=_("Ich würde auch einmal moderieren"),
        help_text=_("Dann legt der Plan Termine so, dass immer zwei Menschen moderieren können."),
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, hours: Sequence[int], answer: Answer | None,
        today: date,
    ) -> None:  # fmt: skip
        self.hours, self.today = tuple(hours), today
        self.answer = answer or Answer()
        super().__init__(data, initial=_initial(self.answer, today))
        rotation = self.answer.rotation
        for number in range(1, MOST_WEEKS + 1):
            self.fields[f"week_{number}"] = forms.ChoiceField(
                label=gettext("Woche %(number)d") % {"number": number}, choices=SHIFTS,
                required=False,
            )  # fmt: skip
        numbers = range(1, MOST_WEEKS + 1)
        weeks = [(str(n), gettext("Woche %(number)d") % {"number": n}) for n in numbers]
        self.fields["now"] = forms.ChoiceField(
            label=_("Welche dieser Wochen ist jetzt?"), choices=weeks, required=False
        )
        self.has_rotation = rotation is not None
        # Two empty rows more than there are: enough for a year, without a script.
        self.away_rows = min(MOST_ABSENCES, len(self.answer.absences) + 2)
        for number in range(1, self.away_rows + 1):
            self.fields[f"from_{number}"] = DayField(label=_("Weg vom"), required=False)
            self.fields[f"to_{number}"] = DayField(label=_("bis einschließlich"), required=False)

    def rows(self) -> Iterator[Row]:
        """The grid, day by day."""
        for number, day in enumerate(WEEKDAYS):
            yield Row(day, tuple(self._cell(number, hour) for hour in self.hours))

    def _cell(self, weekday: int, hour: int) -> Cell:
        name = f"d{weekday}h{hour}"
        known = self.answer.week.get((weekday, hour))
        value = self.data.get(name) if self.is_bound else (known.value if known else "")
        choices = tuple(
            Choice(fit.value, FIT_WORDS[fit], css, value == fit.value) for fit, css in CSS.items()
        )
        return Cell(name, hour, WEEKDAYS[weekday], choices)

    def weeks(self) -> list[BoundField]:
        """The weeks of a rotation."""
        return [self[f"week_{number}"] for number in range(1, MOST_WEEKS + 1)]

    def aways(self) -> list[tuple[BoundField, BoundField]]:
        """From and to of each absence."""
        return [(self[f"from_{n}"], self[f"to_{n}"]) for n in range(1, self.away_rows + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, self.away_rows + 1):
            first, last = cleaned.get(f"from_{number}"), cleaned.get(f"to_{number}")
            if first and last and last < first:
                self.add_error(
                    f"to_{number}", _("Das Ende liegt vor dem Anfang. Prüfe beide Tage.")
                )
        shifts = [cleaned.get(f"week_{n}") for n in range(1, MOST_WEEKS + 1)]
        filled = [bool(shift) for shift in shifts]
        if filled != sorted(filled, reverse=True):
            gap = filled.index(False) + 1
            self.add_error(f"week_{gap}", _("Hier fehlt eine Woche. Fülle sie der Reihe nach aus."))
        elif any(filled) and int(cleaned.get("now") or 1) > sum(filled):
            self.add_error("now", _("So viele Wochen hat dein Dienst nicht. Wähle eine davon."))
        return cleaned

    def told(self) -> Answer:
        """The answer as typed; only after `is_valid`."""
        week = {
            (day, hour): Fit(value)
            for day in range(7)
            for hour in self.hours
            if (value := self.data.get(f"d{day}h{hour}")) in set(Fit)
        }
        shifts = [self.cleaned_data[f"week_{n}"] for n in range(1, MOST_WEEKS + 1)]
        weeks = tuple(Shift(shift) for shift in shifts if shift)
        anchor = anchor_of(week_now=int(self.cleaned_data["now"] or 1), today=self.today)
        return Answer(
            week=week,
            rotation=Rotation(weeks, anchor) if weeks else None,
            absences=tuple(self._absences()),
            may_host=self.cleaned_data["may_host"],
        )

    def _absences(self) -> Iterator[Absence]:
        for number in range(1, self.away_rows + 1):
            first = self.cleaned_data[f"from_{number}"] or self.cleaned_data[f"to_{number}"]
            last = self.cleaned_data[f"to_{number}"] or first
            if first:
                yield Absence(first, last)


def _initial(answer: Answer, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {"may_host": answer.may_host}
    if answer.rotation is not None:
        found["now"] = str(week_now(answer.rotation, today))
        for number, shift in enumerate(answer.rotation.weeks, start=1):
            found[f"week_{number}"] = shift.value
    for number, absence in enumerate(answer.absences, start=1):
        found[f"from_{number}"], found[f"to_{number}"] = absence.first, absence.last
    return found

"""The sheet of one block on a phone, and the grid of a whole module."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Attendance, Participant, Session
from wirwissen.course.cohorts.queries import Sheet
from wirwissen.course.cohorts.rules.ledger import Cell
from wirwissen.course.cohorts.rules.sheet import EXCUSES, Mark, fill, steps
from wirwissen.foundation.core.forms import HouseForm, QuarterField, Segments
from wirwissen.foundation.core.templatetags.house import units as in_words

ALL, PART, NONE = "all", "part", "none"


@dataclass(frozen=True)
class Row:
    """One person on the sheet, as the template prints it."""

    person: Participant
    is_expected: bool
    mark: str
    units: str
    excuse: str
    excuses: Sequence[tuple[str, Any]]
    errors: Sequence[str]


def seen_before(data: Mapping[str, Any]) -> int | None:
    """The last number of the history when the page was shown, as it came back; `None`: unknown."""
    typed = str(data.get("seen", ""))
    return int(typed) if typed.isascii() and typed.isdigit() else None


class SheetForm(HouseForm):
    """Marks of a whole group: `a-<id>` all, part or none, `u-<id>` units, `e-<id>` the excuse."""

    marks_optional = False

    def __init__(self, data: Mapping[str, Any] | None, *, sheet: Sheet, seen: int) -> None:
        super().__init__(data)
        self.sheet = sheet
        for person in sheet.markable:
            self._add_person(person, sheet.rows.get(person.pk))
        self.fields["single"] = forms.BooleanField(
            label=_("Heute war eine Kursleitung allein da"),
            required=False, initial=sheet.session.held_single,
        )  # fmt: skip
        if sheet.rows:
            self.fields["reason"] = forms.CharField(
                label=_("Warum ändern Sie etwas?"), required=False, max_length=200,
                help_text=_("Steht im Verlauf. Keine Angaben zur Gesundheit."),
            )  # fmt: skip
        self.fields["seen"] = forms.IntegerField(
            required=False, initial=seen, widget=forms.HiddenInput
        )

    @property
    def steps(self) -> list[tuple[str, str]]:
        """What "teils" offers: every quarter, as value and label."""
        return [(f"{one:.2f}", in_words(one)) for one in steps(self.sheet.session.units)]

    def _add_person(self, person: Participant, row: Attendance | None) -> None:
        planned = self.sheet.session.units
        mark, units = mark_of(row, planned)
        self.fields[f"a-{person.pk}"] = forms.ChoiceField(
            choices=[(ALL, ALL), (PART, PART), (NONE, NONE)],
            label=person.shown_name, required=False, initial=mark, widget=Segments,
        )  # fmt: skip
        self.fields[f"u-{person.pk}"] = forms.ChoiceField(
            choices=[("", ""), *self.steps], label=person.shown_name, required=False, initial=units
        )
        self.fields[f"e-{person.pk}"] = forms.ChoiceField(
            choices=excuses_with(row.excused if row else None), label=person.shown_name,
            required=False, initial=(row.excused if row else "") or "",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for person in self.sheet.markable:
            if cleaned.get(f"a-{person.pk}") == PART and not cleaned.get(f"u-{person.pk}"):
                sentence = _("Wählen Sie aus, wie lange %(name)s da war.")
                self.add_error(f"u-{person.pk}", sentence % {"name": person.shown_name})
        return cleaned

    @property
    def entries(self) -> dict[str, Mark]:
        """The marks of a valid form; people without one are left out."""
        marks = {}
        for person in self.sheet.markable:
            mark = self.cleaned_data.get(f"a-{person.pk}")
            excuse = self.cleaned_data.get(f"e-{person.pk}") or None
            if mark == ALL:
                marks[person.pk] = Mark(units=self.sheet.session.units)
            elif mark == PART:
                units = Decimal(self.cleaned_data[f"u-{person.pk}"])
                marks[person.pk] = Mark(units=units, excused=excuse)
            elif mark == NONE:
                marks[person.pk] = Mark(units=Decimal(0), excused=excuse)
        return marks

    @property
    def rows(self) -> Iterator[Row]:
        """The people in the order of lists, with what was typed or saved."""
        expected = {person.pk for person in self.sheet.expected}
        for person in self.sheet.markable:
            excuse = self[f"e-{person.pk}"]
            yield Row(
                person=person,
                is_expected=person.pk in expected,
                mark=str(self[f"a-{person.pk}"].value() or ""),
                units=str(self[f"u-{person.pk}"].value() or ""),
                excuse=str(excuse.value() or ""),
                excuses=self.fields[f"e-{person.pk}"].choices,  # type: ignore[attr-defined]
                errors=[*self.errors.get(f"u-{person.pk}", ())] if self.is_bound else [],
            )

    def renewed(self, news: Collection[Cell], *, seen: int) -> "SheetForm":
        """The same sheet, not sent: what somebody else saved meanwhile (`news`) as it stands, all
        other marks as they were chosen here."""
        copy = SheetForm(None, sheet=self.sheet, seen=seen)
        others = {person for _session, person in news}
        names = {f"{sign}-{person}" for person in others for sign in "aue"} | {"seen"}
        copy.initial.update({name: self[name].value() for name in self.fields if name not in names})
        return copy

    def filled(self) -> "SheetForm":
        """The same sheet, not sent, with everybody expected and unmarked as wholly present."""
        typed = {p.pk: str(self[f"a-{p.pk}"].value() or "") for p in self.sheet.markable}
        marks = fill(typed, expected=[p.pk for p in self.sheet.expected], whole=ALL)
        copy = SheetForm(None, sheet=self.sheet, seen=0)
        for name in self.fields:
            copy.initial[name] = self[name].value()
        copy.initial.update({f"a-{person}": mark for person, mark in marks.items()})
        return copy


def mark_of(row: Attendance | None, planned: Decimal) -> tuple[str, str]:
    """The segment and the units that stand for an entry; nobody is present by default."""
    if row is None:
        return "", ""
    if row.units == planned:
        return ALL, ""
    return (PART, f"{row.units:.2f}") if row.units else (NONE, "")


def excuses_with(present: str | None) -> list[tuple[str, Any]]:
    """The words to choose from, and one that was written before."""
    words = [*EXCUSES, *([present] if present and present not in EXCUSES else [])]
    return [("", _("nichts vermerkt")), *((word, word) for word in words)]


class GridForm(HouseForm):
    """A whole module: one box for units per person and session, `<session>-<participant>`."""

    marks_optional = False

    def __init__(
        self, data: Mapping[str, Any] | None, *, sheets: Sequence[Sheet], seen: int
    ) -> None:
        super().__init__(data)
        self.sheets = [sheet for sheet in sheets if sheet.is_fillable]
        for sheet in self.sheets:
            for person in sheet.markable:
                row = sheet.rows.get(person.pk)
                self.fields[cell(sheet.session, person)] = _cell_field(sheet, person, row)
        if any(sheet.rows for sheet in self.sheets):
            self.fields["reason"] = forms.CharField(
                label=_("Warum ändern Sie etwas?"), required=False, max_length=200,
                help_text=_("Steht im Verlauf. Keine Angaben zur Gesundheit."),
            )  # fmt: skip
        self.fields["seen"] = forms.IntegerField(
            required=False, initial=seen, widget=forms.HiddenInput
        )

    @property
    def entries(self) -> dict[str, dict[str, Mark | None]]:
        """What a valid form says, by session and participant; an emptied box empties its entry."""
        entries: dict[str, dict[str, Mark | None]] = {}
        for sheet in self.sheets:
            marks: dict[str, Mark | None] = {}
            for person in sheet.markable:
                units = self.cleaned_data.get(cell(sheet.session, person))
                row = sheet.rows.get(person.pk)
                if units is not None:
                    is_whole = units == sheet.session.units
                    excuse = row.excused if row and not is_whole else None
                    marks[person.pk] = Mark(units=units, excused=excuse)
                elif row is not None:
                    marks[person.pk] = None
            entries[sheet.session.pk] = marks
        return entries

    def renewed(self, news: Collection[Cell], *, seen: int) -> "GridForm":
        """The same grid, not sent, as `SheetForm.renewed`."""
        copy = GridForm(None, sheets=self.sheets, seen=seen)
        names = {f"{session}-{person}" for session, person in news} | {"seen"}
        copy.initial.update({name: self[name].value() for name in self.fields if name not in names})
        return copy

    def filled(self) -> "GridForm":
        """The same grid, not sent, with empty boxes of expected people as wholly present."""
        copy = GridForm(None, sheets=self.sheets, seen=0)
        for name in self.fields:
            copy.initial[name] = self[name].value()
        for sheet in self.sheets:
            for person in sheet.expected:
                name = cell(sheet.session, person)
                if not str(copy.initial[name] or "").strip():
                    copy.initial[name] = sheet.session.units
        return copy


def cell(session: Session, person: Participant) -> str:
    """The name of one box."""
    return f"{session.pk}-{person.pk}"


def _cell_field(sheet: Sheet, person: Participant, row: Attendance | None) -> QuarterField:
    session = sheet.session
    label = f"{person.shown_name}, {session.label}"
    ours = label.replace("%", "%%")
    too_high = _("Schreiben Sie höchstens %(most)s.") % {"most": in_words(session.units)}
    most = _("höchstens %(most)s") % {"most": in_words(session.units)}
    no_number = _("Schreiben Sie eine Zahl in Vierteln, zum Beispiel 6,5.")
    return QuarterField(
        label=label,
        required=False,
        highest=session.units,
        initial=row.units if row else None,
        widget=forms.TextInput(attrs={"aria-label": f"{label}, {most}"}),
        error_messages={
            "format": f"{ours}: {no_number}",
            "no_quarter": f"{ours}: {no_number}",
            "too_high": f"{ours}: {too_high}",
        },
    )

"""The form of a programme version: what was typed becomes a `Curriculum`, and back."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirwissen.course.programme.forms import curriculum_fields as made
from wirwissen.course.programme.forms.typed_curriculum import typed_curriculum
from wirwissen.course.programme.rules import Curriculum, as_json, read_curriculum
from wirwissen.course.programme.rules.figures import UNITS
from wirwissen.course.record.shapes import InternshipRule
from wirwissen.foundation.core.forms import HouseForm, QuarterField

_LABEL_HINT = gettext_lazy("So heißt diese Fassung im Büro und auf Papieren, zum Beispiel 2027-1.")
_MINUTES_HINT = gettext_lazy("Bei UE meist 45. Lassen Sie es leer, wenn es offen ist.")
_OF = [
    ("programme", gettext_lazy("vom ganzen Programm")),
    ("part", gettext_lazy("von jedem Teil")),
]
_ROUNDING = [
    ("down", gettext_lazy("auf ganze Einheiten abgerundet")),
    ("exact", gettext_lazy("genau")),
]


class VersionForm(HouseForm):
    """A programme version. `curriculum` holds what was typed once the form is valid.

    `source` is the curriculum it is made of: what the form has no field for is kept from it.
    """

    marks_optional = False

    label = forms.CharField(
        label=gettext_lazy("Name der Fassung"), max_length=40, help_text=_LABEL_HINT
    )
    source_url = forms.URLField(
        label=gettext_lazy("Quelle im Netz"), required=False, assume_scheme="https"
    )
    unit = forms.ChoiceField(label=gettext_lazy("Gezählt wird in"), choices=list(UNITS.items()))
    unit_minutes = made.whole(
        gettext_lazy("Minuten einer Einheit"), 1440, hint=_MINUTES_HINT, lowest=1
    )
    group_min = made.whole(gettext_lazy("Kleinste Gruppe"), 200, lowest=1)
    group_max = made.whole(gettext_lazy("Größte Gruppe"), 200, lowest=1)
    absence = made.absence_field()
    absence_percent = QuarterField(
        label=gettext_lazy("Prozent"), required=False, highest=Decimal(100)
    )
    absence_of = forms.ChoiceField(label=gettext_lazy("Wovon?"), choices=_OF, required=False)
    absence_rounding = forms.ChoiceField(
        label=gettext_lazy("Wie gerundet?"), choices=_ROUNDING, required=False
    )
    absence_days = QuarterField(label=gettext_lazy("Tage"), required=False)
    portfolio = forms.BooleanField(label=gettext_lazy("Ein Portfolio gehört dazu"), required=False)
    portfolio_sections = made.lines(
        gettext_lazy("Teile des Portfolios"), gettext_lazy("ein Teil in jeder Zeile")
    )
    pages_min = made.whole(gettext_lazy("Seiten, mindestens"), 9999)
    pages_max = made.whole(gettext_lazy("Seiten, höchstens"), 9999)
    presentation_minutes = made.whole(
        gettext_lazy("Minuten der Präsentation"), 600,
        hint=gettext_lazy("Leer heißt: Es gibt keine."), lowest=1,
    )  # fmt: skip
    payments = forms.BooleanField(
        label=gettext_lazy("Die Beiträge sind bezahlt, bevor es das Zertifikat gibt"),
        required=False,
    )
    suitability_signatures = made.whole(
        gettext_lazy("Unterschriften zur Eignung"), 9, hint=gettext_lazy("Leer heißt: keine.")
    )
    late_months = made.whole(
        gettext_lazy("Monate zum Nachreichen nach dem letzten Kurstag"), 240,
        hint=gettext_lazy("Leer heißt: Es gibt keine Frist."),
    )  # fmt: skip
    by_hand = made.lines(
        gettext_lazy("Von Hand zu prüfen"),
        gettext_lazy("Was zum Abschluss gehört und sich nicht zählen lässt. Eines je Zeile."),
    )
    missing = made.lines(
        gettext_lazy("Was noch nicht feststeht"),
        gettext_lazy("Was die Quelle nicht nennt. Eines je Zeile."),
    )
    in_preparation = made.lines(
        gettext_lazy("Module in Vorbereitung"),
        gettext_lazy("Titel, die angekündigt sind. Eines je Zeile."),
    )
    parts = forms.IntegerField(widget=forms.HiddenInput, required=False)
    internships = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        source: Curriculum | None = None,
        identity: str = "",
    ) -> None:
        values = dict(initial if data is None else data.items())
        super().__init__(data, initial=dict(initial))
        self.source, self.identity = source, source.id if source else identity
        self.curriculum: Curriculum | None = None
        self.part_count = _count(values.get("parts"), made.MOST_PARTS)
        self.internship_count = _count(values.get("internships"), made.MOST_INTERNSHIPS)
        # The hidden counts say what this form has, whatever was sent.
        self.initial["parts"] = self.part_count
        self.initial["internships"] = self.internship_count
        self._add_rows(values)

    def _add_rows(self, values: Mapping[str, Any]) -> None:
        if self.source is not None:
            units = forms.ChoiceField(
                label=gettext_lazy("Gezählt wird in"),
                choices=made.with_own(UNITS, self.source.unit),
            )
            self.fields["unit"] = units
        for key, label in made.TEXTS.items():
            self.fields[f"text_{key}"] = forms.CharField(
                label=label, required=False, max_length=400
            )
        for no in range(self.part_count):
            kind, phase = (self._own(no, name) for name in ("kind", "phase"))
            self.fields |= made.part_fields(no, kind, phase)
        numbers = [
            str(values.get(f"internship{no}_no") or no + 1) for no in range(self.internship_count)
        ]
        phases = [rule.not_before_end_of or "" for rule in self._source_internships()]
        for no, number in enumerate(numbers):
            others = [other for other in numbers if other != number]
            phase = phases[no] if no < len(phases) else ""
            self.fields |= made.internship_fields(no, others, phase)

    def _own(self, no: int, name: str) -> str:
        """A value of the source that is none of the usual ones stays a choice."""
        parts = self.source.parts if self.source else ()
        return str(getattr(parts[no], name)) if no < len(parts) else ""

    def _source_internships(self) -> tuple[InternshipRule, ...]:
        return self.source.rules.internships if self.source else ()

    @property
    def part_rows(self) -> Iterator[dict[str, BoundField]]:
        """The fields of each part by their short names, for the template."""
        return self._rows("part", self.part_count)

    @property
    def internship_rows(self) -> Iterator[dict[str, BoundField]]:
        """The fields of each internship by their short names, for the template."""
        return self._rows("internship", self.internship_count)

    @property
    def text_fields(self) -> list[BoundField]:
        """The fields of the texts."""
        return [self[f"text_{key}"] for key in made.TEXTS]

    def _rows(self, kind: str, count: int) -> Iterator[dict[str, BoundField]]:
        for no in range(count):
            start = f"{kind}{no}_"
            names = [name for name in self.fields if name.startswith(start)]
            yield {name.removeprefix(start): self[name] for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_rows()
        self._check_rules()
        if not self.errors:
            self._make_curriculum()
        return cleaned

    def _check_rows(self) -> None:
        for no in range(self.part_count):
            title, units = (self._cell(f"part{no}_{name}") for name in ("title", "units"))
            if title and not units and f"part{no}_units" not in self.errors:
                words = _("Teil %(no)d: Schreiben Sie, wie viele Einheiten er hat.")
                self.add_error(f"part{no}_units", words % {"no": no + 1})
            if units and not title:
                words = _("Teil %(no)d: Schreiben Sie einen Titel.")
                self.add_error(f"part{no}_title", words % {"no": no + 1})
        rows = [f"internship{no}" for no in range(self.internship_count)]
        there = {str(self._cell(f"{row}_no")) for row in rows if self._cell(f"{row}_hours")}
        for row in rows:
            after = self._cell(f"{row}_after")
            if after and after not in there and self._cell(f"{row}_hours"):
                words = _("Praktikum %(no)s hat hier keine Stunden. Wählen Sie ein anderes.")
                self.add_error(f"{row}_after", words % {"no": after})

    def _check_rules(self) -> None:
        cell = self._cell
        low, high = cell("pages_min") or 0, cell("pages_max")
        smallest, largest = cell("group_min") or 0, cell("group_max")
        checks = (
            (cell("absence") == "percent" and not cell("absence_percent"), "absence_percent",
             _("Schreiben Sie, wie viel Prozent jemand fehlen darf.")),
            (cell("absence") == "days" and not cell("absence_days"), "absence_days",
             _("Schreiben Sie, wie viele Tage jemand fehlen darf.")),
            (cell("portfolio") and high is None, "pages_max",
             _("Schreiben Sie, wie viele Seiten das Portfolio höchstens hat.")),
            (cell("portfolio") and high is not None and low > high, "pages_max",
             _("Schreiben Sie hier mindestens so viele Seiten wie davor.")),
            (largest is not None and smallest > largest, "group_max",
             _("Schreiben Sie hier mindestens so viele wie davor.")),
        )  # fmt: skip
        for is_wrong, name, words in checks:
            if is_wrong and name not in self.errors:
                self.add_error(name, words)

    def _cell(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def _make_curriculum(self) -> None:
        typed = typed_curriculum(
            self.cleaned_data,
            identity=self.identity,
            source=self.source,
            part_count=self.part_count,
            internship_count=self.internship_count,
        )
        if typed.rules.name_nothing:
            words = _("Tragen Sie ein, was zum Abschluss gehört, zum Beispiel ein Praktikum.")
            self.add_error(None, words)
            return
        try:
            self.curriculum = read_curriculum(as_json(typed))
        except ValueError as error:
            self.add_error(None, str(error))


def with_one_more(post: Mapping[str, str], rows: str) -> dict[str, Any]:
    """What was typed as initial values, with one empty row more of `parts` or `internships`."""
    values: dict[str, Any] = dict(post.items())
    most = made.MOST_PARTS if rows == "parts" else made.MOST_INTERNSHIPS
    count = _count(values.get(rows), most)
    values[rows] = min(count + 1, most)
    if rows == "parts":
        values |= {f"part{count}_order": count + 1, f"part{count}_counts": "on"}
    else:
        taken = [_count(values.get(f"internship{no}_no"), 99) for no in range(count)]
        values[f"internship{count}_no"] = max([0, *taken]) + 1
    return values


def _count(value: Any, most: int) -> int:
    """A number of rows out of a hidden field, kept within its limits."""
    text = str(value or 0)
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 4 else 0

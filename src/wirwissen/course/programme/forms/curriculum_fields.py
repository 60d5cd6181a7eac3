"""The fields of a programme version, its repeated rows included, and a version as initial values.

Everything is one form, so that one summary names every error. Rows are fields with a number:
`part3_title`. A row that stays empty falls away; "Zeile dazu" shows the form with one row more.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.course.programme.models import ProgrammeVersion
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.programme.rules.figures import KINDS, PHASES
from wirwissen.course.record.shapes import DaysRule, PercentRule
from wirwissen.foundation.core.forms import Option, QuarterField, RadioCards

MOST_PARTS, MOST_INTERNSHIPS = 60, 6

# Texts that have a field of their own, by the key in the curriculum.
TEXTS = {
    "certificate": _("Name des Abschlusses"),
    "association": _("Dachverband, der das Zertifikat vergibt"),
    "duration": _("Dauer in Worten"),
    "presentation": _("Zur Präsentation"),
    "make_up": _("Zum Nachholen"),
    "confirmation": _("Zusatz auf der Teilnahmebescheinigung"),
}


def lines(label: Any, hint: Any = "") -> forms.CharField:
    """A field with one entry a line."""
    return forms.CharField(
        label=label, required=False, help_text=hint, widget=forms.Textarea({"rows": 4})
    )


def whole(label: Any, highest: int, *, hint: Any = "", lowest: int = 0) -> forms.IntegerField:
    """A small whole number that may be left out."""
    box = forms.TextInput({"class": "in--s", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=lowest, max_value=highest, help_text=hint,
        widget=box,
    )  # fmt: skip


ABSENCE = [
    ("percent", Option(_("in Prozent"), _("zum Beispiel 10 Prozent von 264 UE, also 26 UE"))),
    ("days", Option(_("in Tagen"), _("zum Beispiel 9 Tage"))),
    ("none", Option(_("keine Grenze"), _("wenn das Programm keine nennt"))),
]


def absence_field() -> forms.ChoiceField:
    """How absence is limited."""
    return forms.ChoiceField(
        label=_("Grenze für Fehlzeiten"), choices=ABSENCE, widget=RadioCards, initial="none"
    )


def with_own(choices: Mapping[str, Any], own: str) -> list[tuple[str, Any]]:
    """The usual choices, and the value that is there already if it is none of them."""
    listed = list(choices.items())
    return listed if not own or own in choices else [*listed, (own, own)]


def part_fields(no: int, kind: str, phase: str) -> dict[str, forms.Field]:
    """The fields of one row of the timetable; `kind` and `phase` as they are now."""
    start = f"part{no}_"
    order = forms.TextInput({"class": "in--s", "inputmode": "numeric"})
    return {
        f"{start}id": forms.CharField(required=False, max_length=40, widget=forms.HiddenInput),
        f"{start}order": forms.IntegerField(
            label=_("Platz in der Liste"), required=False, widget=order, min_value=0, max_value=999
        ),
        f"{start}title": forms.CharField(label=_("Titel"), required=False, max_length=200),
        f"{start}units": QuarterField(label=_("Umfang"), required=False),
        f"{start}kind": forms.ChoiceField(label=_("Art"), choices=with_own(KINDS, kind)),
        f"{start}phase": forms.ChoiceField(
            label=_("Abschnitt"),
            required=False,
            choices=[("", _("ohne")), *with_own(PHASES, phase)],
        ),
        f"{start}counts": forms.BooleanField(label=_("zählt für die Fehlzeiten"), required=False),
    }


def internship_fields(no: int, numbers: Iterable[str], phase: str) -> dict[str, forms.Field]:
    """The fields of one internship; `numbers`: those it may come after."""
    start = f"internship{no}_"
    after = [("", _("egal")), *((number, number) for number in numbers)]
    phases = [("", _("egal")), *with_own(PHASES, phase)]
    return {
        f"{start}no": forms.IntegerField(
            required=False, min_value=1, max_value=99, widget=forms.HiddenInput
        ),
        f"{start}hours": QuarterField(label=_("Stunden, mindestens"), required=False),
        f"{start}report": forms.BooleanField(label=_("mit Bericht"), required=False),
        f"{start}confirmation": forms.BooleanField(
            label=_("mit Bescheinigung der Praktikumsstelle"), required=False
        ),
        f"{start}after": forms.ChoiceField(
            label=_("Nach Praktikum"), required=False, choices=after
        ),
        f"{start}not_before_end_of": forms.ChoiceField(
            label=_("Nicht vor dem Ende von"), required=False, choices=phases
        ),
        f"{start}note": forms.CharField(
            label=_("Wann es passt, in Worten"), required=False, max_length=200
        ),
    }


def initial_of(curriculum: Curriculum, version: ProgrammeVersion | None = None) -> dict[str, Any]:
    """A curriculum (and the row it stands in) as initial values of the form."""
    rules = curriculum.rules
    portfolio = rules.portfolio
    values: dict[str, Any] = {
        "label": version.label if version else "",
        "source_url": version.source_url if version else "",
        "unit": curriculum.unit,
        "unit_minutes": curriculum.unit_minutes,
        "group_min": curriculum.group_min,
        "group_max": curriculum.group_max,
        "portfolio": portfolio is not None,
        "portfolio_sections": "\n".join(portfolio.sections) if portfolio else "",
        "pages_min": portfolio.pages_min if portfolio else None,
        "pages_max": portfolio.pages_max if portfolio else None,
        "presentation_minutes": rules.presentation.minutes if rules.presentation else None,
        "payments": rules.payments,
        "suitability_signatures": rules.suitability_signatures or None,
        "late_months": rules.late_months,
        "by_hand": "\n".join(curriculum.by_hand),
        "missing": "\n".join(curriculum.missing),
        "in_preparation": "\n".join(curriculum.in_preparation),
        **{f"text_{key}": curriculum.texts.get(key, "") for key in TEXTS},
        **_absence_initial(curriculum),
    }
    return values | _part_initial(curriculum) | _internship_initial(curriculum)


def _absence_initial(curriculum: Curriculum) -> dict[str, Any]:
    rule = curriculum.rules.absence
    if isinstance(rule, DaysRule):
        return {"absence": "days", "absence_days": rule.days}
    if isinstance(rule, PercentRule):
        return {
            "absence": "percent", "absence_percent": rule.percent, "absence_of": rule.of.value,
            "absence_rounding": rule.rounding.value,
        }  # fmt: skip
    return {"absence": "none"}


def _part_initial(curriculum: Curriculum) -> dict[str, Any]:
    values: dict[str, Any] = {"parts": len(curriculum.parts)}
    for no, part in enumerate(curriculum.parts):
        row = {
            "id": part.id, "order": no + 1, "title": part.title, "units": part.units,
            "kind": part.kind, "phase": part.phase, "counts": part.counts,
        }  # fmt: skip
        values |= {f"part{no}_{name}": value for name, value in row.items()}
    return values


def _internship_initial(curriculum: Curriculum) -> dict[str, Any]:
    values: dict[str, Any] = {"internships": len(curriculum.rules.internships)}
    for no, rule in enumerate(curriculum.rules.internships):
        row = {
            "no": rule.no, "hours": rule.hours, "report": rule.report,
            "confirmation": rule.confirmation, "after": str(rule.after or ""),
            "not_before_end_of": rule.not_before_end_of or "",
            "note": curriculum.texts.get(f"internship_{rule.no}", ""),
        }  # fmt: skip
        values |= {f"internship{no}_{name}": value for name, value in row.items()}
    return values

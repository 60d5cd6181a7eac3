"""What a programme adds up to: its lists and sums as the pages show them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wirwissen.course.programme.rules.curriculum import Curriculum, CurriculumPart
from wirwissen.course.record.absence import allowed_units
from wirwissen.course.record.german import unit_words
from wirwissen.course.record.shapes import Base, DaysRule, InternshipRule, PercentRule, Rounding

PHASES = {"base": "Grundteil", "advanced": "Aufbauteil"}
KINDS = {
    "module": "Modul",
    "reflection": "Reflexionstage",
    "learning_group": "Lerngruppe",
    "supervision": "Supervision",
    "theme_day": "Thementage",
    "self_study": "Selbststudium",
}
UNITS = {"UE": "Unterrichtseinheiten (UE)", "Tag": "Tage", "Stunde": "Stunden"}


@dataclass(frozen=True, kw_only=True)
class AbsenceFigures:
    """The absence rule in figures. `of_part`: `base` and `allowed` are those of the first part.

    `exact`: the limit is not rounded, so 10 % of 264 is 26.4.
    """

    percent: Decimal | None = None
    allowed: Decimal
    base: Decimal
    of_part: bool = False
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class InternshipFigures:
    """One internship with the note on its timing."""

    rule: InternshipRule
    note: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A curriculum counted. `each`: the units of every counted part if all are equal."""

    counted: tuple[CurriculumPart, ...]
    others: tuple[CurriculumPart, ...]
    total: Decimal
    each: Decimal | None
    modules: int
    has_only_modules: bool
    unit: str
    unit_one: str
    unit_long: str
    absence: AbsenceFigures | None
    internships: tuple[InternshipFigures, ...]
    internship_hours: Decimal
    has_phases: bool


def figures_of(curriculum: Curriculum) -> Figures:
    """Everything a page shows of a curriculum that has to be counted first."""
    counted = curriculum.counted_parts
    sizes = {part.units for part in counted}
    one, many = unit_words(curriculum.unit)
    rules = curriculum.rules
    return Figures(
        counted=counted,
        others=tuple(part for part in curriculum.parts if not part.counts),
        total=curriculum.total_units,
        each=sizes.pop() if len(sizes) == 1 else None,
        modules=len(counted),
        has_only_modules=all(part.kind == "module" for part in counted),
        unit=many,
        unit_one=one,
        unit_long="Unterrichtseinheiten" if curriculum.unit == "UE" else many,
        absence=absence_figures(curriculum),
        internships=tuple(
            InternshipFigures(rule=rule, note=curriculum.texts.get(f"internship_{rule.no}", ""))
            for rule in rules.internships
        ),
        internship_hours=sum((rule.hours for rule in rules.internships), Decimal(0)),
        has_phases=any(part.phase for part in counted),
    )


def absence_figures(curriculum: Curriculum) -> AbsenceFigures | None:
    """The limit for absence: 26 of 264, or 9 days; `None` when the rules name none."""
    rule = curriculum.rules.absence
    if rule is None:
        return None
    if isinstance(rule, DaysRule):
        return AbsenceFigures(allowed=rule.days, base=curriculum.total_units)
    return _percent_figures(rule, curriculum)


def _percent_figures(rule: PercentRule, curriculum: Curriculum) -> AbsenceFigures:
    of_part = rule.of is Base.PART and bool(curriculum.counted_parts)
    base = curriculum.counted_parts[0].units if of_part else curriculum.total_units
    return AbsenceFigures(
        percent=rule.percent,
        allowed=allowed_units(rule, base),
        base=base,
        of_part=of_part,
        exact=rule.rounding is Rounding.EXACT,
    )

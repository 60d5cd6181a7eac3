"""From the cleaned fields of a version's form to a `Curriculum`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wirwissen.course.programme.forms.curriculum_fields import TEXTS
from wirwissen.course.programme.rules import Curriculum, CurriculumPart
from wirwissen.course.record.shapes import (
    AbsenceRule,
    Base,
    DaysRule,
    InternshipRule,
    PercentRule,
    PortfolioRule,
    PresentationRule,
    Rounding,
    Rules,
)

Cleaned = Mapping[str, Any]


def typed_curriculum(
    cells: Cleaned,
    *,
    identity: str,
    source: Curriculum | None,
    part_count: int,
    internship_count: int,
) -> Curriculum:
    """What was typed. Empty rows fall away; texts of `source` without a field are kept."""
    numbered = _internships(cells, internship_count)
    return Curriculum(
        id=identity,
        unit=cells["unit"],
        unit_minutes=cells["unit_minutes"],
        parts=_parts(cells, part_count),
        rules=_rules(cells, tuple(rule for rule, _note in numbered)),
        group_min=cells["group_min"],
        group_max=cells["group_max"],
        texts=_texts(cells, source, numbered),
        by_hand=_lines(cells["by_hand"]),
        missing=_lines(cells["missing"]),
        in_preparation=_lines(cells["in_preparation"]),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _parts(cells: Cleaned, count: int) -> tuple[CurriculumPart, ...]:
    rows = [
        {name: cells[f"part{no}_{name}"] for name in _PART_CELLS}
        for no in range(count)
        if cells[f"part{no}_title"]
    ]
    # Rows without a place stay behind the others, in the order they stand in.
    rows.sort(key=lambda row: row["order"] if row["order"] is not None else 1000)
    taken = {row["id"] for row in rows}
    parts = []
    for row in rows:
        identity = row["id"] or _free_id(row["kind"], taken)
        taken.add(identity)
        parts.append(
            CurriculumPart(
                id=identity, kind=row["kind"], title=row["title"], units=row["units"],
                phase=row["phase"], counts=row["counts"],
            )
        )  # fmt: skip
    return tuple(parts)


_PART_CELLS = ("id", "order", "title", "units", "kind", "phase", "counts")


def _free_id(kind: str, taken: set[str]) -> str:
    """A short id for a new part: m13 for a module, supervision1 for another kind."""
    start, number = ("m" if kind == "module" else kind), 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def _internships(cells: Cleaned, count: int) -> list[tuple[InternshipRule, str]]:
    found = []
    taken: set[int] = set()
    for row in range(count):
        cell = {name: cells[f"internship{row}_{name}"] for name in _INTERNSHIP_CELLS}
        if cell["hours"] is None:
            continue
        number = cell["no"] if cell["no"] and cell["no"] not in taken else max([0, *taken]) + 1
        taken.add(number)
        rule = InternshipRule(
            no=number,
            hours=Decimal(cell["hours"]),
            report=cell["report"],
            confirmation=cell["confirmation"],
            after=int(cell["after"]) if cell["after"] else None,
            not_before_end_of=cell["not_before_end_of"] or None,
        )
        found.append((rule, cell["note"]))
    return found


_INTERNSHIP_CELLS = (
    "no",
    "hours",
    "report",
    "confirmation",
    "after",
    "not_before_end_of",
    "note",
)


def _rules(cells: Cleaned, internships: tuple[InternshipRule, ...]) -> Rules:
    minutes = cells["presentation_minutes"]
    portfolio = None
    if cells["portfolio"]:
        portfolio = PortfolioRule(
            sections=_lines(cells["portfolio_sections"]),
            pages_min=cells["pages_min"] or 0,
            pages_max=cells["pages_max"],
        )
    return Rules(
        absence=_absence(cells),
        internships=internships,
        portfolio=portfolio,
        presentation=PresentationRule(minutes=minutes) if minutes else None,
        payments=cells["payments"],
        suitability_signatures=cells["suitability_signatures"] or 0,
        late_months=cells["late_months"],
    )


def _absence(cells: Cleaned) -> AbsenceRule | None:
    if cells["absence"] == "days":
        return DaysRule(days=cells["absence_days"])
    if cells["absence"] == "percent":
        return PercentRule(
            percent=cells["absence_percent"],
            of=Base(cells["absence_of"] or Base.PROGRAMME),
            rounding=Rounding(cells["absence_rounding"] or Rounding.DOWN),
        )
    return None


def _texts(
    cells: Cleaned, source: Curriculum | None, internships: list[tuple[InternshipRule, str]]
) -> dict[str, str]:
    before = dict(source.texts) if source else {}
    known = {*TEXTS, *(f"internship_{no}" for no in range(100))}
    texts = {key: text for key, text in before.items() if key not in known}
    for key in TEXTS:
        if cells[f"text_{key}"] or key in before:
            texts[key] = cells[f"text_{key}"]
    texts |= {f"internship_{rule.no}": note for rule, note in internships if note}
    return texts

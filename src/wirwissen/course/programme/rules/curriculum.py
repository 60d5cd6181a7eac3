"""A programme as data: reading and checking the JSON of a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from wirwissen.course.record.entries import Entry
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.json_text import load
from wirwissen.course.record.rules_reading import rules_from
from wirwissen.course.record.shapes import LearningRecord, Part, Programme, Rules
from wirwissen.course.record.validation import validate
from wirwissen.course.record.writing import rules_document


@dataclass(frozen=True, kw_only=True)
class CurriculumPart:
    """One part of a programme; `units` in the curriculum's unit.

    `counts`: whether it counts for the absence rule and the sum (self-study does not).
    """

    id: str
    kind: str
    title: str
    units: Decimal
    phase: str = ""
    counts: bool = True


@dataclass(frozen=True, kw_only=True)
class Curriculum:
    """What a programme version holds.

    `by_hand`: what the record format cannot say ("3 of 4 reflection days"), checked by people;
    `missing`: what the source does not print, named as such and never copied from another set;
    `in_preparation`: titles of parts that are announced and not yet part of the timetable.
    """

    id: str
    unit: str
    unit_minutes: int | None
    parts: tuple[CurriculumPart, ...]
    rules: Rules
    group_min: int | None = None
    group_max: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    by_hand: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    in_preparation: tuple[str, ...] = ()

    @property
    def counted_parts(self) -> tuple[CurriculumPart, ...]:
        """The parts of the timetable that count."""
        return tuple(part for part in self.parts if part.counts)

    @property
    def total_units(self) -> Decimal:
        """The sum of all counted parts, in the curriculum's unit."""
        return sum((part.units for part in self.counted_parts), Decimal(0))

    def part(self, part_id: str) -> CurriculumPart:
        """One part. Raises `KeyError` if there is none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def record_programme(self, version_label: str) -> Programme:
        """The `programme` block of a learning record."""
        return Programme(
            id=self.id,
            version=version_label,
            unit=self.unit,
            rules=self.rules,
            parts=tuple(
                Part(id=part.id, kind=part.kind, title=part.title, units=part.units,
                     phase=part.phase)
                for part in self.counted_parts
            ),
        )  # fmt: skip


def read_curriculum(data: Mapping[str, Any]) -> Curriculum:
    """Read and check a version's JSON. Raises `ValueError`: a German sentence with the place."""
    try:
        # Through text, so that a stored 7.5 becomes a decimal and never a float.
        top = Entry(load(json.dumps(data).encode()), "")
        group = Entry(top.fields.get("group") or {}, "group")
        texts = Entry(top.fields.get("texts") or {}, "texts")
        curriculum = Curriculum(
            id=top.text("id"),
            unit=top.text("unit"),
            unit_minutes=top.optional_whole("unit_minutes"),
            parts=tuple(_part(part) for part in top.entries("parts")),
            rules=rules_from(top.entry("rules")),
            group_min=_optional(group, "min"),
            group_max=_optional(group, "max"),
            texts={key: texts.text(key) for key in texts.fields},
            by_hand=top.texts("by_hand"),
            missing=top.texts("missing"),
            in_preparation=top.texts("in_preparation") if "in_preparation" in top.fields else (),
        )
    except BadRecord as bad:
        raise ValueError(f"{bad.place}: {bad.reason}") from None
    _check(curriculum)
    return curriculum


def _part(entry: Entry) -> CurriculumPart:
    counts = entry.fields.get("counts", True)
    return CurriculumPart(
        id=entry.text("id"),
        kind=entry.text("kind"),
        title=entry.text("title"),
        units=entry.number("units"),
        phase=entry.text("phase") if "phase" in entry.fields else "",
        counts=counts is not False,
    )


def _optional(entry: Entry, key: str) -> int | None:
    return entry.optional_whole(key) if key in entry.fields else None


def _check(curriculum: Curriculum) -> None:
    ids = [part.id for part in curriculum.parts]
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    if doubled:
        raise ValueError(f"parts: „{doubled[0]}“ steht zweimal da. Jeder Teil braucht sein Kürzel.")
    for place, part in enumerate(curriculum.parts):
        if part.units <= 0 or part.units % Decimal("0.25"):
            raise ValueError(f"parts[{place}].units: über 0 und in Vierteln, zum Beispiel 22.")
    low, high = curriculum.group_min, curriculum.group_max
    if low is not None and high is not None and low > high:
        raise ValueError("group: Die kleinste Gruppe ist größer als die größte.")
    # What the learning record would refuse later is refused here, before a cohort counts on it.
    empty_record = LearningRecord(
        programme=curriculum.record_programme("1"), as_of=date(2000, 1, 1)
    )
    try:
        validate(empty_record)
    except BadRecord as bad:
        raise ValueError(f"{bad.place.removeprefix('programme.')}: {bad.reason}") from None


def as_json(curriculum: Curriculum) -> dict[str, Any]:
    """What a version stores; `read_curriculum` is the way back. Quarters are exact as floats."""
    plain: dict[str, Any] = _plain(
        {
            "id": curriculum.id,
            "unit": curriculum.unit,
            "unit_minutes": curriculum.unit_minutes,
            "parts": [_part_document(part) for part in curriculum.parts],
            "rules": rules_document(curriculum.rules),
            "group": {"min": curriculum.group_min, "max": curriculum.group_max},
            "texts": dict(curriculum.texts),
            "by_hand": curriculum.by_hand,
            "missing": curriculum.missing,
            "in_preparation": curriculum.in_preparation,
        }
    )
    return plain


def _part_document(part: CurriculumPart) -> dict[str, Any]:
    return {
        "id": part.id, "kind": part.kind, "title": part.title, "units": part.units,
        "phase": part.phase, "counts": part.counts,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """Values that the database's JSON knows: no tuples, no decimals."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value

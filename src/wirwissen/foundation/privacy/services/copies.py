"""What is stored about a person, in words: for their own page and for the file they take along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BinaryField, Field, ForeignKey, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.privacy.queries import (
    entries_with_subject,
    envelope_fields,
    rows_about,
)
from wirwissen.foundation.sealed.models import Envelope

# Technical fields say nothing to anybody: keys, hashes, marks.
_TECHNICAL_ENDS = ("_hash", "_key", "_mark", "hash", "password", "message_id", "session_mark")


@dataclass(frozen=True)
class Line:
    """One fact: its German label, and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class Row:
    """One stored row: its facts, and until when it is kept."""

    lines: tuple[Line, ...]
    until: str


@dataclass(frozen=True)
class Shelf:
    """All rows of one kind about one person."""

    label: str
    purpose: str
    rows: tuple[Row, ...]


def shelf_of(user: User, model: type[Model], entry: PersonalData) -> Shelf:
    """One kind of row in words. One query, plus those that opening what is sealed needs."""
    rows = rows_about(user, model, entry).select_related(*_joins(model, entry))
    if entry.shown is not None:
        rows = rows.filter(entry.shown)
    return Shelf(
        label=str(entry.label or model._meta.verbose_name_plural),
        purpose=str(entry.purpose),
        rows=tuple(_in_words(row, entry) for row in rows),
    )


def export_person(user: User) -> dict[str, Any]:
    """Everything stored about a person, with German labels, ready for JSON.

    `{"stand": day, "bereiche": [{"bereich", "zweck", "eintraege": [{"angaben", "bis"}]}]}`.
    """
    shelves = [shelf_of(user, model, entry) for model, entry in entries_with_subject().items()]
    return {
        "stand": timezone.localdate().isoformat(),
        "bereiche": [
            {
                "bereich": shelf.label,
                "zweck": shelf.purpose,
                "eintraege": [
                    {"angaben": _as_pairs(row.lines), "bis": row.until} for row in shelf.rows
                ],
            }
            for shelf in shelves
            if shelf.rows
        ],
    }


def until_in_words(row: Model, entry: PersonalData) -> str:
    """Until when a row is kept."""
    if entry.keep is None:
        return as_long_as(entry)
    value: Any = row
    for name in entry.keep_from.split("__"):
        value = getattr(value, name, None)
    if not isinstance(value, date):
        return _("die Frist hat noch nicht begonnen")
    begun = timezone.localtime(value) if isinstance(value, datetime) else value
    return _("bis %(day)s") % {"day": date_format(begun + entry.keep, "j. F Y")}


def as_long_as(entry: PersonalData) -> str:
    """The term of what has no date of its own."""
    if "__" in entry.subject or entry.on_erase is not OnErase.DELETE:
        return _("solange das besteht, wozu es gehört")
    return _("solange es das Konto gibt")


def _in_words(row: Model, entry: PersonalData) -> Row:
    lines = (_line(row, field, entry) for field in _told(type(row)))
    return Row(
        lines=tuple(line for line in lines if line is not None), until=until_in_words(row, entry)
    )


def _line(row: Model, field: Field[Any, Any], entry: PersonalData) -> Line | None:
    label = str(entry.labels.get(field.name, _label(field)))
    if not label:
        return None
    if field.name in entry.sealed:
        opened = entry.reveal(row, field.name) if entry.reveal else ""
        return Line(label, opened) if opened else None
    text = _text(row, field)
    return Line(label, text) if text else None


def _label(field: Field[Any, Any]) -> str:
    is_given = field._verbose_name is not None  # type: ignore[attr-defined]
    if isinstance(field, ForeignKey) and not is_given:
        return str(field.related_model._meta.verbose_name)
    return str(field.verbose_name)


def _text(row: Model, field: Field[Any, Any]) -> str:
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j. F Y, H:i") + " " + _("Uhr")
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    if isinstance(value, Model) and value.pk in str(value):
        return ""  # it calls itself by its id: that says nothing
    return str(value)


def _told(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """The fields that say something: no ids, no hashes, no other people."""
    for field in model._meta.local_fields:
        technical = field.primary_key or field.name.endswith(_TECHNICAL_ENDS)
        other = isinstance(field, ForeignKey) and field.related_model in (User, Envelope)
        binary = isinstance(field, BinaryField) and not field.name.endswith("_sealed")
        if not (technical or other or binary):
            yield field


def _joins(model: type[Model], entry: PersonalData) -> list[str]:
    """What to fetch along: named things, the way to the date, envelopes here and one step up."""
    steps = [
        field
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is not User
    ]
    joins = [field.name for field in steps]
    if entry.sealed:
        joins += [
            f"{field.name}__{inner.name}"
            for field in steps
            for inner in envelope_fields(field.related_model)
        ]
    way = entry.keep_from.rpartition("__")[0]
    return [*joins, way] if way else joins


def _as_pairs(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [{"name": line.label, "wert": line.value} for line in lines]

"""Typed reading of JSON objects, with the exact place in every error."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from wirwissen.course.record import german
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.json_text import WHOLE_INPUT, Doubled
from wirwissen.course.record.validation import LARGEST

Choice = TypeVar("Choice", bound=StrEnum)

_MISSING = object()
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SIMPLE_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Entry:
    """One JSON object and its place. Every method raises `BadRecord` naming the field.

    The common case comes first and spells out no place: a record has hundreds of fields, and 1,000
    records are read and checked in a second.
    """

    __slots__ = ("fields", "place")

    def __init__(self, value: object, place: str) -> None:
        self.place = place
        if type(value) is dict:
            self.fields: dict[str, object] = value
        elif isinstance(value, Doubled):
            raise BadRecord(self.at(value.key), "steht zweimal im selben Objekt")
        else:
            reason = f"{_kind(value)}; erwartet ist ein Objekt {{…}}"
            raise BadRecord(place or WHOLE_INPUT, reason)

    def at(self, key: str) -> str:
        """The place of one field."""
        name = key if _SIMPLE_KEY.fullmatch(key) else german.quoted_id(key)
        return f"{self.place}.{name}" if self.place else name

    def value(self, key: str) -> object:
        """The field as it stands; missing is an error, null is not."""
        try:
            return self.fields[key]
        except KeyError:
            raise BadRecord(self.at(key), "fehlt; jedes Feld des Formats ist nötig") from None

    def only(self, known: Collection[str]) -> None:
        """Refuse fields that nobody knows; used inside `rules` alone."""
        for key in self.fields:
            if key not in known:
                raise BadRecord(self.at(key), f"unbekannt; möglich sind {', '.join(known)}")

    def is_empty(self, key: str) -> bool:
        """Whether a rule names nothing: missing, null, false, 0 or []."""
        value = self.fields.get(key)
        return value is None or value is False or value == [] or self.is_zero(key)

    def is_zero(self, key: str) -> bool:
        """Whether a field is the number 0; false is none."""
        value = self.fields.get(key)
        return isinstance(value, Decimal) and value == 0

    def text(self, key: str) -> str:
        """A text of whole characters."""
        value = self.fields.get(key)
        if type(value) is str and value.isascii():
            return value
        return _text(self.value(key), self.at(key))

    def optional_text(self, key: str) -> str | None:
        """A text or null."""
        value = self.fields.get(key, _MISSING)
        return None if value is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        place = self.at(key)
        return tuple(_text(item, f"{place}[{index}]") for index, item in enumerate(self._list(key)))

    def flag(self, key: str) -> bool:
        """True or false; a number is neither."""
        value = self.fields.get(key)
        if value is True or value is False:
            return value
        reason = f"{_kind(self.value(key))}; erwartet ist true oder false"
        raise BadRecord(self.at(key), reason)

    def number(self, key: str) -> Decimal:
        """A JSON number; whether it fits is decided later."""
        value = self.fields.get(key)
        if isinstance(value, Decimal):
            return value
        raise BadRecord(self.at(key), f"{_kind(self.value(key))}; erwartet ist eine Zahl")

    def whole(self, key: str) -> int:
        """A whole number: 34, and 34.0 too."""
        value = self.number(key)
        if not -LARGEST <= value <= LARGEST:
            raise BadRecord(self.at(key), "zu groß für eine ganze Zahl")
        if value != value.to_integral_value():
            raise BadRecord(self.at(key), "mit Bruchteil; erwartet ist eine ganze Zahl")
        return int(value)

    def optional_whole(self, key: str) -> int | None:
        """A whole number or null."""
        return None if self.value(key) is None else self.whole(key)

    def day(self, key: str) -> date:
        """A day that exists, written YYYY-MM-DD."""
        value = self.fields.get(key)
        if isinstance(value, str):
            try:
                return _date(value)
            except ValueError:
                if _DAY.fullmatch(value):
                    reason = f"den Tag {value} gibt es nicht"
                    raise BadRecord(self.at(key), reason) from None
        reason = f"{_kind(self.value(key))}; erwartet ist ein Tag wie 2026-01-16"
        raise BadRecord(self.at(key), reason)

    def optional_day(self, key: str) -> date | None:
        """A day or null."""
        value = self.fields.get(key, _MISSING)
        return None if value is None else self.day(key)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of a few words."""
        value = self.value(key)
        for choice in choices:
            if value == choice.value:
                return choice
        raise BadRecord(self.at(key), f"erwartet ist {' oder '.join(choices)}")

    def entry(self, key: str) -> Entry:
        """An inner object."""
        return Entry(self.value(key), self.at(key))

    def optional_entry(self, key: str) -> Entry | None:
        """An inner object or null."""
        return None if self.value(key) is None else self.entry(key)

    def entries(self, key: str) -> list[Entry]:
        """A list of objects."""
        place = self.at(key)
        return [Entry(item, f"{place}[{index}]") for index, item in enumerate(self._list(key))]

    def _list(self, key: str) -> list[object]:
        value = self.value(key)
        if not isinstance(value, list):
            raise BadRecord(self.at(key), f"{_kind(value)}; erwartet ist eine Liste […]")
        return value


@lru_cache(maxsize=4096)
def _date(text: str) -> date:
    """A date; remembered, because the days of a course come again in every record."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise BadRecord(place, f"{_kind(value)}; erwartet ist ein Text")
    if not value.isascii() and _SURROGATE.search(value):
        raise BadRecord(place, "ein halbes Zeichen; erwartet ist ein Text")
    return value


def _kind(value: object) -> str:
    """What stands there instead, in one word; the value itself may be private."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, name in ((Decimal, "eine Zahl"), (str, "ein Text"), (list, "eine Liste")):
        if isinstance(value, kind):
            return name
    return "ein Objekt"

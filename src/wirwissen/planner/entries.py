"""Typed reading of JSON objects, with the exact place in every error."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from wirwissen.planner.errors import BadInput

WHOLE_INPUT = "Eingabe"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_SIMPLE_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class GroupRow(NamedTuple):
    """A group as it stands in the file; a tuple, since a million dicts take thrice the room."""

    weight: object
    avail: object


class Doubled(dict[str, object]):
    """A JSON object with a key that stands in it twice; an error as soon as somebody reads it."""

    key = ""


def _object(pairs: list[tuple[str, object]]) -> object:
    if len(pairs) == 2 and pairs[0][0] == "weight" and pairs[1][0] == "avail":
        return GroupRow(pairs[0][1], pairs[1][1])
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    doubled = Doubled(fields)
    seen: set[str] = set()
    doubled.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return doubled


def _no_number(text: str) -> object:
    raise BadInput(WHOLE_INPUT, f"{text} ist keine Zahl in JSON")


def load(source: bytes) -> object:
    """Read JSON text in UTF-8. Raises `BadInput` for everything that is none."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = f"kein UTF-8 ab Byte {error.start}; erwartet ist JSON in UTF-8"
        raise BadInput(WHOLE_INPUT, reason) from None
    if text.startswith("\ufeff"):
        raise BadInput(WHOLE_INPUT, "beginnt mit einer Byte-Marke (BOM); erwartet ist UTF-8 ohne")
    if not text.strip(" \t\r\n"):
        raise BadInput(WHOLE_INPUT, "leer; erwartet ist ein JSON-Objekt")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise BadInput(place, "hier endet das lesbare JSON") from None
    except RecursionError:
        raise BadInput(WHOLE_INPUT, "zu tief verschachtelt") from None
    except ValueError:  # Python refuses whole numbers of more than 4,300 digits
        raise BadInput(WHOLE_INPUT, "enthält eine Zahl mit zu vielen Stellen") from None


class Entry:
    """One JSON object and its place. Every method raises `BadInput` naming the field."""

    __slots__ = ("fields", "place")

    def __init__(self, value: object, place: str) -> None:
        self.place = place
        if isinstance(value, GroupRow):
            value = value._asdict()
        if isinstance(value, Doubled):
            raise BadInput(self.at(value.key), "steht zweimal im selben Objekt")
        if not isinstance(value, dict):
            raise BadInput(place or WHOLE_INPUT, f"{kind(value)}; erwartet ist ein Objekt {{…}}")
        self.fields: dict[str, object] = value

    def at(self, key: str) -> str:
        """The place of one field."""
        name = key if _SIMPLE_KEY.fullmatch(key) else json.dumps(key[:40])
        return f"{self.place}.{name}" if self.place else name

    def has(self, key: str) -> bool:
        """Whether the field is there, null included."""
        return key in self.fields

    def value(self, key: str) -> object:
        """The field as it stands; missing is an error, null is not."""
        if key not in self.fields:
            raise BadInput(self.at(key), "fehlt")
        return self.fields[key]

    def only(self, known: Collection[str]) -> None:
        """Refuse unknown fields: a misspelt rule would otherwise quietly not hold."""
        for key in self.fields:
            if key not in known:
                raise BadInput(self.at(key), f"unbekannt; möglich sind {', '.join(known)}")

    def entry(self, key: str) -> Entry:
        """An object inside this one."""
        return Entry(self.value(key), self.at(key))

    def items(self, key: str) -> list[object]:
        """A list."""
        value = self.value(key)
        if not isinstance(value, list):
            raise BadInput(self.at(key), f"{kind(value)}; erwartet ist eine Liste […]")
        return value

    def text(self, key: str) -> str:
        """A text of whole characters, not empty."""
        return text(self.value(key), self.at(key))

    def whole(self, key: str, *, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included; 2.0 and true are none."""
        return whole(self.value(key), self.at(key), least=least, most=most)


def whole(value: object, place: str, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    if type(value) is int and least <= value <= most:
        return value
    shown = str(value) if type(value) is int and abs(value) < 10**18 else kind(value)
    raise BadInput(place, f"{shown}; erwartet ist eine ganze Zahl von {least} bis {most}")


def text(value: object, place: str) -> str:
    """A text of whole characters, not empty."""
    if not isinstance(value, str):
        raise BadInput(place, f"{kind(value)}; erwartet ist ein Text")
    if not value.strip():
        raise BadInput(place, "leerer Text; erwartet ist ein Name")
    if _SURROGATE.search(value):
        raise BadInput(place, "enthält ein halbes Zeichen; erwartet ist ganzes Unicode")
    return value


def day(value: object, place: str) -> date:
    """A calendar day that exists, written YYYY-MM-DD."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadInput(place, f"{_shown(value)}; erwartet ist ein Tag wie 2026-01-13")


def minute(value: object, place: str) -> datetime:
    """A local time of day without zone, to the minute, written YYYY-MM-DDTHH:MM."""
    if isinstance(value, str) and _MINUTE.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise BadInput(place, f"{_shown(value)}; erwartet ist eine Ortszeit wie 2026-01-13T19:30")


def kind(value: object) -> str:
    """What a JSON value is, in German."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, GroupRow)):
        return "ein Objekt"
    names = {str: "ein Text", list: "eine Liste", int: "eine zu große Zahl", float: "eine Zahl"}
    return names.get(type(value), "etwas anderes")


def _shown(value: object) -> str:
    """A short text as it stands, in ASCII so that no terminal trips over it; else its kind."""
    if isinstance(value, str) and len(value) <= 40:
        return json.dumps(value)
    return kind(value)

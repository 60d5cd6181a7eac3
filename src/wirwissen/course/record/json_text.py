"""JSON in and out with decimals all the way; the standard encoder would need floats."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.german import plain

WHOLE_INPUT = "Eingabe"


class Doubled(dict[str, object]):
    """A JSON object with a key that stands in it twice; harmless as long as nobody reads it."""

    key = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    doubled = Doubled(fields)
    keys = [key for key, _ in pairs]
    doubled.key = next(key for key in keys if keys.count(key) > 1)
    return doubled


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what decimals can hold
        return Decimal("-Infinity" if text.startswith("-") else "Infinity")


def _no_number(text: str) -> object:
    raise BadRecord(WHOLE_INPUT, f"{text} ist keine Zahl in JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_number,
    parse_int=Decimal,
    parse_constant=_no_number,
)


def load(source: bytes) -> object:
    """Read JSON text in UTF-8; every number becomes a `Decimal`.

    Raises `BadRecord` for empty input, for other encodings (a byte order mark included), for what
    is no JSON, and for nesting deeper than the parser carries.
    """
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRecord(
            WHOLE_INPUT, f"kein UTF-8 ab Byte {error.start}; erwartet ist JSON in UTF-8"
        ) from None
    if text.startswith("\ufeff"):
        raise BadRecord(WHOLE_INPUT, "beginnt mit einer Byte-Marke (BOM); erwartet ist UTF-8 ohne")
    if not text.strip(" \t\r\n"):
        raise BadRecord(WHOLE_INPUT, "leer; erwartet ist ein JSON-Objekt")
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise BadRecord(place, "hier endet das lesbare JSON") from None
    except RecursionError:
        raise BadRecord(WHOLE_INPUT, "zu tief verschachtelt") from None
    return value


def dump(value: object, indent: str = "") -> str:
    """Write JSON with two spaces of indent; objects without inner objects stay on one line.

    Takes mappings, lists, tuples, texts, booleans, whole numbers, decimals and `None`; raises
    `TypeError` for anything else, floats included.
    """
    if isinstance(value, Mapping):
        items = [f"{_text(str(key))}: {dump(item, indent + '  ')}" for key, item in value.items()]
        return _enclose("{", items, "}", indent)
    if isinstance(value, (list, tuple)):
        return _enclose("[", [dump(item, indent + "  ") for item in value], "]", indent)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, Decimal)):
        return plain(value)
    raise TypeError(f"{type(value).__name__} has no place in a learning record")


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=_LONE_SURROGATE.search(value) is not None)


def _enclose(left: str, items: list[str], right: str, indent: str) -> str:
    line = f"{left}{', '.join(items)}{right}"
    # Rows of a table stay on one line each, so that two files can be compared line by line.
    if "\n" not in line and len(line) + len(indent) <= 160:
        return line
    inner = f",\n{indent}  ".join(items)
    return f"{left}\n{indent}  {inner}\n{indent}{right}"

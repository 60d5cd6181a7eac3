"""The crisis numbers: read from the file beside this module, never typed into a page."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("crisis_numbers.json")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as shown and as dialled (German free numbers with the country's code)."""

    shown: str
    dial: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line one can call."""

    name: str
    place: str
    hours: str
    cost: str
    numbers: tuple[Number, ...]
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class Crisis:
    """All lines and the day somebody last checked them."""

    checked_on: date
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that stands on every page."""
        return next(line for line in self.lines if line.is_first)

    @property
    def more(self) -> tuple[Line, ...]:
        """The next two, for the folded part at the end of each page."""
        return tuple(line for line in self.lines if not line.is_first)[:2]


def dial(shown: str) -> str:
    """The number for a `tel:` link: 0800 … becomes +49800 …, short numbers stay."""
    digits = shown.replace(" ", "")
    return f"+49{digits[1:]}" if digits.startswith("0") else digits


@cache
def crisis() -> Crisis:
    """The numbers of the file. Read once a process."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return Crisis(
        checked_on=date.fromisoformat(found["checked_on"]),
        lines=tuple(_line(entry) for entry in found["numbers"]),
    )


def _line(entry: dict[str, object]) -> Line:
    numbers = entry["numbers"]
    assert isinstance(numbers, list)
    return Line(
        name=str(entry["name"]),
        place=str(entry["place"]),
        hours=str(entry.get("hours", "")),
        cost=str(entry.get("cost", "")),
        numbers=tuple(Number(shown=text, dial=dial(text)) for text in numbers),
        is_first=bool(entry.get("first", False)),
    )

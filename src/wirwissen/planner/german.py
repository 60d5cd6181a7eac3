"""Days, times and rules in German words."""

from __future__ import annotations

import re
from datetime import date, datetime

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
NUMBERS = {2: "zwei", 3: "drei", 4: "vier"}
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def day(on: date) -> str:
    """A date without its weekday: 13. Januar 2026."""
    return f"{on.day}. {MONTHS[on.month - 1]} {on.year}"


def clock(at: datetime) -> str:
    """A time of day: 19:30 Uhr, 20 Uhr."""
    return f"{at.hour}:{at.minute:02d} Uhr" if at.minute else f"{at.hour} Uhr"


def period(name: str) -> str:
    """A period as people call it: 2026-01 becomes Januar 2026, other names stay."""
    if _MONTH.fullmatch(name):
        return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}"
    return name


def listed(words: list[str]) -> str:
    """Words in one sentence: a, b und c."""
    return " und ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

"""Dates as incomplete as they are: 2026, 2026-01, 2026-01-16, with a time, or "Mitte 2026"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time

from wirwissen.foundation.core.typed import (
    MONTHS,
    WEEKDAYS,
    Misread,
    day_from_text,
    in_words,
)

UNKNOWN = "noch offen"

_STORED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
_MONTH_YEAR = re.compile(r"(?:([A-Za-zÄäö]{3,9})\.?|([0-9]{1,2})\s*[./-])\s*([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
# A weekday in front of a full date, wherever it stands in a text.
_WEEKDAY_AND_DATE = re.compile(
    r"\b(Mo|Di|Mi|Do|Fr|Sa|So|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend"
    r"|Sonntag)\b[.,]?\s*(?:den\s+)?"
    r"([0-9]{1,2}\.\s*(?:[0-9]{1,2}\.|[A-Za-zÄä]{3,9}\.?)\s*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A year, a month or a day, the day perhaps with a time of day."""

    year: int
    month: int | None = None
    day: int | None = None
    at: time | None = None

    @property
    def full_day(self) -> date | None:
        """The day, if the whole date is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day that may be meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that may be meant."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def stored(self) -> str:
        """How it is kept: 2026, 2026-01, 2026-01-16, 2026-01-16T14:30."""
        text = f"{self.year:04}"
        text += f"-{self.month:02}" if self.month else ""
        text += f"-{self.day:02}" if self.day else ""
        return text + (f"T{self.at:%H:%M}" if self.at else "")

    @property
    def words(self) -> str:
        """2026; Januar 2026; Freitag, 16. Januar 2026; …, 14:30 Uhr."""
        if self.month is None:
            return str(self.year)
        if (day := self.full_day) is None:
            return f"{MONTHS[self.month - 1]} {self.year}"
        clock = f", {self.at:%H:%M} Uhr" if self.at else ""
        return f"{WEEKDAYS[day.weekday()][:2]}, {in_words(day)}{clock}"


def read_stored(text: str) -> PartialDate | None:
    """A kept date as value; `None` for free text such as "Mitte 2026" and for nothing at all.

    Raises nothing: what is kept has been read before; a date that does not exist is free text.
    """
    found = _STORED.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        value = PartialDate(
            year=year or 0,
            month=month,
            day=day,
            at=None if hour is None else time(hour, minute or 0),
        )
        assert value.earliest <= value.latest
    except ValueError:
        return None
    # Month 00 and day 00 would read as "not known"; they are no dates.
    return None if month == 0 or day == 0 else value


def read_typed(text: str) -> str:
    """What somebody typed as begin or end of a course, as it is kept.

    A day, a month or a year is kept as 2026-01-16, 2026-01, 2026; anything else as it stands
    ("Mitte 2026"). Raises `ValueError`, a German sentence, if a weekday contradicts its date, or
    the date does not exist, or its year is short.
    """
    text = " ".join(text.split())
    check_weekdays(text)
    if (value := read_stored(text)) is not None:
        return value.stored
    try:
        return day_from_text(text).isoformat()
    except Misread as misread:
        _refuse_near_misses(misread, text)
    month = _month_and_year(text)
    return month.stored if month is not None else text


def check_weekdays(text: str) -> None:
    """Refuse a text in which a weekday contradicts its date.

    Raises `ValueError`: "Der 4. Februar 2020 ist ein Dienstag." Dates without a weekday, and
    what is no date, pass.
    """
    for found in _WEEKDAY_AND_DATE.finditer(text):
        try:
            day_from_text(f"{found[1]} {found[2]}")
        except Misread as misread:
            if misread.why == "other_weekday":
                raise ValueError(weekday_sentence(*misread.parts[:2])) from None
            if misread.why == "no_such_day":
                raise ValueError(_no_such_day(misread)) from None


def weekday_sentence(day: str, weekday: str) -> str:
    """The one sentence for a weekday that contradicts its date."""
    return f"Der {day} ist ein {weekday}."


def ends_before_it_starts(starts: str, ends: str) -> bool:
    """Whether an end lies before its start for sure; unknown and free texts never do."""
    first, last = read_stored(starts), read_stored(ends)
    if first is None or last is None:
        return False
    if first.at and last.at and first.full_day == last.full_day:
        return last.at < first.at
    return last.latest < first.earliest


def in_german(text: str) -> str:
    """A kept date in words; free text as it stands; "noch offen" for nothing."""
    value = read_stored(text)
    return value.words if value is not None else text or UNKNOWN


def span_in_german(starts: str, ends: str) -> str:
    """From start to end in words, the day once if both times lie in it."""
    first, last = read_stored(starts), read_stored(ends)
    if not ends or (last is not None and last == first):
        return in_german(starts)
    if first is None or last is None:
        return f"{in_german(starts)} bis {in_german(ends)}"
    if first.at and last.at and first.full_day == last.full_day:
        whole_day = PartialDate(year=first.year, month=first.month, day=first.day)
        return f"{whole_day.words}, {first.at:%H:%M} bis {last.at:%H:%M} Uhr"
    return f"{first.words} bis {last.words}"


def is_past(starts: str, ends: str, *, today: date) -> bool:
    """Whether even the last day that may be meant is over; free text never is."""
    value = read_stored(ends) or read_stored(starts)
    return value is not None and value.latest < today


def _refuse_near_misses(misread: Misread, text: str) -> None:
    """Sentences for what is surely meant as a date; all else is free text."""
    if misread.why in {"day_format", "month_format"} and not re.search("[A-Za-z]", text):
        raise ValueError(f"Den Tag {text} gibt es nicht. Prüfen Sie Tag und Monat.") from None
    if misread.why == "no_such_day":
        raise ValueError(_no_such_day(misread)) from None
    if misread.why == "year_short":
        raise ValueError("Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2027.") from None


def _no_such_day(misread: Misread) -> str:
    month, year = misread.parts
    return f"So viele Tage hat der {month} {year} nicht. Prüfen Sie den Tag."


def _month_and_year(text: str) -> PartialDate | None:
    if found := _YEAR_MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _MONTH_YEAR.fullmatch(text):
        year, month = int(found[3]), _month(found[1] or found[2])
    else:
        return None
    return PartialDate(year=year, month=month) if 1 <= month <= 12 and year else None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    for number, name in enumerate(MONTHS, start=1):
        if name.lower().startswith(word.lower()):
            return number
    return 1 if word.lower() in {"jänner", "jän"} else 0

"""What people type for days, times, quarters and money, read as values. Pure: no Django, no clock.

Each function raises `Misread`; its `why` names the sentence the form shows, `parts` fills it in.
"""

import re
from datetime import date, time
from decimal import Decimal

WEEKDAYS = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
FIRST_YEAR, LAST_YEAR = 1900, 2199

_OTHER_MONTHS = {"mrz": 3, "maerz": 3, "jänner": 1, "jän": 1}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_GERMAN = re.compile(r"([0-9]{1,2})\s*[. ]\s*([0-9]{1,2}|[^\W\d_]{3,9})\s*[. ]\s*([0-9]{1,4})")
_WEEKDAY_FIRST = re.compile(r"([A-Za-z]{2,10})\s*[.,]?\s+(?=[0-9])")
_QUARTERS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,6}))?")
_EUROS = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:[.,]([0-9]{1,2}))?")
_CLOCK = re.compile(r"([0-9]{1,2})(?:\s*[:.]\s*([0-9]{2}))?(?:\s*Uhr)?(?:\s*([0-9]{2}))?", re.I)


class Misread(Exception):
    """What was typed is no such value. `why` is a key, `parts` what its sentence needs."""

    def __init__(self, why: str, parts: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.parts = why, parts


def in_words(day: date) -> str:
    """4. Februar 2020."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def day_from_parts(day: str, month: str, year: str) -> date:
    """A date from three typed parts, the month as number or German name; years in four digits.

    Raises `Misread`: "day_missing", "month_missing", "year_missing", "year_short", "year_range",
    "day_format", "month_format", "no_such_day" (parts: the month in words, its year).
    """
    for text, name in ((day, "day"), (month, "month"), (year, "year")):
        if not text.strip():
            raise Misread(f"{name}_missing")
    day_number = _number(day.strip().rstrip("."), 1, 31, "day_format")
    month_number = _month(month.strip().rstrip("."))
    if len(year.strip()) < 4 and _is_digits(year.strip()):
        raise Misread("year_short")
    year_number = _number(year.strip(), FIRST_YEAR, LAST_YEAR, "year_range")
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        raise Misread("no_such_day", (MONTHS[month_number - 1], str(year_number))) from None


def day_from_text(text: str) -> date:
    """A date from one line: 3.5.2027, 03.05.2027, 3. Mai 2027, 2027-05-03, "Fr, 3.5.2024".

    A weekday in front is read and must fit. Raises `Misread` as `day_from_parts` does, and
    "format", or "other_weekday" (parts: the day in words, its weekday, the typed weekday).
    """
    weekday, rest = _split_weekday(" ".join(text.split()))
    if found := _ISO.fullmatch(rest):
        year, month, day = found.groups()
    elif found := _GERMAN.fullmatch(rest):
        day, month, year = found.groups()
    else:
        raise Misread("format")
    value = day_from_parts(day, month, year)
    if weekday is not None and weekday != value.weekday():
        raise Misread(
            "other_weekday", (in_words(value), WEEKDAYS[value.weekday()], WEEKDAYS[weekday])
        )
    return value


def quarters_from_text(text: str) -> Decimal:
    """Units or hours in quarters, with comma or point: 6, 6,5, 6.25.

    Raises `Misread`: "format", or "no_quarter" (parts: what was typed, the nearest quarter).
    """
    found = _QUARTERS.fullmatch(text.strip())
    if not found:
        raise Misread("format")
    value = Decimal(f"{found[1]}.{found[2] or '0'}")
    nearest = (value * 4).to_integral_value() / 4
    if value != nearest:
        raise Misread("no_quarter", (text.strip().replace(".", ","), with_comma(nearest)))
    return value


def with_comma(value: Decimal) -> str:
    """A number as people write it here: 6, 6,5, 0,25."""
    return f"{value.normalize():f}".replace(".", ",")


def cents_from_text(text: str) -> int:
    """Money in cents: 2450, 2.450, 2.450,00, 12,5, 12.50, with or without the sign.

    A point before exactly three digits parts thousands, as in German. Raises `Misread("format")`.
    """
    found = _EUROS.fullmatch(re.sub(r"\s|€|Euro|EUR", "", text, flags=re.I))
    if not found:
        raise Misread("format")
    whole, rest = found[1].replace(".", ""), (found[2] or "0").ljust(2, "0")
    return int(whole) * 100 + int(rest)


def time_from_text(text: str) -> time:
    """A time of day: 18:30, 18.30, 9, 9 Uhr, 9 Uhr 30. Raises `Misread("format")`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or (found[2] and found[3]):
        raise Misread("format")
    hour, minute = int(found[1]), int(found[2] or found[3] or "0")
    if hour > 23 or minute > 59:
        raise Misread("format")
    return time(hour, minute)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _number(text: str, lowest: int, highest: int, why: str) -> int:
    if not _is_digits(text) or len(text) > 4 or not lowest <= int(text) <= highest:
        raise Misread(why)
    return int(text)


def _month(text: str) -> int:
    if _is_digits(text):
        return _number(text, 1, 12, "month_format")
    word = text.lower()
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    if word in _OTHER_MONTHS:
        return _OTHER_MONTHS[word]
    raise Misread("month_format")


def _split_weekday(text: str) -> tuple[int | None, str]:
    """The weekday in front (0 is Monday) and the rest; a word that is none stays in the rest."""
    found = _WEEKDAY_FIRST.match(text)
    if not found:
        return None, text
    word = found[1].lower()
    for number, name in enumerate(WEEKDAYS):
        if name.lower().startswith(word) or (word == "sonnabend" and name == "Samstag"):
            return number, text[found.end() :]
    return None, text

"""Numbers, dates and units as German text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

Amount = Decimal | Fraction
HUNDREDTH = Decimal("0.01")

_UNITS = {
    "tag": ("Tag", "Tage"),
    "tage": ("Tag", "Tage"),
    "day": ("Tag", "Tage"),
    "days": ("Tag", "Tage"),
    "stunde": ("Stunde", "Stunden"),
    "stunden": ("Stunde", "Stunden"),
    "hour": ("Stunde", "Stunden"),
    "hours": ("Stunde", "Stunden"),
    "h": ("Stunde", "Stunden"),
}


def as_decimal(amount: Amount | int) -> Decimal:
    """Make an amount a decimal: thirds are rounded to two places, half up; decimals stay exact.

    Raises nothing; amounts are never negative here.
    """
    if isinstance(amount, Fraction):
        hundredths = (200 * amount.numerator + amount.denominator) // (2 * amount.denominator)
        return Decimal(hundredths) * HUNDREDTH
    return Decimal(amount)


def plain(amount: Amount | int) -> str:
    """Write an amount without trailing zeros and without an exponent: 7, 7.25, 26.4."""
    value = as_decimal(amount)
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


def number(amount: Amount | int) -> str:
    """Write an amount with a decimal comma: 79,75."""
    return plain(amount).replace(".", ",")


def unit_words(unit: str) -> tuple[str, str]:
    """Singular and plural of a programme's unit; a word we do not know serves as both."""
    return _UNITS.get(unit.strip().lower(), (unit, unit))


def counted(amount: Amount | int, words: tuple[str, str]) -> str:
    """Write an amount with its unit: 1 Tag, 0,5 Tage, 27 UE."""
    return f"{number(amount)} {words[0] if amount == 1 else words[1]}"


def out_of(amount: Amount | int, words: tuple[str, str]) -> str:
    """Write a total after "von", which asks for the dative: von 264 UE, von 39 Tagen."""
    return counted(amount, words).replace("Tage", "Tagen")


def verb(amount: Amount | int, *, one: str, many: str) -> str:
    """The verb that goes with an amount: 1 UE *ist*, 0,25 UE *sind*."""
    return one if amount == 1 else many


def day(value: date) -> str:
    """Write a day as 13.12.2028."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def money(amount: Decimal) -> str:
    """Write euros: 2.450, or 2.449,99 when there are cents."""
    cents = int(amount * 100)
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02}" if cents % 100 else whole


def listing(names: Sequence[str]) -> str:
    """Write names in quotation marks: „A“, „B“ und „C“."""
    quoted = [f"„{name}“" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} und {quoted[-1]}"


def quoted_id(value: str) -> str:
    """Quote an id for an error line: one line, no control characters, cut after 40."""
    shown = value if len(value) <= 40 else f"{value[:40]}…"
    return f"„{repr(shown)[1:-1]}“"

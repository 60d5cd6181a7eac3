"""Amounts with the unit of a programme, and periods, as the pages of cohorts print them."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wirwissen.course.record import german

register = template.Library()


@register.filter
def counted(value: Decimal | Fraction | int | None, unit: str) -> str:
    """An amount with its unit: 6,5 UE, 1 Tag, 3 Tage; nothing for `None`."""
    if value is None:
        return ""
    return german.counted(value, german.unit_words(unit)).replace(" ", "\u00a0")


@register.filter
def counted_of(value: Decimal | Fraction | int | None, unit: str) -> str:
    """The same after "von", where German says "9 Tagen"."""
    words = counted(value, unit)
    return f"{words}n" if words.endswith("Tage") else words


@register.filter
def number(value: Decimal | Fraction | int | None) -> str:
    """An amount without its unit: 6,5; thirds of a day with two places."""
    return "" if value is None else german.number(value)


@register.filter
def plural(unit: str) -> str:
    """The unit where many are meant: UE, Tage, Stunden."""
    return german.unit_words(unit)[1]


@register.filter
def long_day(value: datetime | None) -> str:
    """Samstag, 21. August 2027."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value), "l, j. F Y").replace(". ", ".\u00a0", 1)


@register.filter
def hours(starts_at: datetime, ends_at: datetime) -> str:
    """9 bis 13 Uhr, 14 bis 19:30 Uhr."""
    first, last = (_clock(one) for one in (starts_at, ends_at))
    return _("%(first)s bis %(last)s Uhr") % {"first": first, "last": last}


@register.filter
def span(first: datetime | None, last: datetime | None) -> str:
    """20. bis 22. August 2027, 30. Juli bis 1. August 2027, 20. August 2027."""
    if first is None or last is None:
        return ""
    start, end = timezone.localtime(first).date(), timezone.localtime(last).date()
    whole = date_format(end, "j. F Y")
    if start == end:
        return whole
    pattern = "j." if (start.year, start.month) == (end.year, end.month) else "j. F"
    if start.year != end.year:
        pattern = "j. F Y"
    return _("%(first)s bis %(last)s") % {"first": date_format(start, pattern), "last": whole}


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return date_format(local, "G" if local.minute == 0 else "G:i")

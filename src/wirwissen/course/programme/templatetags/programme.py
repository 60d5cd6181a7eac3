"""Filters for dates as incomplete as they are, and for the host of a source."""

from urllib.parse import urlsplit

from django import template

from wirwissen.course.programme.rules import facts, figures, partial_dates

register = template.Library()


@register.filter
def partial(text: str) -> str:
    """Januar 2026; Fr, 16. Januar 2026; Mitte 2026; noch offen."""
    return partial_dates.in_german(text).replace(". ", ".\u00a0", 1)


@register.filter
def until(starts: str, ends: str) -> str:
    """From `starts` to `ends` in words; one of them alone if the other is not known."""
    return partial_dates.span_in_german(starts, ends)


@register.filter
def host(url: str) -> str:
    """The host of an address, as the name of a source."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def phase(key: str) -> str:
    """Grundteil, Aufbauteil; other words as they stand."""
    return figures.PHASES.get(key, key)


@register.filter
def part_kind(key: str) -> str:
    """Modul, Reflexionstage, …; other words as they stand."""
    return figures.KINDS.get(key, key)


@register.filter
def date_kind(key: str) -> str:
    """Info-Termin, Kurs, …; other words as they stand."""
    return facts.KINDS.get(key, key)


@register.filter
def country(code: str) -> str:
    """Deutschland, Österreich, Schweiz; other codes as they stand."""
    return facts.COUNTRIES.get(code, code)

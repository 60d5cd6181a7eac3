"""Counts of an event as sentences (`{% load event_words %}`)."""

from django import template

from wirwissen.course.events import words
from wirwissen.course.events.models import Event

register = template.Library()


@register.filter
def taken_words(event: Event, taken: int) -> str:
    """12 von 20 Plätzen sind vergeben."""
    return words.taken_in_words(seats=event.seats, taken=taken)


@register.filter
def waiting_words(waiting: int) -> str:
    """2 Menschen warten auf einen Platz."""
    return words.waiting_in_words(waiting)


@register.filter
def there_words(attended: int) -> str:
    """12 Menschen sind da."""
    return words.there_in_words(attended)

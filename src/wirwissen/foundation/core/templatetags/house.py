"""Tags and filters that every template may use (`{% load house %}` is built in)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wirwissen.foundation.core.form_keys import KEY_FIELD, OWNER_FIELD, new_key, owner_mark

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: Context) -> SafeString:
    """The hidden idempotency key of a form (and whom it was made for): once in each form."""
    request = context["request"]
    key = new_key()
    user = getattr(request, "user", None)
    user_id = str(user.pk) if user is not None and user.is_authenticated else None
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
        KEY_FIELD,
        key,
        OWNER_FIELD,
        owner_mark(user_id, key),
    )


@register.filter
def units(value: Decimal | int | float | None) -> str:
    """Units or hours as people write them: 22, 6,5, 0,25."""
    if value is None:
        return ""
    number = Decimal(str(value))
    text = f"{number.normalize():f}" if number != number.to_integral() else f"{int(number)}"
    return text.replace(".", ",")


@register.filter
def plain(value: Decimal | int) -> str:
    """A figure for machines (SVG, ARIA): 6.5, never 6,5."""
    return units(value).replace(",", ".")


@register.filter
def quarters(value: int | None) -> str:
    """Quarters of an hour as hours: 158 is 39,5."""
    return units(Decimal(value) / 4) if value is not None else ""


@register.filter
def euros(cents: int | None) -> str:
    """Money in cents as people write it: 2.450 €, 12,50 €."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    text = f"{whole:,}".replace(",", ".")
    return f"{sign}{text},{rest:02d} €" if rest else f"{sign}{text} €"


@register.filter
def day(value: date | datetime | None) -> str:
    """Sa, 28. August 2027."""
    return _dated(value, "D, j. F Y")


@register.filter
def day_and_time(value: datetime | None) -> str:
    """Sa, 28. August 2027, 10:00 Uhr."""
    return _dated(value, "D, j. F Y, H:i") + " Uhr" if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """10:00."""
    return _dated(value, "H:i")


def _dated(value: Any, pattern: str) -> str:
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, pattern).replace(". ", ".\u00a0", 1)

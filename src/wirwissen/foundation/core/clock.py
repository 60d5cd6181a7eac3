"""The one clock. Demo and flows move it through the database; production settings cannot."""

import time
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_REREAD_AFTER = 0.5  # seconds between looks at the database, where the clock can move at all
_shift = timedelta()
_read_at = 0.0


def now() -> datetime:
    """The time now, aware. All code of the product asks here."""
    if settings.CLOCK_MOVES:
        return timezone.now() + _current_shift()
    return timezone.now()


def today() -> date:
    """The date now in the house's time zone."""
    return timezone.localdate(now())


def move(shift: timedelta) -> None:
    """Move the clock of a demo or a flow. Raises `RuntimeError` in a real house."""
    from wirwissen.foundation.core.models import ClockShift

    global _read_at
    if not settings.CLOCK_MOVES:
        raise RuntimeError("The clock of a real house does not move.")
    ClockShift.objects.update_or_create(pk=1, defaults={"seconds": int(shift.total_seconds())})
    _read_at = 0.0


def _current_shift() -> timedelta:
    from wirwissen.foundation.core.models import ClockShift

    global _shift, _read_at
    if time.monotonic() - _read_at > _REREAD_AFTER:
        row = ClockShift.objects.filter(pk=1).first()
        _shift = timedelta(seconds=row.seconds) if row else timedelta()
        _read_at = time.monotonic()
    return _shift

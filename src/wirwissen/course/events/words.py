"""Times and counts as whole German phrases, for screens and mails."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def when_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Samstag, 28. August 2027, 10 bis 12 Uhr (both aware; shown in the house's time zone)."""
    return f"{day_in_words(starts_at)}, {hours_in_words(starts_at, ends_at)}"


def day_in_words(starts_at: datetime) -> str:
    """Samstag, 28. August 2027."""
    return date_format(timezone.localtime(starts_at), "l, j. F Y")


def hours_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """10 bis 12 Uhr. Over midnight: 22 Uhr bis Sonntag, 29. August 2027, 1 Uhr."""
    begin, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if begin.date() == end.date():
        return _("%(begin)s bis %(end)s Uhr") % {"begin": _clock(begin), "end": _clock(end)}
    return _("%(begin)s Uhr bis %(last_day)s, %(end)s Uhr") % {
        "begin": _clock(begin),
        "last_day": day_in_words(ends_at),
        "end": _clock(end),
    }


def _clock(value: datetime) -> str:
    return f"{value.hour}" if value.minute == 0 else f"{value.hour}:{value.minute:02d}"


def places_in_words(*, free: int | None, waiting: int) -> str:
    """9 Plätze frei. Or: Ausgebucht: Warteliste mit 2 Personen. `free` is `None` without limit."""
    if free is None:
        return _("Plätze frei.")
    if free and not waiting:
        return ngettext("Ein Platz frei.", "%(free)d Plätze frei.", free) % {"free": free}
    if not waiting:
        return _("Ausgebucht: Auf der Warteliste steht noch niemand.")
    return ngettext(
        "Ausgebucht: Warteliste mit einer Person.",
        "Ausgebucht: Warteliste mit %(waiting)d Personen.",
        waiting,
    ) % {"waiting": waiting}


def taken_in_words(*, seats: int | None, taken: int) -> str:
    """12 von 20 Plätzen sind vergeben. Without limit: 12 Menschen haben einen Platz."""
    if seats is None and not taken:
        return _("Noch hat niemand einen Platz.")
    if seats is None:
        return ngettext(
            "Ein Mensch hat einen Platz.", "%(taken)d Menschen haben einen Platz.", taken
        ) % {"taken": taken}
    if not taken:
        return ngettext("Der eine Platz ist frei.", "Alle %(seats)d Plätze sind frei.", seats) % {
            "seats": seats
        }
    if taken >= seats:
        return ngettext(
            "Der eine Platz ist vergeben.", "Alle %(seats)d Plätze sind vergeben.", seats
        ) % {"seats": seats}
    return ngettext(
        "Ein Platz von %(seats)d ist vergeben.",
        "%(taken)d von %(seats)d Plätzen sind vergeben.",
        taken,
    ) % {"taken": taken, "seats": seats}


def there_in_words(attended: int) -> str:
    """12 Menschen sind da."""
    if not attended:
        return _("Noch ist niemand als anwesend eingetragen.")
    return ngettext("Ein Mensch ist da.", "%(there)d Menschen sind da.", attended) % {
        "there": attended
    }


def waiting_in_words(waiting: int) -> str:
    """2 Menschen warten auf einen Platz."""
    if not waiting:
        return _("Niemand wartet auf einen Platz.")
    return ngettext(
        "Ein Mensch wartet auf einen Platz.", "%(count)d Menschen warten auf einen Platz.", waiting
    ) % {"count": waiting}

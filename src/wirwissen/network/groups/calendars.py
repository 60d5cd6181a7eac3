"""Public dates as iCalendar and Atom. Nothing in them says what the dates are about.

The summary is neutral, the event private, without link, attendees or alarm: a calendar is shared
with a team, and a notetaker bot reads it (product/network-house.md, edge cases).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from wirwissen.foundation.core.templatetags.house import clock_time, day

ZONE = "Europe/Berlin"
USUAL_LENGTH = timedelta(hours=2)
# Id, beginning, end where it is known; aware times.
Date = tuple[str, datetime, datetime | None]


def calendar_of(dates: Iterable[Date], *, now: datetime) -> bytes:
    """The dates as an iCalendar file that says "Termin" and the time, nothing else.

    The time zone is written out with its two yearly rules: the library's own table made two
    independent readers take July an hour wrong (product/stack.md).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Kalender//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_zone())
    for pk, starts_at, ends_at in dates:
        event = Event()
        event.add("uid", pk)  # random, without any domain
        event.add("dtstamp", now)
        event.add("summary", _("Termin"))
        event.add("class", "PRIVATE")
        for name, at in (("dtstart", starts_at), ("dtend", ends_at or starts_at + USUAL_LENGTH)):
            local = timezone.localtime(at).replace(tzinfo=None)
            event.add(name, local, parameters={"TZID": ZONE})
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _zone() -> Timezone:
    zone = Timezone()
    zone.add("tzid", ZONE)
    # Both changes of 1996, when today's rule began, in the local time that ended with them.
    for part, name, begins, before, after in (
        (TimezoneStandard(), "CET", "1996-10-27T03:00", 2, 1),
        (TimezoneDaylight(), "CEST", "1996-03-31T02:00", 1, 2),
    ):
        start = datetime.fromisoformat(begins)
        part.add("dtstart", start)
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur(freq="YEARLY", bymonth=start.month, byday="-1SU"))
        zone.add_component(part)
    return zone


def atom_of(dates: Iterable[Date], *, page: str, own: str, now: datetime) -> str:
    """The dates as an Atom feed; the link leads to the public page, the title says "Termine"."""
    entries = "".join(_entry(pk, starts_at, page, now) for pk, starts_at, _ends_at in dates)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(_('Termine'))}</title><id>{escape(own)}</id>"
        f"<updated>{now.isoformat()}</updated><author><name>{escape(_('Termine'))}</name></author>"
        f'<link rel="self" href={quoteattr(own)}/>{entries}</feed>'
    )


def _entry(pk: str, starts_at: datetime, page: str, now: datetime) -> str:
    title = f"{day(starts_at)}, {clock_time(starts_at)} " + _("Uhr")
    return (
        f"<entry><title>{escape(title)}</title><id>urn:x-termin:{escape(pk)}</id>"
        f"<updated>{now.isoformat()}</updated><link href={quoteattr(page)}/></entry>"
    )

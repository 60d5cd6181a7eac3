"""The office makes, changes and cancels events."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.events import queries, rules
from wirwissen.course.events.models import IS_OVER, Event
from wirwissen.course.events.services.post import write_plain, write_with_link
from wirwissen.course.events.services.settling import drop_needs, lock, settle
from wirwissen.course.programme.models import Offer, Programme
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.errors import Refused

# What somebody who has a place must be told about when it changes.
_WORTH_A_MAIL = ("starts_at", "ends_at", "online", "place", "address")


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What the office types about an event. `seats` is `None` for no limit; times are aware."""

    title: str
    programme: Programme
    offer: Offer | None
    starts_at: datetime
    ends_at: datetime
    online: bool
    place: str
    address: str
    access_note: str
    seats: int | None
    registration_open: bool
    hold_hours: int
    offer_hours: int
    host_id: str | None


def create_event(organisation: Organisation, facts: EventFacts) -> Event:
    """A new event of that organisation."""
    return Event.objects.create(organisation=organisation, **_fields(facts))


@transaction.atomic
def edit_event(event_id: str, facts: EventFacts, *, now: datetime) -> Event:
    """Change an event; people with a place hear of a new time or place by mail.

    More seats are offered to the waiting list at once. Raises `Refused` when `seats` would be fewer
    than the places taken.
    """
    event = lock(event_id)
    settle(event, now)
    taken = queries.counts(event, now).taken
    if not rules.may_lower_seats(seats=facts.seats, taken=taken):
        raise Refused(
            _("Schon vergeben: %(taken)d Plätze. Weniger geht nur, wenn jemand absagt.")
            % {"taken": taken}
        )
    before = {name: getattr(event, name) for name in _WORTH_A_MAIL}
    for name, value in _fields(facts).items():
        setattr(event, name, value)
    event.save()
    event.registrations.filter(held_until__gt=event.starts_at).update(held_until=event.starts_at)
    is_news = any(getattr(event, name) != value for name, value in before.items())
    if is_news and event.starts_at > now and event.cancelled_at is None:
        for registration in event.registrations.exclude(state__in=IS_OVER):
            write_with_link(registration, event, "changed", now)
    settle(event, now)
    return event


def _fields(facts: EventFacts) -> dict[str, object]:
    # Not `asdict`: it would copy the programme's row field by field.
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


@transaction.atomic
def cancel_event(event_id: str, *, now: datetime) -> Event:
    """Call an event off: everybody with a place hears of it by mail. Doing it twice does no harm.

    The registrations stay as they are: the office sees whom to call. Needs go at once. Of one that
    is over nobody hears any more. Raises `Refused` once somebody was there.
    """
    event = lock(event_id)
    if event.cancelled_at is not None:
        return event
    if event.registrations.filter(attended_at__isnull=False).exists():
        raise Refused(
            _(
                "Bei diesem Termin war schon jemand da. "
                "Absagen geht nur, wenn niemand eingetragen ist."
            )
        )
    settle(event, now)
    event.cancelled_at = now
    event.save(update_fields=["cancelled_at"])
    for registration in event.registrations.exclude(state__in=IS_OVER).select_related("envelope"):
        drop_needs(registration)
        if event.ends_at > now:
            write_plain(registration, event, "event_cancelled", now)
    return event


@transaction.atomic
def drop_needs_in_time(*, now: datetime) -> int:
    """Delete needs 7 days after their event; returns how many. Safe to run twice."""
    due = list(queries.needs_to_drop(now))
    for registration in due:
        drop_needs(registration)
    return len(due)

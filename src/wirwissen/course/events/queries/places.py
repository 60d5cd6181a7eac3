"""Reads about events and the places at them. A lapsed place counts as free, tidied up or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Q, QuerySet

from wirwissen.course.events import rules
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.acts import find_act
from wirwissen.foundation.mail.models import OutboxMail

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PLACE_LINK = "events.place"
LAPSES = (
    RegistrationState.HELD,
    RegistrationState.UNCONFIRMED_WAITING,
    RegistrationState.OFFERED,
)
HELD_FOR_A_WHILE = (RegistrationState.HELD, RegistrationState.OFFERED)


class Counted(TypedDict):
    """How many registrations of each kind an event has."""

    taken: int
    waiting: int
    booked: int
    attended: int


@dataclass(frozen=True)
class Counts:
    """How many places are taken and how many people wait, at one moment."""

    taken: int
    waiting: int


def taking_a_place(now: datetime, prefix: str = "") -> Q:
    """Registrations that take a place: booked, held or offered, and the last two not lapsed.

    After the event only those who came count: on a printed list, walk-ins sat on the chairs of
    those who stayed away.
    """
    held = Q(**{f"{prefix}state__in": HELD_FOR_A_WHILE, f"{prefix}held_until__gt": now})
    booked = Q(**{f"{prefix}state": RegistrationState.CONFIRMED})
    came = Q(**{f"{prefix}attended_at__isnull": False})
    to_come = Q(**{f"{prefix}event__ends_at__gt": now}) if not prefix else Q(ends_at__gt=now)
    return held | (booked & (came | to_come))


def counts(event: Event, now: datetime) -> Counts:
    """Taken places and people on the waiting list. One query."""
    row = event.registrations.aggregate(
        taken=Count("pk", filter=taking_a_place(now)),
        waiting=Count("pk", filter=Q(state=RegistrationState.WAITING)),
    )
    return Counts(taken=row["taken"], waiting=row["waiting"])


def with_counts(
    events: QuerySet[Event], now: datetime
) -> QuerySet[WithAnnotations[Event, Counted]]:
    """Events with `taken`, `waiting`, `booked` and `attended`. Adds no query."""
    return events.annotate(
        taken=Count("registrations", filter=taking_a_place(now, "registrations__")),
        waiting=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        booked=Count("registrations", filter=Q(registrations__state=RegistrationState.CONFIRMED)),
        attended=Count("registrations", filter=Q(registrations__attended_at__isnull=False)),
    )


def upcoming(
    now: datetime, offer: Offer | None = None
) -> QuerySet[WithAnnotations[Event, Counted]]:
    """Events that have not begun and take place, soonest first; those of one offer's programme
    if it is given. One query, with organisation."""
    rows = Event.objects.filter(starts_at__gt=now, cancelled_at__isnull=True)
    if offer is not None:
        rows = rows.filter(programme=offer.version.programme_id)
    return with_counts(rows.select_related("organisation"), now).order_by("starts_at", "pk")


def offer_by_slug(slug: str) -> Offer | None:
    """The offer a booking page was opened for, or `None`. One query, none for an empty slug."""
    rows = Offer.objects.select_related("version", "organisation")
    return rows.filter(slug=slug).first() if slug else None


def state_at(registration: Registration, now: datetime) -> RegistrationState:
    """The state as it is at that moment, also before the tidy-up has come by. No query."""
    state = RegistrationState(registration.state)
    if state in LAPSES and rules.has_lapsed(held_until=registration.held_until, now=now):
        return RegistrationState.EXPIRED
    return state


def place_by_token(token: str, now: datetime) -> Registration | None:
    """The registration a link from a mail leads to; `None` if unknown or over. Two queries."""
    link = find_act(token, purpose=PLACE_LINK, now=now)
    if link is None:
        return None
    rows = Registration.objects.select_related("event__organisation", "event__offer")
    return rows.filter(pk=link.target).first()


def active_by_mail(event: Event, email: str) -> Registration | None:
    """The living registration of that address, if there is one. One query, none without mail."""
    if not email:
        return None
    over = (RegistrationState.CANCELLED, RegistrationState.EXPIRED)
    return event.registrations.filter(email=email).exclude(state__in=over).first()


def mails_last_hour(email: str, now: datetime) -> int:
    """How many booking mails went to that address within an hour. One query."""
    since = now - timedelta(hours=1)
    rows = OutboxMail.objects.filter(template="events/mail/registered.txt", created_at__gt=since)
    return rows.filter(recipient=email).count()


def events_to_settle(now: datetime) -> list[str]:
    """Ids of events where a place lapsed or may be offered. One query."""
    lapsed = Q(registrations__state__in=LAPSES, registrations__held_until__lte=now)
    lapsed &= Q(registrations__held_until__lt=F("starts_at"))
    hoping = Q(registrations__state=RegistrationState.WAITING, starts_at__gt=now)
    rows = Event.objects.filter(cancelled_at__isnull=True).filter(lapsed | hoping)
    return list(rows.order_by().distinct().values_list("pk", flat=True))


def needs_to_drop(now: datetime) -> QuerySet[Registration]:
    """Registrations whose needs have had their time. One query, with envelope."""
    ended = Q(event__ends_at__lte=now - rules.NEEDS_LAST)
    rows = Registration.objects.filter(ended).exclude(needs_sealed=b"")
    return rows.select_related("envelope")

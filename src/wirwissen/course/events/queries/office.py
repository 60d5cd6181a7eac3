"""What the office and the host of an event look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wirwissen.course.events.models import IS_OVER, Event, Registration, RegistrationState
from wirwissen.course.events.queries.places import Counted, state_at, with_counts
from wirwissen.course.events.rules import name_order
from wirwissen.course.programme.models import Offer, Programme
from wirwissen.foundation.accounts.models import Membership, Organisation
from wirwissen.foundation.mail.queries import undeliverable_addresses

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PAST_SHOWN = 50
WAITS = (RegistrationState.WAITING, RegistrationState.UNCONFIRMED_WAITING)


@dataclass(frozen=True, kw_only=True)
class DoorLine:
    """One person on the door list."""

    registration: Registration
    state: RegistrationState
    is_undeliverable: bool
    number: int = 0  # from 1, through both lists: the same on screen and paper

    @property
    def is_there(self) -> bool:
        return self.registration.attended_at is not None

    @property
    def needs_call(self) -> bool:
        """A place is offered to somebody without e-mail: only a call can tell them."""
        return self.state == RegistrationState.OFFERED and not self.registration.email


@dataclass(frozen=True, kw_only=True)
class DoorList:
    """Everybody at an event: who holds a place (by name), who waits (in their order)."""

    places: tuple[DoorLine, ...]
    waiting: tuple[DoorLine, ...]

    @property
    def attended(self) -> int:
        return sum(line.is_there for line in self.places)


def event_by_id(pk: str) -> Event | None:
    """An event with organisation, programme and offer. One query."""
    rows = Event.objects.select_related("organisation", "programme", "offer")
    return rows.filter(pk=pk).first()


def coming(place: Organisation, now: datetime) -> QuerySet[WithAnnotations[Event, Counted]]:
    """The organisation's events that have not ended, soonest first. One query."""
    rows = Event.objects.filter(organisation=place, ends_at__gte=now)
    return with_counts(rows, now).order_by("starts_at", "pk")


def past(place: Organisation, now: datetime) -> QuerySet[WithAnnotations[Event, Counted]]:
    """The last 50 events that have ended, newest first. One query."""
    rows = Event.objects.filter(organisation=place, ends_at__lt=now)
    return with_counts(rows, now).order_by("-starts_at", "pk")[:PAST_SHOWN]


def door_list(event: Event, now: datetime) -> DoorList:
    """The door list as screen, paper and re-entry all show it. Two queries."""
    rows = list(event.registrations.exclude(state__in=IS_OVER).select_related("entitlement"))
    bounced = undeliverable_addresses(row.email for row in rows)
    lines = [
        DoorLine(
            registration=row,
            state=_door_state(row, event, now),
            is_undeliverable=row.email in bounced,
        )
        for row in rows
    ]
    alive = [line for line in lines if line.state not in IS_OVER]
    places = sorted(
        (line for line in alive if line.state not in WAITS),
        key=lambda line: (*name_order(line.registration.name), line.registration.pk),
    )
    waiting = sorted(
        (line for line in alive if line.state in WAITS),
        key=lambda line: (line.registration.waiting_since or now, line.registration.pk),
    )
    numbered = [replace(line, number=no) for no, line in enumerate([*places, *waiting], start=1)]
    return DoorList(places=tuple(numbered[: len(places)]), waiting=tuple(numbered[len(places) :]))


def _door_state(row: Registration, event: Event, now: datetime) -> RegistrationState:
    """The state at the door: what was held up to the beginning stays listed (see `settle`)."""
    if row.held_until == event.starts_at:
        return RegistrationState(row.state)
    return state_at(row, now)


def registration_by_id(pk: str) -> Registration | None:
    """A registration with event, organisation and entitlement. One query."""
    rows = Registration.objects.select_related("event__organisation", "entitlement__person")
    return rows.filter(pk=pk).first()


def needs_of(event: Event) -> list[Registration]:
    """Registrations that said what they need, by name. One query, with envelope."""
    rows = event.registrations.exclude(needs_sealed=b"").exclude(state__in=IS_OVER)
    found = rows.select_related("envelope", "entitlement__person")
    return sorted(found, key=lambda row: name_order(row.name))


def hosts(place: Organisation) -> list[tuple[str, str]]:
    """Who may hold an event there: user id and name, each once. One query."""
    rows = Membership.objects.filter(organisation=place).values_list("user_id", "name")
    return sorted(dict(rows).items(), key=lambda pair: name_order(pair[1]))


def host_name(event: Event) -> str:
    """The name colleagues see of whoever holds the event; "" if nobody is named. One query."""
    if event.host_id is None:
        return ""
    rows = Membership.objects.filter(organisation=event.organisation_id, user=event.host_id)
    return rows.values_list("name", flat=True).first() or ""


def programmes(place: Organisation) -> QuerySet[Programme]:
    """The programmes an event may be about. One query."""
    return Programme.objects.filter(organisation=place)


def offers(place: Organisation) -> QuerySet[Offer]:
    """The offers an event may belong to. One query, with version."""
    return Offer.objects.filter(organisation=place).select_related("version")

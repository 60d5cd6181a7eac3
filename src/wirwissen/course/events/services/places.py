"""Taking, confirming, giving back places: what visitors do without an account."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.events import queries, rules
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.events.services.post import write_plain, write_with_link
from wirwissen.course.events.services.settling import (
    end,
    free_code,
    keep_needs,
    lock,
    settle,
)
from wirwissen.foundation.core.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Guest:
    """What somebody typed about themselves; `email` is "" for those who have none."""

    name: str
    email: str = ""
    needs: str = ""

    @property
    def address(self) -> str:
        """The address as stored: Kim@… and kim@… are one person."""
        return self.email.strip().lower()


@transaction.atomic
def register(event_id: str, guest: Guest, *, now: datetime) -> Registration:
    """Hold a place, or one on the waiting list, until the person confirms by the link in a mail.

    An address that is registered already gets a fresh mail and no second row; who asked sees the
    same page (T7). Raises `Refused` once registration has closed.
    """
    event = lock(event_id)
    settle(event, now)
    if not event.registration_open:
        raise Refused(_("Zu diesem Termin kommen Sie einfach vorbei. Eine Anmeldung ist unnötig."))
    kind = _kind_of_place(event, queries.counts(event, now), now)
    is_place = kind is rules.NewPlace.PLACE
    state = RegistrationState.HELD if is_place else RegistrationState.UNCONFIRMED_WAITING
    until = rules.held_until(now=now, hours=event.hold_hours, starts_at=event.starts_at)
    known = queries.active_by_mail(event, guest.address)
    with _only_if(known is None):
        # Without address: the row that is not kept must not break "once per address".
        kept = guest if known is None else replace(guest, email="")
        fresh = _create(event, kept, state, now, held_until=until)
    registration = known or fresh
    keep_needs(registration, guest.needs)
    count = queries.mails_last_hour(guest.address, now)
    with _only_if(rules.may_send_again(mails_last_hour=count)):
        write_with_link(registration, event, "registered", now)
    return registration


@contextmanager
def _only_if(is_wanted: bool) -> Iterator[None]:
    """Do the work in any case and keep it only if wanted: a clock tells nothing either (T7)."""
    point = transaction.savepoint()
    yield
    if is_wanted:
        transaction.savepoint_commit(point)
    else:
        transaction.savepoint_rollback(point)


@transaction.atomic
def register_by_office(event_id: str, guest: Guest, *, now: datetime) -> Registration:
    """Register somebody who called or came by, with or without mail; no link needs confirming.

    Full means waiting list here as well. The same address leads to the row it has. Raises `Refused`
    once the event has begun (then `walk_in` is the way).
    """
    event = lock(event_id)
    settle(event, now)
    kind = _kind_of_place(event, queries.counts(event, now), now)
    known = queries.active_by_mail(event, guest.address)
    if known is not None:
        keep_needs(known, guest.needs)
        return _confirmed(known, event, now)
    is_place = kind is rules.NewPlace.PLACE
    state = RegistrationState.CONFIRMED if is_place else RegistrationState.WAITING
    known = _create(event, guest, state, now, by_office=True)
    keep_needs(known, guest.needs)
    write_with_link(known, event, "entered", now)
    return known


def _kind_of_place(event: Event, count: queries.Counts, now: datetime) -> rules.NewPlace:
    closes_at = min(event.cancelled_at or event.starts_at, event.starts_at)
    kind = rules.state_of_new_registration(
        now=now, closes_at=closes_at, seats=event.seats, taken=count.taken, waiting=count.waiting
    )
    if kind is None:
        raise Refused(
            _("Für diesen Termin ist die Anmeldung zu Ende. Wählen Sie einen anderen Termin.")
        )
    return kind


def _create(
    event: Event,
    guest: Guest,
    state: RegistrationState,
    now: datetime,
    *,
    held_until: datetime | None = None,
    by_office: bool = False,
) -> Registration:
    waits = state in (RegistrationState.WAITING, RegistrationState.UNCONFIRMED_WAITING)
    return event.registrations.create(
        name=guest.name.strip(),
        email=guest.address,
        code=free_code(event),
        state=state,
        held_until=held_until,
        waiting_since=now if waits else None,
        created_at=now,
        by_office=by_office,
    )


@transaction.atomic
def confirm(registration_id: str, *, now: datetime) -> Registration:
    """The person opened the link: book the place, or join the line where they stood when asking.

    Doing it twice does no harm. Raises `Refused` when the time is over.
    """
    event, registration = _locked(registration_id, now)
    _refuse_if_over(registration, event, now)
    return _confirmed(registration, event, now)


def _confirmed(registration: Registration, event: Event, now: datetime) -> Registration:
    if registration.state == RegistrationState.HELD:
        return _book(registration, event, now)
    if registration.state == RegistrationState.UNCONFIRMED_WAITING:
        count = queries.counts(event, now)
        free = rules.free_places(seats=event.seats, taken=count.taken)
        if free != 0 and not count.waiting:
            # Somebody gave a place back meanwhile, and nobody is in front.
            return _book(registration, event, now)
        registration.state, registration.held_until = RegistrationState.WAITING, None
        registration.save(update_fields=["state", "held_until"])
    return registration


@transaction.atomic
def take(registration_id: str, *, now: datetime) -> Registration:
    """Take the place offered from the waiting list. Raises `Refused` when it is too late."""
    event, registration = _locked(registration_id, now)
    _refuse_if_over(registration, event, now)
    if registration.state == RegistrationState.OFFERED:
        return _book(registration, event, now)
    return registration


@transaction.atomic
def cancel(registration_id: str, *, now: datetime, by_office: bool = False) -> Registration:
    """Give the place back, without a reason; the next one on the list is offered it at once.

    Raises `Refused` for somebody who was there: attendance is undone by `undo_check_in`.
    """
    event, registration = _locked(registration_id, now)
    if registration.attended_at is not None:
        raise Refused(_("Sie waren schon da. Absagen ist nicht mehr nötig."))
    if registration.state not in (RegistrationState.CANCELLED, RegistrationState.EXPIRED):
        end(registration, RegistrationState.CANCELLED)
        if by_office:
            write_plain(registration, event, "cancelled", now)
        settle(event, now)
    return registration


def _book(registration: Registration, event: Event, now: datetime) -> Registration:
    registration.state, registration.held_until = RegistrationState.CONFIRMED, None
    registration.save(update_fields=["state", "held_until"])
    write_with_link(registration, event, "booked", now)
    return registration


def _locked(registration_id: str, now: datetime) -> tuple[Event, Registration]:
    found = Registration.objects.only("event_id").get(pk=registration_id)
    event = lock(found.event_id)
    settle(event, now)
    return event, Registration.objects.select_related("envelope").get(pk=registration_id)


def _refuse_if_over(registration: Registration, event: Event, now: datetime) -> None:
    state = queries.state_at(registration, now)
    if event.cancelled_at is not None:
        raise Refused(_("Dieser Termin fällt aus. Wählen Sie einen anderen Termin."))
    if state == RegistrationState.EXPIRED:
        raise Refused(_("Die Zeit für diesen Platz ist um. Buchen Sie einen neuen."))
    if state == RegistrationState.CANCELLED:
        raise Refused(_("Sie haben abgesagt. Buchen Sie einen neuen Platz, wenn Sie mögen."))

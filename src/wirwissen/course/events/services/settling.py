"""Keep an event's places true: what lapsed becomes free, what is free is offered in order."""

from datetime import datetime

from wirwissen.course.events import queries, rules
from wirwissen.course.events.models import IS_OVER, Event, Registration, RegistrationState
from wirwissen.course.events.services.post import write_with_link
from wirwissen.foundation.core.ids import new_code
from wirwissen.foundation.sealed.services import (
    UNREADABLE,
    create_envelope,
    destroy,
    open_text,
    seal_text,
)

MOST_NEEDS = 6000  # signs in all: a form field takes 2000


def lock(event_id: str) -> Event:
    """The event's row, locked until the transaction ends: places are taken under this lock.

    PostgreSQL locks the row; SQLite has one writer at a time (transaction_mode IMMEDIATE). Why:
    check-then-insert without a lock oversold in 10 of 10 rounds (product/trust.md, 4).
    """
    return Event.objects.select_for_update().get(pk=event_id)


def settle(event: Event, now: datetime) -> None:
    """Expire what lapsed, then offer free places to whoever has waited longest.

    The caller holds the event's lock. Safe to run at any time and twice. Places held up to the
    beginning itself are free from then on, but stay on the door list as they are: a sheet printed
    before and the page to type it in keep the same order, and who comes after all is there to tap.
    """
    lapsed = event.registrations.filter(
        state__in=queries.LAPSES, held_until__lte=now, held_until__lt=event.starts_at
    )
    for registration in lapsed.select_related("envelope"):
        end(registration, RegistrationState.EXPIRED)
    if event.cancelled_at is not None or now >= event.starts_at:
        return
    waiting = {row.pk: row for row in event.registrations.filter(state=RegistrationState.WAITING)}
    if not waiting:
        return
    free = rules.free_places(seats=event.seats, taken=queries.counts(event, now).taken)
    line = [rules.InLine(row.pk, row.waiting_since or now) for row in waiting.values()]
    for pk in rules.next_in_line(line, free=free):
        _offer(waiting[pk], event, now)


def _offer(registration: Registration, event: Event, now: datetime) -> None:
    registration.state = RegistrationState.OFFERED
    registration.held_until = rules.held_until(
        now=now, hours=event.offer_hours, starts_at=event.starts_at
    )
    registration.save(update_fields=["state", "held_until"])
    write_with_link(registration, event, "offered", now)


def end(registration: Registration, state: RegistrationState) -> None:
    """End a registration; what the person needs has no purpose any more and goes at once."""
    assert state in IS_OVER
    registration.state = state
    registration.held_until = None
    registration.save(update_fields=["state", "held_until"])
    drop_needs(registration)


def keep_needs(registration: Registration, needs: str) -> None:
    """Seal what somebody needs, added to what they said before; nobody's words are overwritten.

    The stranger who types somebody else's address can neither read nor delete theirs. Each writing
    takes a new envelope: the same work whether somebody is known or not (T7).
    """
    needs = needs.strip()
    if not needs:
        return
    before = open_text(registration.envelope, registration, "needs_sealed").strip(UNREADABLE)
    text = before if needs in before else f"{before}\n\n{needs}".strip()
    if len(text) > MOST_NEEDS:
        text = before
    old = registration.envelope
    registration.envelope = create_envelope()
    registration.needs_sealed = seal_text(
        registration.envelope, text, row=registration, field="needs_sealed"
    )
    registration.save(update_fields=["envelope", "needs_sealed"])
    if old is not None:
        old.delete()  # its key goes nightly: `tidy_keys`


def drop_needs(registration: Registration) -> None:
    """Destroy the key of somebody's needs and forget the sealed bytes."""
    envelope = registration.envelope
    if envelope is None and not registration.needs_sealed:
        return
    registration.envelope, registration.needs_sealed = None, b""
    registration.save(update_fields=["envelope", "needs_sealed"])
    if envelope is not None:
        destroy(envelope)
        envelope.delete()


def free_code(event: Event) -> str:
    """A booking code nobody has at this event yet, such as `R7 K2 MQ`."""
    while True:
        code = new_code(groups=3, size=2)
        if not event.registrations.filter(code=code).exists():
            return code

"""At the door: who came, who just walked in, and the printed list typed in later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.events import queries, rules
from wirwissen.course.events.models import (
    IS_OVER,
    Entitlement,
    Event,
    Registration,
    RegistrationState,
)
from wirwissen.course.events.services.entitlements import give_back, grant, withdraw
from wirwissen.course.events.services.places import Guest
from wirwissen.course.events.services.settling import free_code, lock, settle
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """Somebody is there. `code` is "" if they had been checked in before (nobody can read it)."""

    registration: Registration
    entitlement: Entitlement
    code: str


@transaction.atomic
def check_in(registration_id: str, *, by: User, now: datetime) -> CheckIn:
    """Write down that somebody is there: it earns the entitlement to apply, its code goes by mail.

    Somebody from the waiting list who came anyway gets a free place. Doing it twice does no harm.
    Raises `Refused` outside the time for it, or when every place is taken.
    """
    found = Registration.objects.only("event_id").get(pk=registration_id)
    event = lock(found.event_id)
    _refuse_outside_time(event, now)
    return _check_in(event, registration_id, by=by, now=now)


@transaction.atomic
def walk_in(event_id: str, guest: Guest, *, by: User, now: datetime) -> CheckIn:
    """Somebody came without registration, with or without mail, and is there.

    An address that is registered checks in its row. Raises `Refused` when the house is full.
    """
    event = lock(event_id)
    _refuse_outside_time(event, now)
    return _walk_in(event, guest, by=by, now=now)


@transaction.atomic
def enter_list(
    event_id: str, *, there: Collection[str], walk_ins: Sequence[Guest], by: User, now: datetime
) -> list[CheckIn]:
    """Type in a printed door list: registrations that came, and people who just walked in.

    Whoever was checked in before stays so: an empty box undoes nothing. All or nothing; raises
    `Refused` as `check_in` and `walk_in` do.
    """
    event = lock(event_id)
    _refuse_outside_time(event, now)
    known = event.registrations.filter(pk__in=there).values_list("pk", flat=True)
    done = [_check_in(event, pk, by=by, now=now) for pk in sorted(known)]
    return [*done, *(_walk_in(event, guest, by=by, now=now) for guest in walk_ins)]


@transaction.atomic
def undo_check_in(registration_id: str, *, now: datetime) -> Registration:
    """A wrong check-in goes away, and the unused entitlement with it.

    Raises `Refused` when somebody has applied with it already: then the office withdraws it first,
    with a reason.
    """
    found = Registration.objects.only("event_id").get(pk=registration_id)
    lock(found.event_id)
    registration = Registration.objects.get(pk=registration_id)
    entitlement = queries.entitlement_of(registration)
    if entitlement is not None and entitlement.withdrawn_at is not None:
        entitlement = None
    if entitlement is not None and entitlement.person_id is not None:
        raise Refused(
            _(
                "Mit diesem Besuch läuft schon eine Bewerbung. "
                "Das Büro kann die Berechtigung mit einem Grund zurücknehmen. Danach geht es."
            )
        )
    if entitlement is not None:
        withdraw(entitlement, reason=_("Der Eintrag an der Tür war falsch."), now=now)
    registration.attended_at, registration.checked_in_by = None, None
    registration.save(update_fields=["attended_at", "checked_in_by"])
    return registration


def _check_in(event: Event, registration_id: str, *, by: User, now: datetime) -> CheckIn:
    registration = Registration.objects.get(pk=registration_id)
    entitlement = queries.entitlement_of(registration)
    if registration.attended_at is not None and entitlement is not None:
        return CheckIn(registration=registration, entitlement=entitlement, code="")
    settle(event, now)
    registration = Registration.objects.get(pk=registration_id)
    if registration.state in IS_OVER:
        raise Refused(
            _("Dieser Platz ist nicht mehr vergeben. Tragen Sie die Person unten neu ein.")
        )
    holds_place = event.registrations.filter(queries.taking_a_place(now), pk=registration_id)
    if not holds_place.exists():
        _refuse_if_full(event, now)
    registration.state, registration.held_until = RegistrationState.CONFIRMED, None
    registration.attended_at, registration.checked_in_by = now, by
    registration.save(update_fields=["state", "held_until", "attended_at", "checked_in_by"])
    if entitlement is not None:
        code = give_back(entitlement, now=now)
        entitlement.refresh_from_db()
        return CheckIn(registration=registration, entitlement=entitlement, code=code)
    entitlement, code = grant(
        event.programme,
        registration=registration,
        name=registration.name,
        email=registration.email,
        attended_on=timezone.localdate(event.starts_at),
        now=now,
    )
    return CheckIn(registration=registration, entitlement=entitlement, code=code)


def _walk_in(event: Event, guest: Guest, *, by: User, now: datetime) -> CheckIn:
    settle(event, now)
    known = queries.active_by_mail(event, guest.address)
    if known is None:
        _refuse_if_full(event, now)
        known = event.registrations.create(
            name=guest.name.strip(),
            email=guest.address,
            code=free_code(event),
            created_at=now,
            state=RegistrationState.CONFIRMED,
            by_office=True,
        )
    return _check_in(event, known.pk, by=by, now=now)


def _refuse_if_full(event: Event, now: datetime) -> None:
    if rules.free_places(seats=event.seats, taken=queries.counts(event, now).taken) == 0:
        raise Refused(
            _(
                "Alle Plätze sind vergeben. Sagen Sie für jemanden ab, der nicht kommt. Oder "
                "erhöhen Sie die Zahl der Plätze, wenn der Raum es hergibt."
            )
        )


def _refuse_outside_time(event: Event, now: datetime) -> None:
    may = rules.may_check_in(
        now=now,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        cancelled=event.cancelled_at is not None,
    )
    if not may:
        raise Refused(
            _("Eintragen geht ab einer Stunde vor Beginn und bis 14 Tage nach dem Termin.")
        )

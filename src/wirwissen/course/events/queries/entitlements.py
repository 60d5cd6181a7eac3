"""Reads about entitlements to apply."""

import hashlib
from datetime import date

from wirwissen.course.events import rules
from wirwissen.course.events.models import Entitlement, Registration
from wirwissen.course.programme.models import Offer, Programme
from wirwissen.foundation.accounts.models import Membership, Organisation
from wirwissen.foundation.core.ids import plain_code

SHOWN = 50


def code_hash(typed: str) -> str:
    """What the table keeps of a code, however it was typed."""
    return hashlib.sha256(plain_code(typed).encode()).hexdigest()


def entitlement_by_code(typed_code: str) -> Entitlement | None:
    """The entitlement behind a code, with programme and person; its state is the caller's to check.

    One query.
    """
    rows = Entitlement.objects.select_related("programme", "person", "registration")
    return rows.filter(code_hash=code_hash(typed_code)).first()


def entitlement_by_id(pk: str) -> Entitlement | None:
    """An entitlement with programme, its organisation, and its event. One query."""
    rows = Entitlement.objects.select_related(
        "programme__organisation", "person", "registration__event"
    )
    return rows.filter(pk=pk).first()


def entitlements_of(place: Organisation, *, name: str = "") -> list[Entitlement]:
    """The newest 50 entitlements of an organisation, those with that name part if given.

    The name is compared here, without case and accents: SQLite only knows the Latin alphabet.
    One query.
    """
    rows = Entitlement.objects.filter(programme__organisation=place)
    rows = rows.select_related("programme").order_by("-created_at", "pk")
    if not name.strip():
        return list(rows[:SHOWN])
    wanted = rules.name_order(name.strip())[0]
    return [row for row in rows if wanted in rules.name_order(row.name)[0]][:SHOWN]


def state_of(entitlement: Entitlement, today: date) -> rules.EntitlementState:
    """Open, used, expired or withdrawn. No query."""
    return rules.state_of_entitlement(
        valid_until=entitlement.valid_until,
        withdrawn=entitlement.withdrawn_at is not None,
        bound=entitlement.person_id is not None,
        today=today,
    )


def days_of_validity(programme: Programme, registration: Registration | None) -> int:
    """How long attending counts: as the event's offer says, else the programme's newest offer, else
    730 days. At most one query beyond the registration's event."""
    if registration is not None and registration.event.offer is not None:
        return registration.event.offer.entitlement_days
    rows = Offer.objects.filter(version__programme=programme).order_by("-version__created_at")
    return rows.values_list("entitlement_days", flat=True).first() or rules.ENTITLEMENT_DAYS


def entitlement_of(registration: Registration) -> Entitlement | None:
    """The entitlement this attendance earned, withdrawn or not. One query."""
    return Entitlement.objects.select_related("person").filter(registration=registration).first()


def exception_name(entitlement: Entitlement) -> str:
    """Who made an exception, by the name colleagues see. One query, none without exception."""
    if entitlement.exception_by_id is None:
        return ""
    rows = Membership.objects.filter(
        organisation=entitlement.programme.organisation_id, user=entitlement.exception_by_id
    )
    return rows.values_list("name", flat=True).first() or ""

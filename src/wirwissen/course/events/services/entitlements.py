"""The entitlement to apply: granted, bound to one person, re-issued, withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.events import queries, rules
from wirwissen.course.events.models import Entitlement, Registration
from wirwissen.course.events.services.post import write_code
from wirwissen.course.programme.models import Programme
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code


@transaction.atomic
def grant(
    programme: Programme,
    *,
    registration: Registration | None = None,
    name: str,
    email: str,
    attended_on: date | None = None,
    exception_reason: str = "",
    by: User | None = None,
    now: datetime,
) -> tuple[Entitlement, str]:
    """Grant the right to apply; returns the row and its code, which nobody can read again later.

    By attending (`registration` or `attended_on`), or as an exception with reason and name (`by`).
    With an address the code goes there by mail. Raises `Refused` for an exception without reason.
    """
    if registration is None and attended_on is None and not (exception_reason.strip() and by):
        raise Refused(_("Für eine Ausnahme fehlt noch der Grund. Schreiben Sie ihn kurz auf."))
    code = new_code()
    counts_from = attended_on or timezone.localdate(now)
    entitlement = Entitlement.objects.create(
        programme=programme,
        registration=registration,
        name=name.strip(),
        email=email.strip().lower(),
        code_hash=queries.code_hash(code),
        attended_on=attended_on,
        exception_reason=exception_reason.strip(),
        exception_by=by if exception_reason else None,
        created_at=now,
        valid_until=rules.entitlement_until(
            attended_on=counts_from, days=queries.days_of_validity(programme, registration)
        ),
    )
    write_code(entitlement, code, now)
    return entitlement, code


@transaction.atomic
def bind(entitlement: Entitlement, person: User, now: datetime) -> Entitlement:
    """Bind to the person who applies with it first; the same person may come again.

    Raises `Refused` when somebody else has used it, when it is withdrawn, or too old.
    """
    row = _locked(entitlement)
    if row.person_id == person.pk and row.withdrawn_at is None:
        return row
    state = queries.state_of(row, timezone.localdate(now))
    if state is not rules.EntitlementState.OPEN:
        raise Refused(_WHY_NOT[state]())
    row.person = person
    row.save(update_fields=["person"])
    return row


_WHY_NOT = {
    rules.EntitlementState.USED: lambda: _(
        "Mit diesem Code hat sich schon jemand beworben. Rufen Sie uns an, wenn Sie das waren."
    ),
    rules.EntitlementState.EXPIRED: lambda: _(
        "Die Zeit für diesen Code ist um. Besuchen Sie noch einmal einen Info-Termin."
    ),
    rules.EntitlementState.WITHDRAWN: lambda: _(
        "Dieser Code gilt nicht mehr. Rufen Sie uns an, dann finden wir einen Weg."
    ),
}


@transaction.atomic
def reissue(entitlement: Entitlement, *, now: datetime) -> tuple[Entitlement, str]:
    """A new code, mailed if there is an address; the old one ends. `Refused` if withdrawn."""
    row = _locked(entitlement)
    if row.withdrawn_at is not None:
        raise Refused(_("Diese Berechtigung ist zurückgenommen. Legen Sie eine Ausnahme an."))
    return row, _new_code(row, now)


@transaction.atomic
def withdraw(entitlement: Entitlement, *, reason: str, now: datetime) -> Entitlement:
    """Take an entitlement back, with a reason. Doing it twice keeps the first reason."""
    row = _locked(entitlement)
    if not reason.strip():
        raise Refused(_("Hier fehlt noch der Grund. Schreiben Sie ihn kurz auf."))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_reason = now, reason.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return row


def give_back(entitlement: Entitlement, *, now: datetime) -> str:
    """Somebody is checked in again after an undo: the entitlement lives again, with a new code."""
    row = _locked(entitlement)
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return _new_code(row, now)


def _new_code(row: Entitlement, now: datetime) -> str:
    code = new_code()
    row.code_hash = queries.code_hash(code)
    row.save(update_fields=["code_hash"])
    write_code(row, code, now)
    return code


def _locked(entitlement: Entitlement) -> Entitlement:
    return Entitlement.objects.select_for_update().get(pk=entitlement.pk)

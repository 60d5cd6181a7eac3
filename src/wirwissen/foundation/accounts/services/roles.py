"""Giving and taking roles. Every change is written down; a taken role ends the sessions."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Membership, Organisation, RoleChange, User
from wirwissen.foundation.accounts.rules import Role, may_change_roles
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id


@transaction.atomic
def give_role(staff: Staff, user: User, role: Role, *, now: datetime) -> Membership:
    """Give a colleague one more role. Raises `Refused` for anybody but the office.

    Somebody who has no role here yet is invited instead: a role needs a password first.
    """
    if not may_change_roles(own_roles=staff.roles, own_account=False, losing_office=False):
        raise Refused(_("Aufgaben vergibt nur das Büro. Sagen Sie dort Bescheid."))
    known = Membership.objects.filter(organisation=staff.organisation, user=user).first()
    if known is None:
        raise Refused(_("Diese Person gehört noch nicht zum Haus. Laden Sie sie zuerst ein."))
    return add_role(staff.organisation, user, role, name=known.name, by=staff.user, now=now)


@transaction.atomic
def take_role(staff: Staff, user: User, role: Role, *, now: datetime) -> bool:
    """Take a role from a colleague; whether there was one. All sessions of that person end.

    Raises `Refused` for anybody but the office, and for taking the office from oneself.
    """
    own = staff.user.pk == user.pk
    if not may_change_roles(
        own_roles=staff.roles, own_account=own, losing_office=role is Role.OFFICE
    ):
        raise Refused(
            _(
                "Die Aufgabe „Büro“ nimmt Ihnen nur jemand anderes aus dem Büro."
                " So ist immer jemand da."
            )
        )
    # Two offices that take it from each other at once must not both succeed: one waits here, and
    # then no longer has what it acts by.
    Organisation.objects.select_for_update().get(pk=staff.organisation.pk)
    held = Membership.objects.filter(organisation=staff.organisation)
    if not held.filter(user=staff.user, role=Role.OFFICE.value).exists():
        raise Refused(_("Aufgaben vergibt nur das Büro. Sagen Sie dort Bescheid."))
    rows = held.filter(user=user, role=role.value)
    count, _kinds = rows.delete()
    if not count:
        return False
    _write_down(staff.organisation, user, role, given=False, by=staff.user, now=now)
    user.session_mark = new_id()
    user.save(update_fields=["session_mark"])
    return True


def add_role(
    organisation: Organisation,
    user: User,
    role: Role,
    *,
    name: str,
    by: User | None,
    now: datetime,
) -> Membership:
    """Add a role and write it down; one that exists stays as it is. Call it in a transaction."""
    row, is_new = Membership.objects.get_or_create(
        organisation=organisation,
        user=user,
        role=role.value,
        defaults={"name": name, "since": timezone.localdate(now)},
    )
    if is_new:
        _write_down(organisation, user, role, given=True, by=by, now=now)
    return row


def _write_down(
    organisation: Organisation,
    user: User,
    role: Role,
    *,
    given: bool,
    by: User | None,
    now: datetime,
) -> None:
    RoleChange.objects.create(
        organisation=organisation, user=user, role=role.value, given=given, by=by, changed_at=now
    )

"""Named reads about people and their roles, each with its number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from wirwissen.foundation.accounts.models import (
    ROLE_LABELS,
    Invitation,
    Membership,
    Organisation,
    RoleChange,
    User,
)
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.mail.queries import undeliverable_addresses


@dataclass(frozen=True)
class Colleague:
    """One person of an organisation, with all their roles there."""

    user: User
    name: str
    roles: tuple[Role, ...]
    is_undeliverable: bool

    @property
    def role_names(self) -> str:
        return ", ".join(str(ROLE_LABELS[role]) for role in self.roles)


def colleagues_of(organisation: Organisation) -> list[Colleague]:
    """Everybody with a role there, by name. Two queries."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    by_user: dict[str, list[Membership]] = {}
    for row in rows.order_by("name", "role"):
        by_user.setdefault(row.user_id, []).append(row)
    lost = undeliverable_addresses(mine[0].user.email or "" for mine in by_user.values())
    return [_colleague(mine, lost) for mine in by_user.values()]


def colleague(organisation: Organisation, user_id: str) -> Colleague | None:
    """One person with a role there, or `None`. Two queries."""
    rows = Membership.objects.filter(organisation=organisation, user_id=user_id)
    mine = list(rows.select_related("user").order_by("role"))
    if not mine:
        return None
    return _colleague(mine, undeliverable_addresses([mine[0].user.email or ""]))


def _colleague(mine: list[Membership], undeliverable: set[str]) -> Colleague:
    user = mine[0].user
    return Colleague(
        user=user,
        name=mine[0].name,
        roles=tuple(Role(row.role) for row in mine),
        is_undeliverable=(user.email or "") in undeliverable,
    )


def open_invitations(organisation: Organisation, now: datetime) -> QuerySet[Invitation]:
    """Invitations that can still be accepted, by name. One query."""
    rows = organisation.invitations.filter(accepted_at=None, expires_at__gt=now)
    return rows.order_by("name")


@dataclass(frozen=True)
class Change:
    """One line of the history of roles, in names."""

    changed_at: datetime
    name: str
    role: str
    given: bool
    by: str


def role_changes(organisation: Organisation, *, limit: int = 50) -> list[Change]:
    """The latest changes of roles, newest first; names as colleagues know them. Two queries."""
    rows = list(RoleChange.objects.filter(organisation=organisation)[:limit])
    names = names_in(organisation, {row.user_id for row in rows} | {row.by_id for row in rows})
    return [
        Change(
            changed_at=row.changed_at,
            given=row.given,
            role=str(ROLE_LABELS[Role(row.role)]),
            name=names.get(row.user_id or "", ""),
            by=names.get(row.by_id or "", ""),
        )
        for row in rows
    ]


def names_in(organisation: Organisation, user_ids: Iterable[str | None]) -> dict[str, str]:
    """The names colleagues see, by user id. One query."""
    known = [user_id for user_id in user_ids if user_id]
    rows = Membership.objects.filter(organisation=organisation, user_id__in=known)
    return dict(rows.values_list("user_id", "name"))

"""Who is asking: the door every page behind the sign-in goes through.

Addresses name no group: a member acts in the group they chose last. What somebody may not know
of is a 404 (product/trust.md, 2).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from wirwissen.foundation.accounts.access import need_password, signed_in
from wirwissen.network.groups.models import DutyKind, Group, Member

GROUP_IN_SESSION = "group"


class NeedsAgreement(Exception):
    """The agreement has changed since this member agreed: ask again, then come back."""


@dataclass(frozen=True, kw_only=True)
class Acting:
    """A member in one group, with their duties there."""

    member: Member
    group: Group
    duties: frozenset[DutyKind]

    def has(self, *kinds: DutyKind) -> bool:
        """Whether the member has one of these duties."""
        return bool(self.duties & set(kinds))


def own_members(request: HttpRequest) -> list[Member]:
    """All memberships of whoever is signed in, with groups and duties. Two queries a request."""
    known: list[Member] | None = getattr(request, "_own_members", None)
    if known is None:
        rows = Member.objects.filter(user=signed_in(request)).select_related("group")
        known = list(rows.prefetch_related("duties").order_by("group__name"))
        request._own_members = known  # type: ignore[attr-defined]
    return known


def chosen_member(request: HttpRequest) -> Member | None:
    """The membership one acts in at the moment; `None` for whoever belongs to no group."""
    rows = own_members(request)
    chosen = request.session.get(GROUP_IN_SESSION)
    return next((each for each in rows if each.group_id == chosen), rows[0] if rows else None)


def act(request: HttpRequest, *kinds: DutyKind, agreed: bool = True) -> Acting:
    """Act as a member of the chosen group; `kinds`: in one of these duties.

    `agreed=False`: also for a member who has not agreed to the present agreement yet (their own
    data and the way out stay open). Raises `Http404` for anybody else, `NeedsPassword` where a duty
    is asked for and only a mailbox opened the session, and `NeedsAgreement`.
    """
    if kinds:
        need_password(request)
    row = chosen_member(request)
    if row is None:
        raise Http404
    duties = frozenset(DutyKind(duty.kind) for duty in row.duties.all())
    acting = Acting(member=row, group=row.group, duties=duties)
    if kinds and not acting.has(*kinds):
        raise Http404
    if agreed and row.agreed_version < row.group.agreement_version:
        raise NeedsAgreement
    return acting

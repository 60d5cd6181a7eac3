"""Who is asking: the door every staff and personal page goes through.

What somebody may not know of is a 404, never a 403 (product/trust.md, 2).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest

from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import HOUSE_ROLES, Role, is_strong
from wirwissen.foundation.core.errors import NeedsPassword

PLACE_IN_SESSION = "organisation"

# An app adds a function that says whether an organisation's office has to do with a person
# (their application, their place in a course): only then may it help that person's account.
known_to: list[Callable[[Organisation, User], bool]] = []

# An app adds a function that says whether class S of this person is kept (`privacy` does):
# then a mailbox alone may not set their first password.
keeps_sealed: list[Callable[[User], bool]] = []


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Somebody who acts for an organisation, with all their roles in it."""

    user: User
    organisation: Organisation
    roles: frozenset[Role]
    name: str


def signed_in(request: HttpRequest) -> User:
    """The signed-in user (views without `login_not_required` always have one)."""
    user = request.user
    assert isinstance(user, User)
    return user


def need_password(request: HttpRequest) -> User:
    """For class S and staff pages. Raises `NeedsPassword` if only a mailbox opened the session."""
    user = signed_in(request)
    if not is_strong_session(request):
        raise NeedsPassword
    return user


def is_strong_session(request: HttpRequest) -> bool:
    """Whether more than a mailbox opened this session (password, later TOTP or passkey)."""
    records = get_authentication_records(request, signed_in(request))
    return is_strong(frozenset(record["method"] for record in records))


def memberships_of(request: HttpRequest) -> list[Membership]:
    """The signed-in person's roles, with their organisations. One query for the whole request."""
    known: list[Membership] | None = getattr(request, "_memberships", None)
    if known is None:
        rows = Membership.objects.select_related("organisation")
        is_known = request.user.is_authenticated
        known = list(rows.filter(user_id=request.user.pk)) if is_known else []
        known.sort(key=lambda row: (row.organisation.name, row.role))
        request._memberships = known  # type: ignore[attr-defined]
    return known


def act_for(request: HttpRequest, organisation_id: str, *roles: Role) -> Staff:
    """Act for that organisation in one of the roles (without any: in one of the house's own).

    Raises `Http404` or `NeedsPassword`.
    """
    rows = [row for row in memberships_of(request) if row.organisation_id == organisation_id]
    return _staff(request, rows, frozenset(roles) or HOUSE_ROLES)


def act_as(request: HttpRequest, *roles: Role) -> Staff:
    """Act as staff of the organisation the person works for at the moment (a list page)."""
    chosen = request.session.get(PLACE_IN_SESSION)
    wanted = roles or HOUSE_ROLES
    fitting = [row for row in memberships_of(request) if Role(row.role) in wanted]
    places = [row.organisation_id for row in fitting]
    if not places:
        raise Http404
    place = chosen if chosen in places else places[0]
    return act_for(request, place, *roles)


def works_in(request: HttpRequest, organisation_id: str) -> bool:
    """Whether somebody has a role of that house itself (the umbrella's is none)."""
    rows = [row for row in memberships_of(request) if row.organisation_id == organisation_id]
    return any(Role(row.role) in HOUSE_ROLES for row in rows)


def _staff(request: HttpRequest, rows: Iterable[Membership], roles: frozenset[Role]) -> Staff:
    rows = list(rows)
    held = frozenset(Role(row.role) for row in rows)
    if not held & roles:
        raise Http404
    user = need_password(request)
    return Staff(user=user, organisation=rows[0].organisation, roles=held, name=rows[0].name)

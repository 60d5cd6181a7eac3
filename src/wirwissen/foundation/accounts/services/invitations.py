"""Inviting staff: the link goes by mail, the code is told another way (T9)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Invitation, Organisation, User
from wirwissen.foundation.accounts.rules import INVITATION_LASTS, Role, may_change_roles
from wirwissen.foundation.accounts.services.codes import hash_of
from wirwissen.foundation.accounts.services.roles import add_role
from wirwissen.foundation.accounts.services.users import user_for
from wirwissen.foundation.core.acts import create_act, end_acts, find_act
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code
from wirwissen.foundation.mail.services import queue_mail

PURPOSE = "staff-invitation"


@transaction.atomic
def invite(
    staff: Staff, *, email: str, name: str, role: Role, now: datetime
) -> tuple[Invitation, str, str]:
    """Invite a colleague; returns the invitation, the link's token and the code to tell them.

    The mail carries the link alone; link and code together open the account. An older open
    invitation of the same address ends. Raises `Refused` for anybody but the office.
    """
    if not may_change_roles(own_roles=staff.roles, own_account=False, losing_office=False):
        raise Refused(_("Einladen kann nur das Büro. Sagen Sie dort Bescheid."))
    invitation, token, code = _make(
        staff.organisation, email=email, name=name, role=role, by=staff.user, now=now
    )
    queue_mail("accounts/mail/invitation.txt", to=invitation.email, context={"token": token})
    return invitation, token, code


def create_first_invitation(
    *, email: str, name: str, organisation: Organisation
) -> tuple[str, str]:
    """Invite the first office account of an empty house; returns the link's path and the code.

    Nothing is mailed: whoever set the house up reads both on the screen.
    """
    with transaction.atomic():
        _row, token, code = _make(
            organisation, email=email, name=name, role=Role.OFFICE, by=None, now=clock_now()
        )
    return reverse("accounts:invitation", args=[token]), code


def invitation_by_token(token: str, *, now: datetime) -> Invitation | None:
    """The open invitation behind a link; `None` if unknown, expired, withdrawn or accepted."""
    act = find_act(token, purpose=PURPOSE, now=now)
    if act is None:
        return None
    rows = Invitation.objects.select_related("organisation")
    return rows.filter(pk=act.target, accepted_at=None).first()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, new_password: str | None, now: datetime) -> User:
    """Give the invited person their role. Twice does no harm: the role is given once.

    The caller has checked the code, and the present password where there is one; `new_password`
    is set otherwise. The row is locked, so that the link works for one sending only.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    user = user_for(row.email)
    if row.accepted_at is not None:
        return user
    if new_password is not None:
        user.set_password(new_password)
        user.save(update_fields=["password"])
    add_role(row.organisation, user, row.wanted_role, name=row.name, by=row.invited_by, now=now)
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    end_acts(purpose=PURPOSE, target=row.pk)
    return user


@transaction.atomic
def withdraw_invitation(staff: Staff, invitation: Invitation) -> None:
    """Take an open invitation back; its link ends at once."""
    if not may_change_roles(own_roles=staff.roles, own_account=False, losing_office=False):
        raise Refused(_("Einladungen nimmt nur das Büro zurück. Sagen Sie dort Bescheid."))
    end_acts(purpose=PURPOSE, target=invitation.pk)
    invitation.delete()


def _make(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: Role,
    by: User | None,
    now: datetime,
) -> tuple[Invitation, str, str]:
    address, code = email.strip().lower(), new_code()
    older = Invitation.objects.filter(
        organisation=organisation, email=address, role=role.value, accepted_at=None
    )
    for row in older:
        end_acts(purpose=PURPOSE, target=row.pk)
        row.delete()
    invitation = Invitation(
        organisation=organisation,
        email=address,
        name=name.strip(),
        role=role.value,
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    invitation.code_hash = hash_of(code, invitation)
    invitation.save(force_insert=True)
    token = create_act(purpose=PURPOSE, target=invitation.pk, expires_at=invitation.expires_at)
    return invitation, token, code

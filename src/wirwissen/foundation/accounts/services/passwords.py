"""First passwords, and new ones with a mail code and the office's code together (T9)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import Staff, keeps_sealed, known_to
from wirwissen.foundation.accounts.models import (
    AddressChange,
    Membership,
    RecoveryCode,
    User,
)
from wirwissen.foundation.accounts.rules import RECOVERY_LASTS, Role, may_set_first_password
from wirwissen.foundation.accounts.services.codes import hash_of, take_code
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code
from wirwissen.foundation.mail.services import queue_mail


def may_set_password_alone(user: User) -> bool:
    """Whether this account is fresh: no password, no role, nothing sealed yet."""
    return may_set_first_password(
        has_password=user.has_usable_password(),
        has_role=Membership.objects.filter(user=user).exists(),
        keeps_sealed=any(keeps(user) for keeps in keeps_sealed),
    )


@transaction.atomic
def set_first_password(user: User, *, password: str) -> None:
    """Set the password of a fresh account. Raises `Refused` if a mailbox alone must not."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not may_set_password_alone(locked):
        raise Refused(_("Dafür brauchen Sie einen Code vom Büro. Rufen Sie dort an."))
    replace_password(user, password)


def may_make_recovery_code(staff: Staff, user: User) -> bool:
    """Whether the office of this organisation has to do with this person at all."""
    if Role.OFFICE not in staff.roles:
        return False
    is_colleague = Membership.objects.filter(organisation=staff.organisation, user=user).exists()
    return is_colleague or any(known(staff.organisation, user) for known in known_to)


@transaction.atomic
def make_recovery_code(staff: Staff, user: User, *, now: datetime) -> str:
    """Make the code the office tells somebody who lost their password; an older one ends.

    Shown once; only a hash is kept. The person is told by mail that a code was made.
    """
    if not may_make_recovery_code(staff, user):
        raise Refused(_("Diesen Code macht das Büro des Hauses, zu dem die Person gehört."))
    RecoveryCode.objects.filter(user=user).delete()
    code = new_code()
    row = RecoveryCode(user=user, made_by=staff.user, expires_at=now + RECOVERY_LASTS)
    row.code_hash = hash_of(code, row)
    row.save(force_insert=True)
    if user.email and not user.is_quiet:
        queue_mail("accounts/mail/recovery_code_made.txt", to=user.email, now=now)
    return code


@transaction.atomic
def set_password_by_code(user: User, *, code: str, password: str, now: datetime) -> bool:
    """Set a new password with the office's code; `False` if it does not fit or has ended.

    The session it comes from was opened by the person's mailbox, so this takes both.
    """
    row = RecoveryCode.objects.filter(user=user, expires_at__gt=now).first()
    if row is None or not take_code(row, code):
        return False
    row.delete()
    replace_password(user, password)
    return True


def replace_password(user: User, password: str) -> None:
    """Set it and tell the person. A change of address under way ends: it may be a thief's."""
    AddressChange.objects.filter(user=user).delete()
    user.set_password(password)
    user.save(update_fields=["password"])  # sessions hang on it: all others end
    if user.email:
        queue_mail("accounts/mail/password_changed.txt", to=user.email)

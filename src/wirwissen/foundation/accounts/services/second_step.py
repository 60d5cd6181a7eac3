"""Signing in in two steps: a code app (TOTP) after the password, and codes on paper for it."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.mail.services import queue_mail

_USED_FOR = 5 * 60  # seconds: longer than any code counts
Type = Authenticator.Type


def has_second_step(user: User) -> bool:
    """Whether this account asks for a code after the password. One query."""
    return Authenticator.objects.filter(user=user, type=Type.TOTP).exists()


@transaction.atomic
def switch_on(user: User, *, secret: str, code: str, now: datetime) -> list[str] | None:
    """Ask for codes of this secret from now on; returns the codes for paper, `None` if `code`
    does not fit. Switching on twice keeps the first secret."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if has_second_step(locked) or not _fits(user, secret, code):
        return None
    _cut_to_day(TOTP.activate(locked, secret).instance, now=now)
    _tell(user, "second_step_on", now=now)
    return _new_codes(locked, now=now)


@transaction.atomic
def switch_off(user: User, *, now: datetime) -> None:
    """The password alone is enough again; the codes on paper end. Twice does no harm."""
    rows = Authenticator.objects.filter(user=user, type__in=(Type.TOTP, Type.RECOVERY_CODES))
    if rows.delete()[0]:
        _tell(user, "second_step_off", now=now)


@transaction.atomic
def new_paper_codes(user: User, *, now: datetime) -> list[str]:
    """New codes for paper; older ones end. `[]` where there is no second step."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    return _new_codes(locked, now=now) if has_second_step(locked) else []


def paper_codes_left(user: User) -> int:
    """How many codes on paper still count. One query."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def take_code(user: User, typed: str) -> str | None:
    """Which kind of authenticator the typed code fits (`totp`, `recovery_codes`), or `None`.

    A code counts once: one of the app is noted for some minutes, one on paper is crossed out.
    """
    code = "".join(sign for sign in typed if sign.isalnum())
    rows = {row.type: row for row in Authenticator.objects.filter(user=user)}
    app, paper = rows.get(Type.TOTP), rows.get(Type.RECOVERY_CODES)
    if app is not None and _fits(user, decrypt(app.data["secret"]), code):
        return Type.TOTP.value
    if paper is not None and RecoveryCodes(paper).validate_code(code):
        return Type.RECOVERY_CODES.value
    return None


def _fits(user: User, secret: str, code: str) -> bool:
    # By the machine's clock, like the telephone's: not the house's own, which a demo can move.
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            # The library notes a used code for 30 seconds, under the person's id; a code of ours
            # counts for 90. Our note tells nobody anything and is gone after five minutes.
            note = salted_hmac("wirwissen.used-code", f"{user.pk}:{secret}:{counter}").hexdigest()
            return bool(cache.add(f"used:{note}", 1, timeout=_USED_FOR))
    return False


def _new_codes(user: User, *, now: datetime) -> list[str]:
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    made = RecoveryCodes.activate(user)
    _cut_to_day(made.instance, now=now)
    return made.generate_codes()


def _cut_to_day(row: Authenticator, *, now: datetime) -> None:
    row.created_at = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    row.save(update_fields=["created_at"])


def _tell(user: User, mail: str, *, now: datetime) -> None:
    if user.email:
        queue_mail(f"accounts/mail/{mail}.txt", to=user.email, now=now)

"""Another address for signing in: the password, a code from the new mailbox, then 48 hours (T9)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django_tasks import task

from wirwissen.foundation.accounts.models import AddressChange, User
from wirwissen.foundation.accounts.rules import ADDRESS_CODE_LASTS, ADDRESS_WAITS
from wirwissen.foundation.accounts.services.codes import hash_of, take_code
from wirwissen.foundation.accounts.services.users import give_account_name, give_recovery_words
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.ids import new_code
from wirwissen.foundation.mail.services import queue_mail

MAILS = "accounts/mail/address_"


@transaction.atomic
def ask_new_address(user: User, email: str, *, now: datetime) -> AddressChange:
    """Write to the new address; an older wish ends. To whoever asks, every address looks the same.

    A free address gets a code. One that has an account here gets a letter without: its owner learns
    that somebody tried, whoever asked learns nothing.
    """
    AddressChange.objects.filter(user=user).delete()
    change = AddressChange(user=user, email=email.strip().lower(), asked_at=now)
    code = new_code(groups=2)
    code_hash = hash_of(code, change)
    is_known = User.objects.filter(email=change.email).exists()
    change.code_hash = "" if is_known else code_hash  # "": no code fits
    change.save(force_insert=True)
    if is_known:
        queue_mail(f"{MAILS}known.txt", to=change.email, now=now)
    else:
        queue_mail(f"{MAILS}code.txt", to=change.email, context={"code": code}, now=now)
    return change


@transaction.atomic
def confirm_new_address(change: AddressChange, code: str, *, now: datetime) -> bool:
    """Begin the waiting time if the code from the new mailbox fits; the old address is told."""
    is_late = now - change.asked_at > ADDRESS_CODE_LASTS
    # Where no code can fit, one is tried all the same: the same work, so the same time.
    if is_late or not take_code(change, code):
        return False
    _begin_to_wait(change, now=now)
    return True


@transaction.atomic
def ask_no_address(user: User, *, now: datetime) -> tuple[str, str]:
    """Begin the waiting time for an account without address; returns its name and new words.

    Both count at once, so that nobody is left without a way in.
    """
    AddressChange.objects.filter(user=user).delete()
    change = AddressChange(user=user, email="", asked_at=now)
    change.save(force_insert=True)
    _begin_to_wait(change, now=now)
    return give_account_name(user), give_recovery_words(user)


def withdraw_address_change(user: User) -> bool:
    """Take the wish back; whether there was one."""
    count, _kinds = AddressChange.objects.filter(user=user).delete()
    return count > 0


def change_due_addresses(*, now: datetime) -> int:
    """Let every change count whose time has come; returns how many. Safe to run twice."""
    done = 0
    due = AddressChange.objects.filter(due_at__lte=now)
    for pk in list(due.values_list("pk", flat=True)):
        done += _change(pk, now=now)
    return done


@task()
def keep_addresses() -> None:
    """The job that ends waiting times."""
    change_due_addresses(now=clock_now())


def _begin_to_wait(change: AddressChange, *, now: datetime) -> None:
    change.due_at, change.code_hash = now + ADDRESS_WAITS, ""
    change.save(update_fields=["due_at", "code_hash"])
    if change.user.email:
        queue_mail(f"{MAILS}will_change.txt", to=change.user.email, now=now)


def _change(pk: str, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            change = AddressChange.objects.select_for_update().filter(pk=pk).first()
            if change is None:  # taken back a moment ago
                return False
            user = User.objects.select_for_update().get(pk=change.user_id)
            old, user.email = user.email, change.email or None
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user_id=user.pk).delete()  # the library's copy
            change.delete()
            if old:
                queue_mail(f"{MAILS}changed.txt", to=old, now=now)
    except IntegrityError:  # somebody else's by now: the wish ends, and nobody is told why
        AddressChange.objects.filter(pk=pk).delete()
        return False
    return True

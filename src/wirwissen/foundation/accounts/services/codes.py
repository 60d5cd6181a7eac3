"""One-time codes that are told, not mailed: hashed, few tries, an end."""

from typing import TypeVar

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from wirwissen.foundation.accounts.models import AddressChange, Invitation, RecoveryCode
from wirwissen.foundation.accounts.rules import may_try_code
from wirwissen.foundation.core.ids import plain_code

_Coded = TypeVar("_Coded", Invitation, RecoveryCode, AddressChange)


def hash_of(code: str, row: models.Model) -> str:
    """What the table keeps of a code: a keyed hash, bound to its row."""
    return salted_hmac("wirwissen.codes", f"{row.pk}:{plain_code(code)}").hexdigest()


def take_code(row: _Coded, typed: str) -> bool:
    """Whether the typed code fits; a wrong one is counted. Call it in a transaction.

    A wrong try must stay counted: do not raise afterwards, tell the person and commit.
    """
    locked = type(row).objects.select_for_update().get(pk=row.pk)
    if not may_try_code(wrong_codes=locked.wrong_codes):
        return False
    if constant_time_compare(hash_of(typed, locked), locked.code_hash):
        return True
    locked.wrong_codes += 1
    locked.save(update_fields=["wrong_codes"])
    row.wrong_codes = locked.wrong_codes
    return False

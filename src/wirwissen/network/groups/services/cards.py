"""Showing oneself, and codes handed from one member to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code, plain_code
from wirwissen.network.groups.models import Audience, Card, CodeUse, HandCode, Member

CODE_LASTS = timedelta(days=7)


@transaction.atomic
def make_hand_code(member: Member, use: CodeUse, *, now: datetime) -> str:
    """A code to give to one other person; an older one for the same use ends. Shown once."""
    HandCode.objects.filter(member=member, use=use.value).delete()
    code = new_code()
    HandCode.objects.create(
        member=member, use=use.value, code_hash=_hash(member.group_id, code),
        expires_at=now + CODE_LASTS,
    )  # fmt: skip
    return code


@transaction.atomic
def redeem_hand_code(group_id: str, code: str, use: CodeUse, *, now: datetime) -> Member:
    """Whose code this is; it works once, in its group, for its use.

    Raises `Refused` with the same sentence for a wrong, a used and an expired one.
    """
    rows = HandCode.objects.select_for_update().filter(
        code_hash=_hash(group_id, code), use=use.value, expires_at__gt=now
    )
    row = rows.first()
    if row is None or row.member.group_id != group_id:
        raise Refused(_("Dieser Code passt nicht. Lass dir einen neuen geben."))
    row.delete()
    return row.member


def show_card(
    member: Member, audience: Audience, *, facts: Mapping[str, str], shown_until: date,
    to: Member | None = None,
) -> Card:  # fmt: skip
    """Show these facts to an audience until that day; an earlier card for it is replaced."""
    row, _is_new = Card.objects.update_or_create(
        member=member, audience=audience.value, to=to,
        defaults={**facts, "shown_until": shown_until},
    )  # fmt: skip
    return row


def take_card_back(member: Member, card_id: str) -> None:
    """Stop showing a card, at once. Twice does no harm."""
    Card.objects.filter(member=member, pk=card_id).delete()


def _hash(group_id: str, code: str) -> str:
    salt, text = "wirwissen.groups.hand-code", f"{group_id}:{plain_code(code)}"
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()

"""Places in a round: everybody waits first, places are offered later, never while somebody looks.

So an answer never tells whether a place was free or who is inside, and whoever must not meet
somebody there just goes on waiting, like others behind a full round.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.places.rules import InLine, has_lapsed, held_until
from wirwissen.network.care.queries import apart, barred
from wirwissen.network.groups.models import Member
from wirwissen.network.groups.services import notify
from wirwissen.network.rounds.models import Place, PlaceState, Round
from wirwissen.network.rounds.rules import OFFER_HOURS, is_apart, offers


def lock(round_id: str) -> Round:
    """The round's row, locked until the transaction ends: places are taken under this lock.

    PostgreSQL locks the row; SQLite has one writer at a time (transaction_mode IMMEDIATE).
    """
    return Round.objects.select_for_update().get(pk=round_id)


@transaction.atomic
def sign_up(round_id: str, member: Member, *, now: datetime) -> Place:
    """Put a member on the list of a round. Twice keeps the first place in line.

    Raises `Refused` once the round has begun or was cancelled, and for those who lead it.
    """
    found = lock(round_id)
    if found.cancelled_on is not None or now >= _begins(found):
        raise Refused(_("Diese Runde nimmt niemanden mehr auf. Die nächste kommt."))
    if member.pk in (found.first_id, found.second_id):
        raise Refused(_("Du leitest diese Runde. Ein Platz ist dafür nicht nötig."))
    if member.pk in barred(found.group, timezone.localdate(now)):
        raise Refused(_("Gerade machst du eine Pause. Danach kannst du dich anmelden."))
    row, _is_new = Place.objects.get_or_create(
        round=found, member=member, defaults={"waiting_since": now}
    )
    return row


@transaction.atomic
def take_place(round_id: str, member: Member, *, now: datetime) -> Place:
    """Take the place that was offered. Raises `Refused` when there is none (any more).

    The same sentence for a late answer and for somebody who must not meet somebody inside.
    """
    found = lock(round_id)
    row = Place.objects.filter(round=found, member=member).first()
    if row is not None and row.state == PlaceState.BOOKED:
        return row
    is_open = row is not None and row.state == PlaceState.OFFERED and found.cancelled_on is None
    late = row is None or has_lapsed(held_until=row.held_until, now=now)
    if (
        row is None
        or not is_open
        or late
        or is_apart(member.pk, _inside(found), apart(found.group))
    ):
        raise Refused(_("Dieser Platz ist nicht mehr frei. Du stehst weiter auf der Liste."))
    row.state, row.held_until = PlaceState.BOOKED, None
    row.save(update_fields=["state", "held_until"])
    return row


@transaction.atomic
def give_back(round_id: str, member: Member) -> None:
    """Leave the list or give the place back, without a reason. Twice does no harm."""
    lock(round_id)
    Place.objects.filter(round=round_id, member=member).delete()


@transaction.atomic
def settle(round_id: str, *, now: datetime) -> None:
    """Let lapsed offers wait again, at the end; offer what is free. Safe to run twice."""
    found = lock(round_id)
    begins = _begins(found)
    if found.cancelled_on is not None or now >= begins:
        return
    rows = {row.member_id: row for row in Place.objects.filter(round=found)}
    for row in rows.values():
        if row.state == PlaceState.OFFERED and has_lapsed(held_until=row.held_until, now=now):
            row.state, row.held_until, row.waiting_since = PlaceState.WAITING, None, now
            row.save(update_fields=["state", "held_until", "waiting_since"])
    waiting = [
        InLine(pk, row.waiting_since) for pk, row in rows.items() if row.state == PlaceState.WAITING
    ]
    inside = _inside(found)
    taken = sum(row.state != PlaceState.WAITING for row in rows.values())
    chosen = offers(
        waiting, seats=found.seats, inside=inside, apart=apart(found.group), taken=taken
    )
    for row in Place.objects.filter(round=found, member__in=chosen).select_related("member__user"):
        row.state = PlaceState.OFFERED
        row.held_until = held_until(now=now, hours=OFFER_HOURS, starts_at=begins)
        row.save(update_fields=["state", "held_until"])
        notify(row.member, now)


def _inside(found: Round) -> set[str]:
    """Who leads, holds or is offered a place."""
    rows = Place.objects.filter(round=found).exclude(state=PlaceState.WAITING)
    leaders = {pk for pk in (found.first_id, found.second_id) if pk is not None}
    return leaders | set(rows.values_list("member_id", flat=True))


def _begins(found: Round) -> datetime:
    first = found.dates.order_by("starts_at").first()
    assert first is not None  # a round is planned with its dates
    return first.starts_at

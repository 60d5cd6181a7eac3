"""Makers for rounds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from tests.network import make
from wirwissen.foundation.core.clock import now
from wirwissen.network.groups.models import DutyKind, Group, Member
from wirwissen.network.rounds import services
from wirwissen.network.rounds.models import Place, Round


def first_at(days: int = 20) -> datetime:
    """18:00 so many days from now, in local time without zone."""
    return timezone.make_naive(now() + timedelta(days=days)).replace(
        hour=18, minute=0, second=0, microsecond=0
    )


def a_round(
    first: Member | None = None, second: Member | None = None, *, seats: int = 6, tail: str = ""
) -> Round:
    """A planned round led by two."""
    one = first or make.member(make.group(), DutyKind.FACILITATOR)
    other = second or make.member(one.group, DutyKind.FACILITATOR)
    facts = services.RoundFacts(
        title=f"Wem sage ich was?{tail}", about=f"Reden oder schweigen.{tail}",
        preparation=f"Nichts Besonderes.{tail}", first_at=first_at(), seats=seats,
    )  # fmt: skip
    return services.plan_round(one, other, facts, now=now())


def listed(found: Round, count: int, *, settle: bool = True) -> list[Place]:
    """So many members on the list, in this order."""
    group = Group.objects.get(pk=found.group_id)
    rows = []
    for number in range(count):
        at = now() + timedelta(seconds=number)
        rows.append(services.sign_up(found.pk, make.member(group), now=at))
    if settle:
        services.settle(found.pk, now=now())
    for row in rows:
        row.refresh_from_db()
    return rows

"""Tell members that there is something new: one neutral mail each, as they have chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wirwissen.network.groups import services as groups
from wirwissen.network.groups.models import DutyKind, Group, Member


def tell(members: Iterable[Member], *, now: datetime) -> None:
    """One mail for each. What it is about stands on the pages, never in the mail."""
    for member in members:
        groups.notify(member, now)


def everybody(group: Group) -> list[Member]:
    """All members, for mails alone."""
    return list(Member.objects.filter(group=group).select_related("user", "group"))


def orga(group: Group) -> list[Member]:
    """The orga team, for mails alone."""
    rows = Member.objects.filter(group=group, duties__kind=DutyKind.ORGA.value)
    return list(rows.select_related("user", "group"))

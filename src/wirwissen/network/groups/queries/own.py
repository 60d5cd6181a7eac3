"""Reads of a member's own pages, and what is to do."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo
from wirwissen.network.groups.models import (
    Audience,
    Card,
    Duty,
    DutyKind,
    Group,
    JoinRequest,
    Member,
)
from wirwissen.network.groups.queries.orga import WAITING


def cards_of(member: Member, today: date) -> list[Card]:
    """The member's own living cards, with to whom. One query."""
    rows = Card.objects.filter(member=member, shown_until__gte=today).select_related("to")
    return list(rows.order_by("audience", "to__pseudonym"))


def cards_for(member: Member, today: date) -> QuerySet[Card]:
    """What others show to this one person. One query."""
    rows = Card.objects.filter(to=member, shown_until__gte=today)
    return rows.select_related("member").order_by("member__pseudonym")


def card_for_group(member: Member, today: date) -> Card | None:
    """What a member shows to all in the group, beside the pseudonym. One query."""
    rows = Card.objects.filter(member=member, audience=Audience.GROUP.value)
    return rows.filter(shown_until__gte=today).first()


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits: an agreement, requests (orga), a first group (the house).

    Two queries, a third one for who keeps the house.
    """
    found = _own_todos(user)
    groups = Duty.objects.filter(member__user=user, kind=DutyKind.ORGA.value)
    waiting = JoinRequest.objects.filter(
        group__in=groups.values("member__group"), call=None, state__in=WAITING
    )
    count = waiting.count()
    if count:
        title = ngettext("Eine Anfrage wartet", "%(n)d Anfragen warten", count) % {"n": count}
        hint = _("Lies sie und antworte. Ohne Antwort verschwindet sie nach 30 Tagen.")
        found.append(Todo(title=title, hint=hint, url=reverse("groups:requests"), tone="hue"))
    is_keeper = any(row.role == Role.OFFICE.value for row in memberships)
    if is_keeper and not Group.objects.exists():
        hint = _("Gib ihr einen Namen. Alles andere lässt sich später ändern.")
        found.append(Todo(title=_("Eine Gruppe gründen"), hint=hint, url=reverse("groups:found")))
    return found


def _own_todos(user: User) -> list[Todo]:
    rows = Member.objects.filter(user=user).select_related("group")
    outdated = rows.filter(agreed_version__lt=F("group__agreement_version"))
    hint = _("Lies sie in Ruhe. Danach geht es weiter.")
    url = reverse("groups:agreement")
    title = _("Die Vereinbarung ist neu")
    return [Todo(title=title, hint=hint, url=url, tone="hue") for _row in outdated[:1]]


def is_public(group: Group, now: datetime) -> bool:
    """Whether strangers see the group today."""
    return group.public_until is not None and group.public_until >= timezone.localdate(now)

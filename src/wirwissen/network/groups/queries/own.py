"""Reads of a member's own pages, and what is to do."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
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
from wirwissen.network.groups.queries.orga import WAITING, keeps_apart


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
    """What waits: an agreement, a missing orga, requests (orga), a first group (the house).

    Two queries, a third one for who keeps the house.
    """
    found = _own_todos(user)
    count = _waiting_for(user)
    if count:
        title = ngettext("Eine Anfrage wartet", "%(n)d Anfragen warten", count) % {"n": count}
        hint = _("Lies sie und antworte. Ohne Antwort verschwindet sie nach 30 Tagen.")
        found.append(Todo(title=title, hint=hint, url=reverse("groups:requests"), tone="hue"))
    if any(row.role == Role.OFFICE.value for row in memberships):
        found += _todos_of_house()
    return found


def _own_todos(user: User) -> list[Todo]:
    orga = Duty.objects.filter(member__group=OuterRef("group"), kind=DutyKind.ORGA.value)
    rows = Member.objects.filter(user=user).select_related("group")
    members = list(rows.annotate(has_orga=Exists(orga)))
    found = []
    if any(row.agreed_version < row.group.agreement_version for row in members):
        hint = _("Lies sie in Ruhe. Danach geht es weiter.")
        url = reverse("groups:agreement")
        found.append(Todo(title=_("Die Vereinbarung ist neu"), hint=hint, url=url, tone="hue"))
    if not all(row.has_orga for row in members):
        hint = _(
            "Gerade hat niemand die Orga. Willst du? Mach einen Code für eine Aufgabe und bring ihn"
            " der Person, die dieses Haus verwaltet. Wer das ist, steht im Impressum."
        )
        url = reverse("groups:code")
        found.append(Todo(title=_("Jemand wird gebraucht"), hint=hint, url=url, tone="warn"))
    return found


def _waiting_for(user: User) -> int:
    duties = Duty.objects.filter(
        member__user=user, member__group=OuterRef("group"), kind=DutyKind.ORGA.value
    )
    # Not whom one must not meet: nothing here may tell that they ask.
    mine = duties.exclude(keeps_apart(OuterRef(OuterRef("pk")), OuterRef("member_id")))
    waiting = JoinRequest.objects.filter(call=None, state__in=WAITING)
    return waiting.filter(Exists(mine)).count()


def _todos_of_house() -> list[Todo]:
    orga = Duty.objects.filter(member__group=OuterRef("pk"), kind=DutyKind.ORGA.value)
    groups = list(Group.objects.annotate(has_orga=Exists(orga)))
    if not groups:
        hint = _("Gib ihr einen Namen. Alles andere lässt sich später ändern.")
        return [Todo(title=_("Eine Gruppe gründen"), hint=hint, url=reverse("groups:found"))]
    if all(group.has_orga or group.is_closed for group in groups):
        return []
    hint = _("Ihre Mitglieder wissen Bescheid. Wer die Orga übernimmt, bringt dir einen Code.")
    url = reverse("groups:house")
    return [Todo(title=_("Eine Gruppe ist ohne Orga"), hint=hint, url=url, tone="warn")]


def is_public(group: Group, now: datetime) -> bool:
    """Whether strangers see the group today."""
    return group.public_until is not None and group.public_until >= timezone.localdate(now)

"""What stands on "Heute" for members, confidants, deciders and the orga."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo
from wirwissen.foundation.pages.crisis import crisis
from wirwissen.network.care.models import Case, JointAct, Message, Seat, Side
from wirwissen.network.care.rules.cases import Answer
from wirwissen.network.care.rules.joint import CONFIRM_WITHIN, numbers_are_old
from wirwissen.network.care.rules.reports import Step
from wirwissen.network.groups.models import Duty, DutyKind, Member

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Waiting(TypedDict):
    """What waits for one membership; ids, or `None`."""

    question: str | None
    side: str | None
    has_cases: bool
    has_seats: bool
    has_joint: bool
    has_messages: bool
    is_orga: bool


ME = OuterRef("pk")
DECIDED = [Step.DECIDED.value, Step.CLOSED.value]


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Everything of this app that waits for somebody. One query.

    A title says what to do, never about whom or why: it may be read over a shoulder.
    """
    found: list[Todo] = []
    rows = list(_members(user, now))
    for row in rows:
        if row.question:
            address = reverse("care:question", args=[row.question])
            found.append(_todo(_("Eine Frage an dich"), address))
        if row.side:
            address = reverse("care:side", args=[row.side])
            found.append(_todo(_("Wir möchten dich hören"), address))
    if any(row.has_cases for row in rows):
        found.append(_todo(_("Als Vertrauensperson gefragt"), reverse("care:cases")))
    if any(row.has_seats for row in rows):
        found.append(_todo(_("Zu zweit entscheiden"), reverse("care:reports")))
    if any(row.is_orga and row.has_joint for row in rows):
        found.append(_todo(_("Eine zweite Person wird gebraucht"), reverse("care:joint")))
    if any(row.is_orga and row.has_messages for row in rows):
        found.append(_todo(_("Jemand hat euch geschrieben"), reverse("care:messages")))
    return [*found, *_numbers(now)] if any(row.is_orga for row in rows) else found


def _members(user: User, now: datetime) -> QuerySet[WithAnnotations[Member, Waiting]]:
    """Somebody's memberships, each with what waits there."""
    questions = Case.objects.filter(earlier=ME, asked_on__isnull=False, answer="", outcome="")
    sides = Side.objects.filter(
        member=ME, answered_on__isnull=True, report__step=Step.HEARING.value
    )
    waiting = Q(asked_on__isnull=True) | Q(answer=Answer.LEAVES.value)
    seats = Seat.objects.filter(member=ME, stepped_aside=False)
    joint = JointAct.objects.filter(
        group=OuterRef("group"), confirmed_at__isnull=True, asked_by__isnull=False,
        asked_at__gt=now - CONFIRM_WITHIN,
    )  # fmt: skip
    return Member.objects.filter(user=user).annotate(
        question=Subquery(questions.order_by("pk").values("pk")[:1]),
        side=Subquery(sides.order_by("pk").values("pk")[:1]),
        has_cases=Exists(Case.objects.filter(waiting, confidant=ME, outcome="")),
        has_seats=Exists(seats.exclude(report__step__in=DECIDED)),
        has_joint=Exists(joint.exclude(asked_by=ME)),
        has_messages=Exists(Message.objects.filter(group=OuterRef("group"))),
        is_orga=Exists(Duty.objects.filter(member=ME, kind=DutyKind.ORGA.value)),
    )


def _numbers(now: datetime) -> list[Todo]:
    checked = crisis().checked_on
    if not numbers_are_old(checked_on=checked, today=timezone.localdate(now)):
        return []
    hint = _("Zuletzt geprüft am %(day)s. Ruf jede Nummer einmal an.") % {
        "day": f"{checked.day}.{checked.month}.{checked.year}"
    }
    return [Todo(title=_("Hilfsnummern prüfen"), hint=hint, url=reverse("pages:help"), tone="warn")]


def _todo(title: str, url: str) -> Todo:
    return Todo(title=title, hint="", url=url, state=_("offen"), tone="hue")

"""What stands on "Heute" for members, confidants, deciders and the orga."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo
from wirwissen.foundation.pages.crisis import crisis
from wirwissen.network.care.models import Case, JointAct, Seat, Side
from wirwissen.network.care.rules.joint import CONFIRM_WITHIN, numbers_are_old
from wirwissen.network.care.rules.reports import Step
from wirwissen.network.groups.models import DutyKind, Member


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Everything of this app that waits for somebody. At most six queries.

    A title says what to do, never about whom or why: it may be read over a shoulder.
    """
    members = list(Member.objects.filter(user=user).prefetch_related("duties"))
    if not members:
        return []
    ids = [member.pk for member in members]
    duties = {duty.kind for member in members for duty in member.duties.all()}
    found = [*_questions(ids), *_sides(ids)]
    if DutyKind.CONFIDANT in duties:
        found += _cases(ids)
    if duties & {DutyKind.ORGA, DutyKind.CONFIDANT}:
        found += _seats(ids)
    if DutyKind.ORGA in duties:
        orga = [m for m in members if any(d.kind == DutyKind.ORGA for d in m.duties.all())]
        found += [*_joint(orga, now), *_numbers(now)]
    return found


def _questions(ids: list[str]) -> list[Todo]:
    rows = Case.objects.filter(earlier__in=ids, asked_on__isnull=False, answer="", outcome="")
    return [_todo(_("Eine Frage an dich"), reverse("care:question", args=[row.pk]))
            for row in rows.order_by("pk")]  # fmt: skip


def _sides(ids: list[str]) -> list[Todo]:
    rows = Side.objects.filter(member__in=ids, answered_on__isnull=True)
    rows = rows.filter(report__step=Step.HEARING.value)
    return [_todo(_("Wir möchten dich hören"), reverse("care:side", args=[row.pk]))
            for row in rows.order_by("pk")]  # fmt: skip


def _cases(ids: list[str]) -> list[Todo]:
    rows = Case.objects.filter(confidant__in=ids, outcome="")
    waiting = rows.filter(asked_on__isnull=True) | rows.filter(answer="leaves")
    if not waiting.exists():
        return []
    return [_todo(_("Als Vertrauensperson gefragt"), reverse("care:cases"))]


def _seats(ids: list[str]) -> list[Todo]:
    open_steps = [step.value for step in Step if step not in (Step.CLOSED, Step.DECIDED)]
    rows = Seat.objects.filter(member__in=ids, stepped_aside=False, report__step__in=open_steps)
    if not rows.exists():
        return []
    return [_todo(_("Zu zweit entscheiden"), reverse("care:reports"))]


def _joint(orga: list[Member], now: datetime) -> list[Todo]:
    rows = JointAct.objects.filter(
        group__in=[member.group_id for member in orga], confirmed_at__isnull=True,
        asked_by__isnull=False, asked_at__gt=now - CONFIRM_WITHIN,
    ).exclude(asked_by__in=orga)  # fmt: skip
    if not rows.exists():
        return []
    return [_todo(_("Eine zweite Person wird gebraucht"), reverse("care:joint"))]


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

"""Closing a group: everybody takes along what is theirs, then it is deleted on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Call, Group, JoinRequest, Member, TalkSlot
from wirwissen.network.groups.services.joining import withdraw_request
from wirwissen.network.groups.services.post import notify

NOTICE = timedelta(days=14)  # time for everybody to take along what is theirs


@transaction.atomic
def plan_closing(group: Group, *, on: date, now: datetime) -> None:
    """Set the day on which the group closes; every member is told that there is something new.

    Raises `Refused` for a day less than two weeks away.
    """
    if on < timezone.localdate(now) + NOTICE:
        raise Refused(_("Lass allen mindestens zwei Wochen Zeit. Wähle einen späteren Tag."))
    Group.objects.filter(pk=group.pk).update(closes_on=on, takes_requests=False)
    for member in Member.objects.filter(group=group).select_related("user"):
        notify(member, now, even_paused=True)


def call_closing_off(group: Group) -> None:
    """The group goes on after all."""
    Group.objects.filter(pk=group.pk, is_closed=False).update(closes_on=None)


@transaction.atomic
def close_group(group: Group) -> None:
    """Delete members and all that hangs on them. What stays names nobody: texts and past topics."""
    for row in JoinRequest.objects.filter(group=group):
        withdraw_request(row)
    TalkSlot.objects.filter(group=group).delete()
    Call.objects.filter(group=group).delete()
    Member.objects.filter(group=group).delete()
    group.duty_changes.all().delete()
    Group.objects.filter(pk=group.pk).update(
        is_closed=True, takes_requests=False, offers_feeds=False
    )


def close_due_groups(*, now: datetime) -> int:
    """Close every group whose day has come. Returns how many. Safe to run twice."""
    due = Group.objects.filter(closes_on__lte=timezone.localdate(now), is_closed=False)
    rows = list(due)
    for group in rows:
        close_group(group)
    return len(rows)


@task()
def close_groups() -> None:
    """The job behind `close_due_groups`."""
    close_due_groups(now=clock_now())

"""Makers for meetings: groups whose members have answered, dates, topics."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.network import make
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Meeting, MeetingState, PlanRun, Topic
from wirwissen.network.meetings.rules.availability import Answer, Fit
from wirwissen.network.meetings.services.invented import invented_answers

EVENINGS = Answer({(day, 18): Fit.GOOD for day in range(5)}, may_host=True)


def answered_group(count: int, *, seed: int = 1, now: datetime, **fields: Any) -> Group:
    """A group of so many members with realistic answers."""
    group = make.group(**fields)
    answers = invented_answers(count, seed=seed, hours=group.windows, first=now.date())
    for answer in answers:
        services.keep_answer(make.member(group), answer, now=now)
    return group


def members_of(group: Group) -> list[Member]:
    return list(Member.objects.filter(group=group).order_by("pk"))


def meeting(of: Group | None = None, *, at: datetime | None = None, **fields: Any) -> Meeting:
    """A fixed date, in ten days if nothing else is said."""
    start = at or clock_now() + timedelta(days=10)
    given = {"starts_at": start, "ends_at": start + timedelta(hours=2), **fields}
    return Meeting.objects.create(
        group=of or make.group(), state=given.pop("state", MeetingState.FIXED), **given
    )


def topic(of: Group, title: str = "Ein Thema", **fields: Any) -> Topic:
    return Topic.objects.create(group=of, title=title, **{"is_approved": True, **fields})


def run(of: Group, *, now: datetime, first_month: date | None = None, **fields: Any) -> PlanRun:
    """A run that nobody has worked out yet."""
    month = first_month or (now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    given = {"countries": ["DE"], "asked_at": now, **fields}
    return PlanRun.objects.create(group=of, first_month=month, **given)

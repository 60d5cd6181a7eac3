"""Reads about dates, topics and what belongs to one evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db.models import Count, Exists, OuterRef, QuerySet
from django_stubs_ext import WithAnnotations

from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models import (
    Answer,
    Meeting,
    MeetingState,
    PartKind,
    Post,
    Task,
    Topic,
    TopicState,
    Vote,
)
from wirwissen.network.meetings.rules.words import counted

PAST = timedelta(days=400)


def coming_meetings(group: Group, *, now: datetime) -> QuerySet[Meeting]:
    """Dates that are not over, the next first. One query."""
    return group.meetings.filter(ends_at__gt=now).select_related("topic").order_by("starts_at")


def held_meetings(group: Group, *, now: datetime) -> QuerySet[Meeting]:
    """Meetings of the last year that took place, the latest first, with their themes. One query."""
    rows = group.meetings.filter(ends_at__lte=now, ends_at__gt=now - PAST)
    rows = rows.filter(state__in=[MeetingState.FIXED, MeetingState.MOVED])
    return rows.select_related("topic", "themes").order_by("-starts_at")


def year_ahead(group: Group, *, now: datetime) -> list[Meeting]:
    """The dates of the series to come that were not cancelled. One query."""
    return list(coming_meetings(group, now=now).exclude(state=MeetingState.CANCELLED))


def is_coming(meeting: Meeting, member: Member) -> bool | None:
    """What a member has answered; `None`: nothing yet. One query."""
    return (
        Answer.objects.filter(meeting=meeting, member=member)
        .values_list("is_coming", flat=True)
        .first()
    )


@dataclass(frozen=True)
class PartRow:
    """One part of an evening: who does it, under which name; "" while nobody does."""

    kind: str
    label: str
    name: str
    is_own: bool


def parts_of(meeting: Meeting, member: Member) -> list[PartRow]:
    """All parts, taken or not. One query."""
    rows = {row.kind: row for row in Task.objects.filter(meeting=meeting).select_related("member")}
    return [
        PartRow(
            kind=kind,
            label=str(label),
            name=rows[kind].member.pseudonym if kind in rows else "",
            is_own=kind in rows and rows[kind].member_id == member.pk,
        )
        for kind, label in PartKind.choices
    ]


class _Voted(TypedDict):
    count: int
    voted: bool


@dataclass(frozen=True)
class TopicRow:
    """A topic of the pool as a member sees it; `votes` in words."""

    topic: Topic
    by: str
    votes: str
    is_mine: bool
    has_my_vote: bool


def pool(member: Member, *, unread: bool = False) -> list[TopicRow]:
    """Topics without a date, those with most votes (as they may be shown) first. Two queries."""
    people = Member.objects.filter(group=member.group_id).count()
    mine = Vote.objects.filter(topic=OuterRef("pk"), member=member)
    rows: QuerySet[WithAnnotations[Topic, _Voted]] = (
        Topic.objects.filter(group=member.group_id, state=TopicState.POOL, is_approved=not unread)
        .select_related("by")
        .annotate(count=Count("votes"), voted=Exists(mine))
        .order_by("title")
    )
    found = [
        (
            _shown_rank(row.count, people),
            TopicRow(
                topic=row,
                by=row.by.pseudonym if row.by is not None else "",
                votes=counted(row.count, people),
                is_mine=row.by_id == member.pk,
                has_my_vote=row.voted,
            ),
        )
        for row in rows
    ]
    return [row for _rank, row in sorted(found, key=lambda pair: -pair[0])]


def _shown_rank(count: int, people: int) -> int:
    """Order by what is shown, not by the exact count: the order would tell it."""
    words = counted(count, people)
    return 0 if words.startswith("unter") else max(map(int, filter(str.isdigit, words.split())))


def visible_posts(meeting: Meeting, member: Member, *, today: date) -> list[Post]:
    """What everybody reads by now, and the member's own that appears tomorrow. One query."""
    rows = Post.objects.filter(meeting=meeting).select_related("member").order_by("appears_on")
    return [row for row in rows if row.appears_on <= today or row.member_id == member.pk]

"""What the demo shows of evenings: past ones with themes, a plan for a year, topics, a next one."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle

from django.utils import timezone

from wirwissen.network.groups.models import Group, Member, PublicMeeting
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import PartKind
from wirwissen.network.meetings.services.invented import invented_answers
from wirwissen.network.meetings.services.planning import (
    ask_for_plan,
    publish,
    run_plan,
    take_over,
)

TUESDAY, THURSDAY = 1, 3
SEED = 7  # of the invented answers
TOPIC = "Was mir bei der Arbeit hilft, ich zu bleiben"
POOL = (
    ("Wem sage ich es, und wem nicht?", "Über Nutzen und Preis des Offenlegens.", ""),
    ("Wenn der Dienstplan kippt", "Wie wir mit Nächten und kurzen Wechseln umgehen.", ""),
    ("Wieder auf der Station, auf der ich war", "", "Es geht auch um Zwang."),
)
THEMES = (
    ("Grenzen im Team", "Pausen, die gelten"),
    ("Was Verbündete tun können",),
    ("Scham und Stolz", "Der erste Tag danach", "Was wir uns nicht mehr sagen lassen"),
)


def seed_evenings(group: Group, members: dict[str, Member], *, now: datetime) -> None:
    """Everybody's times, three evenings held, a next one, a plan for a year, topics to choose."""
    people = list(members.values())
    first = timezone.localdate(now)
    answers = invented_answers(len(people), seed=SEED, hours=group.windows, first=first)
    for member, answer in zip(people, answers, strict=True):
        services.keep_answer(member, answer, now=now)
    services.keep_room(
        group, operator="Lindenkreis (erfunden)", address="https://raum.lindenkreis.example/abend"
    )
    _seed_held(group, now=now)
    _seed_pool(group, people)
    _seed_next(group, members, now=now)
    _seed_plan(group, members, now=now)


def _evening(near: datetime, weekday: int) -> datetime:
    """18:00 on that weekday of the same week (Monday = 0)."""
    day = timezone.localtime(near)
    return (day + timedelta(days=weekday - day.weekday())).replace(
        hour=18, minute=0, second=0, microsecond=0
    )


def _seed_held(group: Group, *, now: datetime) -> None:
    """The last of the published dates, and one of this month, so that the series goes on."""
    services.enter_meeting(group, _evening(now - timedelta(days=14), THURSDAY), now=now)
    past = PublicMeeting.objects.filter(group=group, starts_at__lt=now).order_by("-starts_at")
    for row, lines in zip(past[: len(THEMES)], THEMES, strict=False):
        meeting = services.enter_meeting(group, row.starts_at, now=now)
        if row.topic:
            services.set_topic(meeting, services.new_topic(group, title=row.topic))
        meeting.refresh_from_db()
        services.keep_themes(meeting, list(lines), now=now)


def _seed_pool(group: Group, people: list[Member]) -> None:
    turns = cycle(people)
    for number, (title, about, note) in enumerate(POOL):
        topic = services.propose(
            next(turns), title=title, about=about, content_note=note, with_name=number == 0
        )
        services.approve(topic)
        topic.refresh_from_db()
        for _vote in range(4 + 3 * number):
            services.vote(topic, next(turns), wants=True)


def _seed_plan(group: Group, members: dict[str, Member], *, now: datetime) -> None:
    """A year from next month on, published as the orga would: one takes it over, one publishes."""
    month = (timezone.localdate(now).replace(day=1) + timedelta(days=32)).replace(day=1)
    run = run_plan(ask_for_plan(group, first_month=month, countries=["DE"], now=now), now=now)
    take_over(run, by=members["Meise"], now=now)
    publish(run, by=members["Ahorn"], now=now)


def _seed_next(group: Group, members: dict[str, Member], *, now: datetime) -> None:
    """The next evening has a topic, people who do something, and answers."""
    start = _evening(now + timedelta(days=14), TUESDAY)
    meeting = services.enter_meeting(group, start, now=now)
    services.set_topic(meeting, services.new_topic(group, title=TOPIC))
    services.take_part(meeting, members["Linde"], PartKind.HOST)
    services.take_part(meeting, members["Drossel"], PartKind.CARE)
    for number, member in enumerate(members.values()):
        if number % 3:
            services.answer(meeting, member, is_coming=number % 5 > 0, now=now)

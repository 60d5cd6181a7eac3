"""What nobody can find out: availability at rest, and answers by comparing figures over time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from tests.clients import client_of
from tests.network import make as people
from tests.network.make import NOW
from tests.network.meetings import make
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.privacy.services import keep_the_dates
from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.groups import services as groups
from wirwissen.network.groups.models import DutyKind, Group
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Availability, Meeting, PlanRun, Room, RunState, Topic
from wirwissen.network.meetings.rules.availability import (
    Absence,
    Answer,
    Fit,
    Rotation,
    Shift,
)
from wirwissen.network.meetings.services import planning
from wirwissen.network.meetings.services.invented import invented_answers
from wirwissen.network.meetings.services.jobs import look_after_meetings
from wirwissen.network.meetings.services.planning.figures import read_snapshot
from wirwissen.planner.snapshots import Snapshot

pytestmark = pytest.mark.django_db


def planned(group: Group, *, at: datetime) -> PlanRun:
    return planning.run_plan(make.run(group, now=at), now=at)


def test_availability_is_sealed_at_rest() -> None:
    member = people.member()
    services.keep_answer(member, Answer({(0, 18): Fit.GOOD}), now=NOW)

    row = Availability.objects.get()

    assert (b"week" in bytes(row.answer_sealed), services.own_answer(member)) == (
        False, Answer({(0, 18): Fit.GOOD}),
    )  # fmt: skip


def test_whoever_told_their_times_reads_them_in_words() -> None:
    member = people.member()
    rotation = Rotation((Shift.EARLY, Shift.NIGHT), date(2026, 11, 23))
    away = (Absence(date(2027, 7, 13), date(2027, 7, 26)),)
    week = {(0, 18): Fit.GOOD, (0, 20): Fit.PINCH, (4, 12): Fit.NEVER}
    row = services.keep_answer(member, Answer(week, rotation, away, may_host=True), now=NOW)

    reveal = Availability.privacy.reveal
    assert reveal is not None
    assert reveal(row, "answer_sealed").splitlines() == [
        "Montag: 18 Uhr passt, 20 Uhr zur Not",
        "Freitag: 12 Uhr nie",
        "Wochen im Wechsel, die erste ab 23.11.2026:",
        "1. Früh, 6 bis 14 Uhr",
        "2. Nacht, ab 21 Uhr",
        "weg vom 13.7.2027 bis 26.7.2027",
        "würde auch einmal moderieren",
    ]


def test_availability_is_gone_when_the_member_leaves_and_its_key_soon_after() -> None:
    member = people.member()
    row = services.keep_answer(member, Answer({(0, 18): Fit.GOOD}), now=NOW)
    assert row.envelope is not None
    envelope = row.envelope.pk
    yesterday = clock_now().date() - timedelta(days=1)
    Envelope.objects.filter(pk=envelope).update(created_on=yesterday)

    groups.leave(member, now=NOW)
    look_after_meetings.call()

    assert (Availability.objects.count(), Envelope.objects.filter(pk=envelope).count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_emptying_the_grid_destroys_its_key_at_once() -> None:
    member = people.member()
    row = services.keep_answer(member, Answer({(0, 18): Fit.GOOD}), now=clock_now())
    assert row.envelope is not None
    envelope = row.envelope.pk

    services.forget_answer(member)
    services.forget_answer(member)

    assert (envelope in store.known_envelopes(), Availability.objects.count()) == (False, 0)


def test_availability_is_gone_when_the_series_ends() -> None:
    services.keep_answer(people.member(), make.EVENINGS, now=NOW)
    Availability.objects.update(ends_on=clock_now().date() - timedelta(days=1))

    keep_the_dates.call()

    assert Availability.objects.count() == 0


def test_each_member_sees_privately_dir_passen_1_von_2() -> None:
    group = people.group()
    member = people.member(group)
    monday = datetime.fromisoformat("2030-03-04T18:00+01:00")
    for days in (0, 1):
        make.meeting(group, at=monday + timedelta(days=days))
    services.keep_answer(member, Answer({(0, 18): Fit.PINCH}), now=clock_now())

    page = client_of(member.user).get(reverse("meetings:times_kept")).content.decode()

    assert "Dir passen 1 von 2." in page


def test_the_grid_comes_back_as_it_was_saved_without_a_script() -> None:
    member = people.member()
    client = client_of(member.user)
    week = {f"d{day}h18": "g" for day in range(5)} | {"d0h20": "p", "d1h20": "n"}
    more = {"week_1": "e", "week_2": "l", "now": "2", "from_1": "3.5.2027", "to_1": "9.5.2027"}

    client.post(reverse("meetings:times"), {**week, **more, "may_host": "on"})

    page = client.get(reverse("meetings:times")).content.decode()
    answer = services.own_answer(member)
    assert answer is not None and answer.rotation is not None
    assert (len(answer.week), answer.rotation.weeks, len(answer.absences), answer.may_host) == (
        7, ("e", "l"), 1, True,
    )  # fmt: skip
    assert page.count(" checked") == 8


def test_no_page_changes_while_fewer_than_five_answer_anew() -> None:
    group = make.answered_group(20, now=clock_now())
    orga = people.member(group, DutyKind.ORGA)
    planned(group, at=clock_now())
    client = client_of(orga.user)

    def body() -> str:
        text = client.get(reverse("meetings:plan")).content.decode()
        return _without_forms(text.partition("<main")[2].partition("</main>")[0])

    before = body()
    for _number in range(4):
        services.keep_answer(people.member(group), make.EVENINGS, now=clock_now())

    assert "Das geht, sobald mindestens fünf" in before
    assert before == body()


def _without_forms(page: str) -> str:
    return "".join(part.partition(">")[2] for part in page.split('<input type="hidden"'))


def test_comparing_all_figures_ever_shown_gives_no_answer_away() -> None:
    """The attack of planner.md, in the house: everybody knows who came, went or answered anew, and
    reads the orga's page after each.

    For each date shown twice: if all of them must have done the same, they are known.
    """
    random, at = Random(5), NOW
    group = make.answered_group(18, seed=5, now=at)
    orga = client_of(people.member(group, DutyKind.ORGA).user)
    assert planned(group, at=at).state == RunState.PROPOSED
    spare = iter(invented_answers(40, seed=77, hours=group.windows, first=at.date()))
    pages = [figures_on_the_page(orga)]
    for _step in range(17):
        at += timedelta(days=1)
        live(group, next(spare), random, at=at)
        if planning.may_ask(group):
            planned(group, at=at)
        pages.append(figures_on_the_page(orga))

    runs = PlanRun.objects.filter(group=group).exclude(counts={}).order_by("asked_at")
    snapshots = [read_snapshot(run.counts) for run in runs]
    moves = [moves_of(snapshot) for snapshot in snapshots]
    found = [
        starts
        for starts in {key for snapshot in snapshots for key in snapshot.counts}
        if certain(_ranges(snapshots, starts), moves)
    ]
    assert (found, len(snapshots) > 2) == ([], True)
    assert all(sum(move) >= 5 for move in moves[1:])
    changed = [n for n in range(1, len(pages)) if pages[n] != pages[n - 1] and pages[n]]
    assert min(later - earlier for earlier, later in pairwise([0, *changed])) >= 5


def live(group: Group, answer: Answer, random: Random, *, at: datetime) -> None:
    """Somebody comes; or one of those who were there goes, or answers anew."""
    old = list(Availability.objects.filter(member__group=group).select_related("member"))
    chance = random.random()
    if chance < 0.6:
        services.keep_answer(people.member(group), answer, now=at)
    elif chance < 0.8:
        groups.leave(random.choice(old).member, now=at)
    else:
        services.keep_answer(random.choice(old).member, answer, now=at)


def figures_on_the_page(orga: Client) -> str:
    """What the orga reads of a plan; "" while there is none."""
    page = orga.get(reverse("meetings:plan")).content.decode()
    part = page.partition('aria-labelledby="fair"')[2].partition('aria-labelledby="neu"')[0]
    return _without_forms(part)


def moves_of(snapshot: Snapshot) -> tuple[int, int]:
    """How far a count can have risen and fallen since the snapshot before."""
    changes = snapshot.changes
    return changes.joined + changes.answered, changes.left + changes.answered


Range = tuple[int, int]


def _ranges(snapshots: list[Snapshot], starts: tuple[datetime, ...]) -> list[Range]:
    """What each snapshot says about one count; nothing where it did not show it."""
    counts = [snapshot.counts.get(starts) for snapshot in snapshots]
    return [(0, 10**6) if count is None else (count.low, count.high) for count in counts]


def certain(ranges: list[Range], moves: list[tuple[int, int]]) -> list[int]:
    """Steps at which the answers of all who came, went or answered anew are known.

    `moves[n]` says how far the count can have risen and fallen between n - 1 and n. The ranges are
    narrowed forwards and backwards first, so nothing that follows from all of them together is
    missed.
    """
    low, high = [ranges[0][0]], [ranges[0][1]]
    for (least, most), (rise, fall) in zip(ranges[1:], moves[1:], strict=True):
        low.append(max(least, low[-1] - fall))
        high.append(min(most, high[-1] + rise))
    for n in range(len(ranges) - 2, -1, -1):
        rise, fall = moves[n + 1]
        low[n] = max(low[n], low[n + 1] - rise)
        high[n] = min(high[n], high[n + 1] + fall)
    return [
        n
        for n, (rise, fall) in enumerate(moves[1:], start=1)
        if low[n] - high[n - 1] >= rise or low[n - 1] - high[n] >= fall
    ]


def test_the_attack_finds_what_live_exact_counts_give_away() -> None:
    exact = [(13, 13), (14, 14), (14, 14), (15, 15)]
    joined = [(0, 0), (1, 0), (1, 0), (1, 0)]

    assert certain(exact, joined) == [1, 2, 3]


def test_the_attack_finds_six_who_all_must_be_free_and_one_who_alone_can_have_gone() -> None:
    unknown = (0, 10**6)
    assert certain([(5, 7), (13, 17)], [(0, 0), (6, 0)]) == [1]
    assert certain([(5, 7), unknown, (13, 17)], [(0, 0), (3, 0), (4, 0)]) == []
    assert certain([(13, 17), (8, 12)], [(0, 0), (4, 1)]) == [1]
    assert certain([(13, 17), (8, 12)], [(0, 0), (4, 2)]) == []


def test_network_closes_dates_plans_topics_and_room_are_deleted_what_was_public_stays() -> None:
    group = make.answered_group(5, now=clock_now())
    meeting = make.meeting(group)
    people.public_meeting(group, -30)
    services.set_topic(meeting, make.topic(group, "Grenzen"))
    services.keep_room(group, operator="Zoom", address="https://zoom.example/j/1")
    planned(group, at=clock_now())

    Group.objects.filter(pk=group.pk).update(closes_on=clock_now().date())
    groups.close_due_groups(now=clock_now())
    look_after_meetings.call()

    left = [model.objects.count() for model in (Meeting, PlanRun, Topic, Room, Availability)]
    past = group.public_meetings.filter(starts_at__lt=clock_now()).count()
    assert (left, past) == ([0, 0, 0, 0, 0], 1)

"""The evening: passes, small groups, parts, answers, what is gone afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.clients import client_of
from tests.network import make as people
from tests.network.make import NOW
from tests.network.meetings import make
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy.services import erase_person, keep_the_dates
from wirwissen.network.groups import services as groups
from wirwissen.network.groups.models import DutyKind, Group, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Answer, Handover, Meeting, PartKind, Pass, Post, Task
from wirwissen.network.meetings.queries.meetings import visible_posts
from wirwissen.network.meetings.services import passes

pytestmark = pytest.mark.django_db
START = NOW + timedelta(hours=1)
_TWO_HOURS = timedelta(hours=2)


def at_the_door(count: int, *, at: datetime = START) -> tuple[Meeting, list[Member]]:
    """So many members who have come to one meeting."""
    group = people.group()
    meeting = make.meeting(group, at=START)
    members = [people.member(group) for _number in range(count)]
    for member in members:
        services.issue_pass(meeting, member, name=member.pseudonym, now=at)
    return meeting, members


@pytest.mark.parametrize("count", [46, 120])
def test_46_at_the_founding_meeting_also_120_in_one_click_without_a_list_of_names(
    count: int,
) -> None:
    meeting, members = at_the_door(count)
    orga = people.member(meeting.group, DutyKind.ORGA)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=clock_now(), ends_at=clock_now() + _TWO_HOURS
    )

    client = client_of(orga.user)
    response = client.post(reverse("meetings:draw", args=[meeting.pk]), follow=True)

    page = response.content.decode()
    sizes = [Pass.objects.filter(small_group=n).count() for n in range(1, 30)]
    assert {size for size in sizes if size} <= {5, 6}
    assert [member for member in members if f">{member.pseudonym}<" in page] == []


@pytest.mark.parametrize("seed", range(10))
def test_therapist_and_former_client_are_both_members_silent_separation(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, members = at_the_door(17)
    random = Random(seed)
    apart = {frozenset({a.pk, b.pk}) for a, b in random.sample(list(combinations(members, 2)), 12)}
    monkeypatch.setattr(passes, "apart_of", lambda _group: apart)

    sizes = services.draw_small_groups(meeting, now=START, lot=random)

    rooms: dict[int, list[str]] = {}
    for row in Pass.objects.all():
        rooms.setdefault(row.small_group, []).append(row.member_id)
    together = {frozenset(pair) for room in rooms.values() for pair in combinations(room, 2)}
    assert together & apart == set()
    assert sorted(sizes) == sorted(map(len, rooms.values()))


def test_what_the_host_sees_is_the_same_with_and_without_a_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting, members = at_the_door(20)
    plain = services.draw_small_groups(meeting, now=START, lot=Random(1))
    apart = {frozenset({members[0].pk, members[1].pk})}
    monkeypatch.setattr(passes, "apart_of", lambda _group: apart)

    assert sorted(services.draw_small_groups(meeting, now=START, lot=Random(2))) == sorted(plain)


def test_a_pass_belongs_to_one_member_and_works_once() -> None:
    meeting, (one, other) = at_the_door(2)
    token = services.issue_pass(meeting, one, name="Juno", now=START)

    stolen = services.use_pass(meeting, other, token, now=START)
    first = services.use_pass(meeting, one, token, now=START)
    second = services.use_pass(meeting, one, token, now=START)

    assert (stolen, first is not None and first.meeting_name, second) == (None, "Juno", None)


def test_a_new_pass_ends_the_link_before() -> None:
    meeting, (one,) = at_the_door(1)
    old = services.issue_pass(meeting, one, name="Juno", now=START)
    services.issue_pass(meeting, one, name="Juno", now=START)

    assert services.use_pass(meeting, one, old, now=START) is None


def test_there_is_no_pass_before_the_door_opens() -> None:
    group = people.group()
    meeting = make.meeting(group, at=START)

    with pytest.raises(Refused, match="15 Minuten"):
        services.issue_pass(
            meeting, people.member(group), name="J", now=START - timedelta(minutes=16)
        )


def test_no_attendance_history_who_was_there_is_gone_the_same_night() -> None:
    at_the_door(8)

    kept = services.clear_passes(now=START + timedelta(hours=2))
    gone = services.clear_passes(now=START + timedelta(hours=2, minutes=30))

    assert (kept, gone, Pass.objects.count()) == (0, 8, 0)


def test_only_3_sign_ups_under_5_it_reads_unter_5_and_the_orga_is_asked_48_h_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Member] = []
    monkeypatch.setattr(services.meetings, "tell", lambda members, *, now: told.extend(members))
    group = people.group(floor=6)
    orga = people.member(group, DutyKind.ORGA)
    meeting = make.meeting(group, at=clock_now() + timedelta(hours=48))
    for _number in range(3):
        services.answer(meeting, people.member(group), is_coming=True, now=clock_now())

    early = services.ask_about_few(now=clock_now() - timedelta(hours=1))
    asked = services.ask_about_few(now=clock_now() + timedelta(minutes=1))
    again = services.ask_about_few(now=clock_now() + timedelta(hours=2))

    assert (early, asked, again, told) == (0, 1, 0, [orga])
    page = client_of(orga.user).get(reverse("meetings:date", args=[meeting.pk])).content.decode()
    assert "unter 5" in page and "Trotzdem treffen" in page and "Zusammenlegen" in page


def test_a_merged_date_is_cancelled_and_its_topic_moves_on() -> None:
    group = people.group()
    one, other = make.meeting(group, at=START), make.meeting(group, at=START + timedelta(days=30))
    services.set_topic(one, make.topic(group, "Grenzen"))
    one.refresh_from_db()

    services.merge_into(one, other, now=NOW)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.topic is not None and other.topic.title) == ("cancelled", "Grenzen")


def test_wants_total_erasure_the_evening_after_a_meeting_the_answer_is_gone_the_count_stays(
) -> None:  # fmt: skip
    meeting, (member, other) = at_the_door(2)
    for each in (member, other):
        services.answer(meeting, each, is_coming=True, now=START - timedelta(days=1))
    services.take_part(meeting, member, PartKind.CARE)
    services.write_post(meeting, member, text="Danke.", content_note="", now=START + _TWO_HOURS)

    erase_person(member.user, now=START + timedelta(hours=4))

    meeting.refresh_from_db()
    mine = [model.objects.filter(member=member.pk).count() for model in (Answer, Task, Post, Pass)]
    assert (mine, meeting.coming, Answer.objects.count()) == ([0, 0, 0, 0], 2, 1)


def test_answers_vanish_seven_days_after_then_a_count() -> None:
    group = people.group()
    meeting = make.meeting(group, at=clock_now() - timedelta(days=7, hours=3))
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=clock_now() + timedelta(hours=1))
    meeting.refresh_from_db()
    services.answer(meeting, people.member(group), is_coming=True, now=clock_now())
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=clock_now() - timedelta(days=7, hours=1))

    keep_the_dates.call()

    meeting.refresh_from_db()
    assert (Answer.objects.count(), meeting.coming) == (0, 1)


def test_the_only_host_is_ill_the_second_host_follows_and_reads_the_private_word() -> None:
    group = people.group()
    meeting = make.meeting(group, at=START)
    host, second = people.member(group), people.member(group)
    services.take_part(meeting, host, PartKind.HOST)
    services.take_part(meeting, second, PartKind.SECOND)

    services.pass_on(meeting, host, PartKind.HOST, word="Der Raum ist offen.", now=NOW)

    rows = [(row.kind, row.member) for row in Task.objects.all()]
    assert rows == [("host", second)]
    words = services.words_for(meeting, second, kinds=["host"])
    assert words == [("Moderation", "Der Raum ist offen.")]
    assert b"Raum" not in bytes(Handover.objects.get().text_sealed)


def test_host_and_second_host_are_two_people_and_nobody_takes_a_taken_part() -> None:
    group = people.group()
    meeting, one, other = make.meeting(group), people.member(group), people.member(group)
    services.take_part(meeting, one, PartKind.HOST)
    services.take_part(meeting, one, PartKind.HOST)

    with pytest.raises(Refused, match="schon jemand"):
        services.take_part(meeting, other, PartKind.HOST)
    with pytest.raises(Refused, match="zweite Person"):
        services.take_part(meeting, one, PartKind.SECOND)
    assert Task.objects.count() == 1


def test_topic_two_dates_still_open_topic_replaced_topic_is_separate_from_the_date() -> None:
    group = people.group()
    member = people.member(group)
    dates = [make.meeting(group, at=START + timedelta(days=30 * n)) for n in range(2)]
    first = services.propose(member, title="Scham", with_name=True)
    services.approve(first)
    first.refresh_from_db()
    services.vote(first, member, wants=True)
    services.set_topic(dates[0], first)

    services.set_topic(dates[0], services.new_topic(group, title="Grenzen"))

    for row in [first, *dates]:
        row.refresh_from_db()
    assert [date.topic.title if date.topic else None for date in dates] == ["Grenzen", None]
    assert [date.starts_at for date in dates] == [START, START + timedelta(days=30)]
    assert (first.state, first.by, first.votes.count()) == ("pool", None, 0)


def test_a_topic_without_a_name_leads_back_to_nobody() -> None:
    member = people.member()

    topic = services.propose(member, title="Scham", with_name=False)

    assert (topic.by, topic.is_approved) == (None, False)


def test_a_post_appears_the_next_day_and_there_is_one_a_day() -> None:
    meeting, (one, other) = at_the_door(2)
    after = START + timedelta(hours=3)
    services.write_post(meeting, one, text="Ein Gedanke.", content_note="", now=after)

    today = after.date()
    seen = [len(visible_posts(meeting, who, today=day))
            for who in (one, other) for day in (today, today + timedelta(days=1))]  # fmt: skip
    with pytest.raises(Refused, match="Morgen"):
        services.write_post(meeting, one, text="Noch einer.", content_note="", now=after)
    assert seen == [1, 1, 0, 1]


def test_a_moved_date_forgets_its_answers_and_keeps_its_topic() -> None:
    group = people.group()
    meeting = make.meeting(group, at=START)
    services.set_topic(meeting, make.topic(group, "Grenzen"))
    services.answer(meeting, people.member(group), is_coming=True, now=NOW)

    moved = services.move_meeting(meeting, START + timedelta(days=1), now=NOW)

    assert (moved.state, moved.moved_from, moved.coming, Answer.objects.count()) == (
        "moved", START, 0, 0,
    )  # fmt: skip
    assert moved.topic is not None


def test_mail_goes_through_the_groups_own_door_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(groups, "notify", lambda member, now: told.append(member.pk), raising=False)
    group = people.group()
    members = [people.member(group) for _number in range(2)]

    services.enter_meeting(group, START, now=NOW)

    assert sorted(told) == sorted(member.pk for member in members)


def no_two_together(group: Group) -> set[frozenset[str]]:
    """A source that keeps everybody of a group apart from everybody."""
    ids = Member.objects.filter(group=group).values_list("pk", flat=True)
    return {frozenset(pair) for pair in combinations(ids, 2)}


def test_who_must_not_meet_is_asked_anew_for_each_drawing() -> None:
    meeting, _members = at_the_door(8)
    before = services.draw_small_groups(meeting, now=START)

    with override_settings(APART_SOURCES=[f"{__name__}.no_two_together"]):
        after = services.draw_small_groups(meeting, now=START)

    assert (before, after) == ([4, 4], [])
    assert set(Pass.objects.values_list("small_group", flat=True)) == {0}

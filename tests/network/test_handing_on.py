"""What was in somebody's hands goes to others at once when a duty ends, however it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.network import make
from tests.network.care import make_care
from tests.network.make import NOW
from tests.network.meetings import make as make_meetings
from tests.network.rounds import make_rounds
from wirwissen.foundation.accounts.models import Membership
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import erase_person
from wirwissen.network.care import services as care
from wirwissen.network.care.models import Case, Seat
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Duty, DutyKind, Group, Member, TalkSlot
from wirwissen.network.groups.queries import todos
from wirwissen.network.meetings import services as meetings
from wirwissen.network.meetings.models import PartKind, PlanRun, Room, RunState, Task
from wirwissen.network.meetings.queries import todos as todos_of_meetings

pytestmark = pytest.mark.django_db


def taken_from(member: Member) -> None:
    services.take_duty(member, DutyKind.ORGA, by=None, now=now())


def leaves(member: Member) -> None:
    services.leave(member, now=now())


def is_erased(member: Member) -> None:
    erase_person(member.user, now=now())


ENDS = pytest.mark.parametrize("end", [taken_from, leaves, is_erased])
GOES = pytest.mark.parametrize("end", [leaves, is_erased])
End = Callable[[Member], None]


def orga_of_two() -> tuple[Group, Member, Member]:
    group = make.group()
    return group, make.member(group, DutyKind.ORGA), make.member(group, DutyKind.ORGA)


def told() -> list[str]:
    return sorted(OutboxMail.objects.values_list("recipient", flat=True))


@ENDS
def test_whoever_waits_for_a_talk_is_told_to_take_another_time(end: End) -> None:
    group, angry, other = orga_of_two()
    asked = make.request(group, email="juno@example.org")
    services.take_slot(asked, make.slot(angry).pk, now=now())
    free = make.slot(other)
    OutboxMail.objects.all().delete()

    end(angry)

    assert (list(TalkSlot.objects.all()), "juno@example.org" in told()) == ([free], True)


@ENDS
def test_a_plan_that_was_taken_over_waits_for_two_others_again(end: End) -> None:
    group, angry, _other = orga_of_two()
    make_meetings.run(group, now=NOW, state=RunState.TAKEN, taken_by=angry)

    end(angry)

    [run] = PlanRun.objects.all()
    assert (run.state, run.taken_by) == (RunState.PROPOSED, None)


@ENDS
def test_the_room_is_renewed_after_somebody_who_knows_it_has_gone(end: End) -> None:
    group, angry, other = orga_of_two()
    meetings.keep_room(group, operator="Raum", address="https://raum.example/a")

    end(angry)

    title = "Den Raum erneuern"
    assert title in [each.title for each in todos_of_meetings(other.user, [], now())]
    assert other.user.email in told()
    meetings.keep_room(group, operator="Ein anderer", address="https://raum.example/a")
    assert Room.objects.get().known_outside is True
    meetings.keep_room(group, operator="Raum", address="https://raum.example/b")
    assert title not in [each.title for each in todos_of_meetings(other.user, [], now())]


@GOES
def test_the_second_host_steps_in_and_the_orga_is_told(end: End) -> None:
    group, angry, other = orga_of_two()
    second, meeting = make.member(group), make_meetings.meeting(group)
    past = make_meetings.meeting(group, at=now() - timedelta(days=3))
    for when in (past, meeting):
        meetings.take_part(when, angry, PartKind.HOST)
    meetings.take_part(meeting, second, PartKind.SECOND)

    end(angry)

    assert [(row.kind, row.member) for row in Task.objects.all()] == [(PartKind.HOST, second)]
    assert {second.user.email, other.user.email} <= set(told())


@ENDS
def test_somebody_uninvolved_takes_the_seat_of_a_decider(end: End) -> None:
    group = make_care.group_with_team(orga=3, confidants=0)
    reporter = make.member(group)
    row = make_care.report(reporter)
    angry, stays = (seat.member for seat in make_care.seats(row))

    end(angry)

    third = Member.objects.filter(duties__kind="orga").exclude(pk__in=[angry.pk, stays.pk]).get()
    sitting = Seat.objects.filter(report=row, stepped_aside=False)
    assert {seat.member_id for seat in sitting} == {stays.pk, third.pk}


def test_what_was_half_opened_stays_shut_once_the_duty_is_taken() -> None:
    group, angry, other = orga_of_two()
    half = make_care.joint_contact(angry, make.member(group))

    taken_from(angry)

    with pytest.raises(Refused):
        care.confirm(half, other, now=now())


@GOES
def test_another_confidant_takes_a_case_over(end: End) -> None:
    group = make_care.group_with_team(orga=1, confidants=2)
    case = make_care.case(make.member(group), make.member(group))
    assert case.confidant is not None

    end(case.confidant)

    [other] = Member.objects.filter(duties__kind=DutyKind.CONFIDANT.value)
    assert [row.confidant for row in Case.objects.all()] == [other]


@GOES
def test_a_round_goes_on_with_one_and_ends_without_anybody(end: End) -> None:
    group = make.group()
    first, second = (make.member(group, DutyKind.FACILITATOR) for _ in range(2))
    found = make_rounds.a_round(first, second)

    end(first)
    found.refresh_from_db()
    assert (found.first, found.second, found.cancelled_on) == (second, None, None)
    assert second.user.email in told()

    end(second)
    found.refresh_from_db()
    assert found.cancelled_on is not None


def test_whoever_lays_the_orga_down_stays_signed_in_where_they_did_it() -> None:
    _group, tired, _other = orga_of_two()
    here, elsewhere = client_of(tired.user), client_of(tired.user)
    duty = Duty.objects.get(member=tired)

    answer = here.post(reverse("groups:duty_take", args=[duty.pk]), follow=True)

    assert "Du hast die Aufgabe abgegeben." in answer.content.decode()
    assert here.get(reverse("groups:orga")).status_code == 404
    assert elsewhere.get(reverse("groups:own")).status_code == 302


def test_whoever_leaves_with_a_duty_is_signed_out_everywhere_else() -> None:
    _group, angry, _other = orga_of_two()
    here, elsewhere = client_of(angry.user), client_of(angry.user)

    answer = here.post(reverse("groups:go"), follow=True)

    assert "Du hast die Gruppe verlassen" in answer.content.decode()
    assert elsewhere.get(reverse("today")).status_code == 302


def test_a_group_whose_last_orga_had_themselves_erased_finds_a_new_one() -> None:
    """Nobody is locked out: members and house are told, a code opens the door again."""
    place, keeper = make.organisation(), make.user()
    role = Membership.objects.create(
        organisation=place, user=keeper, role=Role.OFFICE.value, name="Robin", since=now().date()
    )
    group = make.group(organisation=place)
    last, member = make.member(group, DutyKind.ORGA), make.member(group)
    before = [each.title for each in todos(keeper, [role], now())]

    is_erased(last)

    assert before == []
    assert [each.title for each in todos(keeper, [role], now())] == ["Eine Gruppe ist ohne Orga"]
    assert [each.title for each in todos(member.user, [], now())] == ["Jemand wird gebraucht"]
    services.give_orga_by_house(group, member, now=now())
    assert todos(keeper, [role], now()) == todos(member.user, [], now()) == []

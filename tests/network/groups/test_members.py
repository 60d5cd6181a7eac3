"""Members and duties: names once in a group, no duty without a trace, never nobody at the door."""

from __future__ import annotations

from datetime import date

import pytest

from tests.network import make
from tests.network.make import NOW
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Duty, DutyChange, DutyKind, Member

pytestmark = pytest.mark.django_db


def test_whoever_founds_a_group_is_its_orga() -> None:
    founder = make.user()

    group = services.found_group(
        make.organisation(), founder, name="Kreis", slug="kreis", pseudonym="Meise", now=NOW
    )

    [row] = Member.objects.all()
    assert (row.group, row.user, row.pseudonym) == (group, founder, "Meise")
    assert [duty.kind for duty in row.duties.all()] == [DutyKind.ORGA]


def test_only_the_month_of_joining_is_kept() -> None:
    row = services.add_member(make.group(), make.user(), pseudonym="Amsel", now=NOW)

    assert row.joined_month == date(2027, 3, 1)


def test_joining_twice_keeps_one_membership() -> None:
    group, somebody = make.group(), make.user()

    first = services.add_member(group, somebody, pseudonym="Amsel", now=NOW)
    second = services.add_member(group, somebody, pseudonym="Fink", now=NOW)

    assert (first, second.pseudonym) == (second, "Amsel")


def test_a_name_is_there_once_in_a_group_and_free_in_another() -> None:
    group = make.group()
    services.add_member(group, make.user(), pseudonym="Amsel", now=NOW)

    with pytest.raises(Refused):
        services.add_member(group, make.user(), pseudonym="  AMSEL ", now=NOW)

    other = services.add_member(make.group(), make.user(), pseudonym="Amsel", now=NOW)
    assert other.pseudonym == "Amsel"


def test_a_taken_duty_ends_the_sessions_and_leaves_a_trace() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    other = make.member(group, DutyKind.ORGA)
    mark = other.user.session_mark

    services.take_duty(other, DutyKind.ORGA, by=orga, now=NOW)
    services.take_duty(other, DutyKind.ORGA, by=orga, now=NOW)

    other.user.refresh_from_db()
    taken = DutyChange.objects.filter(given=False)
    assert other.user.session_mark != mark
    assert [(row.member, row.by, row.kind) for row in taken] == [(other, orga, "orga")]


def test_the_last_orga_stays_until_somebody_else_has_the_duty() -> None:
    group = make.group()
    orga, member = make.member(group, DutyKind.ORGA), make.member(group)

    with pytest.raises(Refused):
        services.take_duty(orga, DutyKind.ORGA, by=orga, now=NOW)
    with pytest.raises(Refused):
        services.leave(orga, now=NOW)

    services.give_duty(member, DutyKind.ORGA, by=orga, now=NOW)
    services.leave(orga, now=NOW)
    assert list(Member.objects.filter(group=group)) == [member]


def test_leaving_takes_everything_and_keeps_the_trace_without_a_person() -> None:
    group = make.group()
    member = make.member(group, DutyKind.CONFIDANT)

    services.leave(member, now=NOW)

    assert (Member.objects.count(), Duty.objects.count()) == (0, 0)
    left = {(row.member, row.kind, row.given) for row in DutyChange.objects.all()}
    assert left == {(None, "confidant", True), (None, "confidant", False)}

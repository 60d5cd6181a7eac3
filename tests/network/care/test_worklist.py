"""What waits stands on "Heute", in one query, without saying about whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.network.care import services
from wirwissen.network.care.queries import todos
from wirwissen.network.groups.models import DutyKind, Member

pytestmark = pytest.mark.django_db


def titles(member: Member) -> list[str]:
    return [todo.title for todo in todos(member.user, [], now())]


def test_each_sees_what_waits_for_them(django_assert_num_queries: Any) -> None:
    group = make.group()
    one, other = (make.member(group, DutyKind.ORGA) for _ in range(2))
    confidant = make.member(group, DutyKind.CONFIDANT)
    member, fellow = make.member(group), make.member(group)
    case = make_care.case(member, fellow)

    before = (titles(member), titles(confidant))
    services.ask_earlier(case, now=now())
    row = make_care.report(member, fellow)
    services.hear(make_care.seats(row)[0], "Es ging um die Lautstärke.", now=now())
    make_care.joint_contact(one, member)

    deciders = {seat.member_id for seat in make_care.seats(row)}
    assert before == ([], ["Als Vertrauensperson gefragt"])
    assert (titles(member), titles(fellow)) == (["Eine Frage an dich"], ["Wir möchten dich hören"])
    sits = ["Zu zweit entscheiden"] if other.pk in deciders else []
    assert titles(other) == [*sits, "Eine zweite Person wird gebraucht"]
    assert "Eine zweite Person wird gebraucht" not in titles(one)
    with django_assert_num_queries(1):
        todos(other.user, [], now())

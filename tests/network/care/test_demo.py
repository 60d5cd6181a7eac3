"""What the demo shows of care and rounds can be made."""

from __future__ import annotations

import pytest

from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.network.care.models import Case, Seat
from wirwissen.network.care.queries import apart
from wirwissen.network.demo.care import one_hit, one_report, one_round
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.rounds.models import Place

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_hit_one_report_and_one_round() -> None:
    group = make_care.group_with_team()
    people = [make.member(group) for _ in range(9)]
    leaders = [make.member(group, DutyKind.FACILITATOR) for _ in range(2)]

    one_hit(people[0], people[1], now=now())
    report = one_report(people[2], people[3], now=now())
    one_round(leaders[0], leaders[1], people[2:], now=now())

    assert apart(group) == {frozenset({people[0].pk, people[1].pk})}
    assert (Case.objects.count(), Seat.objects.filter(report=report).count()) == (1, 2)
    states = [place.state for place in Place.objects.order_by("waiting_since")]
    assert states == ["booked"] * 3 + ["offered"] * 3 + ["waiting"]

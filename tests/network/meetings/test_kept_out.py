"""What a decision of two uninvolved people means at the door and for contributions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.network import make as people
from tests.network.care import make_care
from tests.network.meetings import make
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.care.models import Decision
from wirwissen.network.care.rules.reports import Measure
from wirwissen.network.groups.models import Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Meeting, Offer, Pass, Post, Topic

pytestmark = pytest.mark.django_db


def told(measure: Measure) -> Member:
    """A member about whom two people have decided that."""
    group = make_care.group_with_team(orga=4, confidants=1)
    row = make_care.report(people.member(group), people.member(group))
    make_care.decided(row, measure)
    assert row.about is not None
    row.about.refresh_from_db()
    return row.about


def tonight(member: Member) -> Meeting:
    return make.meeting(member.group, at=now() + timedelta(minutes=5), wants_input=True)


@pytest.mark.parametrize(
    ("measure", "passes"),
    [(Measure.TALK, 1), (Measure.LIMIT, 1), (Measure.PAUSE, 0), (Measure.EXCLUDE, 0)],
)
def test_a_pause_and_an_exclusion_shut_the_door_of_the_evening(
    measure: Measure, passes: int
) -> None:
    member = told(measure)
    door = reverse("meetings:door", args=[tonight(member).pk])

    answer = client_of(member.user).post(door, {"name": "Amsel", "agrees": "on"})

    said = "gerade Pause von den Treffen" in answer.content.decode()
    assert (Pass.objects.count(), said) == (passes, passes == 0)


def test_whoever_is_kept_out_this_evening_uses_no_link_and_is_in_no_small_group() -> None:
    member = told(Measure.PAUSE)
    Decision.objects.update(until=now().date() - timedelta(days=1))
    meeting = tonight(member)
    others = [people.member(member.group) for _number in range(8)]
    for each in others:
        services.issue_pass(meeting, each, name="Name", now=now())
    token = services.issue_pass(meeting, member, name="Amsel", now=now())
    Decision.objects.update(until=now().date() + timedelta(days=1))

    with pytest.raises(Refused):
        services.use_pass(meeting, member, token, now=now())
    sizes = services.draw_small_groups(meeting, now=now())

    assert (sizes, Pass.objects.get(member=member).small_group) == ([4, 4], 0)


def test_whoever_is_limited_contributes_nothing_and_takes_part() -> None:
    member = told(Measure.LIMIT)
    meeting = tonight(member)
    client, later = client_of(member.user), now() + timedelta(hours=1)
    Topic.objects.all().delete()

    fields = {"title": "Grenzen", "with_name": "no"}
    asked = client.post(reverse("meetings:topic_new"), fields)
    with pytest.raises(Refused, match="Beiträge"):
        services.write_post(meeting, member, text="Das war gut.", content_note="", now=later)
    with pytest.raises(Refused, match="Beiträge"):
        services.offer_input(meeting, member, wants=True)

    left = [model.objects.count() for model in (Topic, Post, Offer)]
    assert (asked.status_code, left) == (409, [0, 0, 0])
    assert services.issue_pass(meeting, member, name="Amsel", now=now())

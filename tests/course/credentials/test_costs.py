"""What the pages of papers cost in queries: 12 at most, and no more for more rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.course.cohorts.make_cohorts import all_there, people, weekends
from tests.course.credentials.make_ready import make_ready
from tests.world import World, make_world
from wirwissen.course.credentials import services
from wirwissen.course.credentials.models import Paper
from wirwissen.foundation.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def cost(world: World, actor: str, name: str, *args: str) -> int:
    client = world.client(actor)
    path = reverse(f"credentials:{name}", args=args)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_a_closing_page_of_24_people_costs_at_most_12_queries(world: World) -> None:
    cohort = make.cohort(world.own.version)
    sessions = weekends(cohort, held=12)
    group = people(cohort, 24)
    all_there(sessions, group)

    counted = cost(world, "lead", "closing", cohort.pk)

    assert (len(sessions), counted) == (48, 11)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_with_more_papers(world: World, count: int) -> None:
    for _number in range(count):
        services.issue_confirmation(world.own.participant, by=world.own.office, now=now())

    assert cost(world, "releaser", "releases") <= 7
    assert cost(world, "participant", "papers") <= 7


def test_proposing_a_whole_group_costs_the_same_for_one_and_for_three(world: World) -> None:
    def cost_of_proposing(people: int) -> int:
        cohort = make.cohort(world.own.version)
        for _number in range(people):
            make_ready(make.participant(cohort))
        client = world.client("lead")
        with CaptureQueriesContext(connection) as seen:
            client.post(reverse("credentials:propose_all", args=[cohort.pk]), {})
        assert Paper.objects.filter(participant__cohort=cohort).count() == people
        return len(seen)

    assert cost_of_proposing(3) == cost_of_proposing(1)


def test_own_pages_cost_at_most_12_queries(world: World) -> None:
    who = make_ready(world.own.participant)

    assert cost(world, "participant", "own") <= 12
    assert cost(world, "lead", "participant", who.pk) <= 12

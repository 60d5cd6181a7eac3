"""No page costs more queries because there is more to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.house.capture import capture
from tests.house.collect import all_states
from tests.registry import PageState, World
from tests.worlds import grow, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One world for all pages; what each page's test adds is rolled back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atomic = transaction.atomic()
        atomic.__enter__()
        yield make_world()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def first_states() -> list[PageState]:
    """The first state of every page that is not an answer to a form."""
    found: dict[str, PageState] = {}
    for state in all_states():
        if state.post is None:
            found.setdefault(state.url, state)
    return list(found.values())


def app_of(state: PageState) -> str:
    """The app of a page: what stands before the colon of its name, or `house` without one."""
    return state.url.rpartition(":")[0] or "house"


APPS = sorted({app_of(state) for state in first_states()})


def what_grows(world: World, states: list[PageState]) -> dict[str, list[str]]:
    """Pages whose number of queries differs between one more of everything and three more.

    With the queries that came or went. All pages share one growing: it costs more than a page.
    """
    with transaction.atomic():
        grow(world)
        few = [capture(world, state).queries for state in states]
        grow(world)
        grow(world)
        many = [capture(world, state).queries for state in states]
        transaction.set_rollback(True)
    return {
        state.url: [sql for sql in after if after.count(sql) > 1 or sql not in before]
        for state, before, after in zip(states, few, many, strict=True)
        if len(after) != len(before)
    }


@pytest.mark.parametrize("app", APPS)
def test_a_page_costs_the_same_with_one_and_with_three_rows(world: World, app: str) -> None:
    states = [state for state in first_states() if app_of(state) == app]

    assert what_grows(world, states) == {}


@pytest.mark.course_house
def test_a_seeded_query_for_each_row_is_seen(world: World) -> None:
    def ask_for_each(inner: World) -> dict[str, object]:
        return {"pk": inner.own.cohort.pk}

    state = PageState("cohorts:people", "seeded", "lead", ask_for_each)
    with pytest.MonkeyPatch.context() as patch:
        from wirwissen.course.cohorts.models import Participant

        name = property(lambda row: str(Participant.objects.get(pk=row.pk).name))
        patch.setattr(Participant, "shown_name", name, raising=False)
        seen = what_grows(world, [state])

    assert list(seen) == ["cohorts:people"]

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


def costs(world: World, state: PageState) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The queries of a page with one more of everything, and with three more."""
    with transaction.atomic():
        grow(world)
        few = capture(world, state).queries
        grow(world)
        grow(world)
        many = capture(world, state).queries
        transaction.set_rollback(True)
    return few, many


@pytest.mark.parametrize("state", first_states(), ids=lambda state: state.url)
def test_a_page_costs_the_same_with_one_and_with_three_rows(world: World, state: PageState) -> None:
    few, many = costs(world, state)

    assert len(many) == len(few), [sql for sql in many if many.count(sql) > 1 or sql not in few]


@pytest.mark.course_house
def test_a_seeded_query_for_each_row_is_seen(world: World) -> None:
    def ask_for_each(inner: World) -> dict[str, object]:
        return {"pk": inner.own.cohort.pk}

    state = PageState("cohorts:cohort", "seeded", "lead", ask_for_each)
    with pytest.MonkeyPatch.context() as patch:
        from wirwissen.course.cohorts.models import Participant

        name = property(lambda row: str(Participant.objects.get(pk=row.pk).name))
        patch.setattr(Participant, "shown_name", name, raising=False)
        few, many = costs(world, PageState("cohorts:people", state.name, "lead", ask_for_each))

    assert len(many) == len(few) + 2

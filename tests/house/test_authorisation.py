"""The authorisation matrix: every address × everybody, expectations typed by hand per app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template import loader
from django.urls import reverse

from tests.clients import HouseClient
from tests.house.collect import all_access, url_names
from tests.registry import EVERYBODY, LONG_WORD, Access, World
from tests.worlds import ACTORS, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One world for all cells; each cell's changes are rolled back by its own test."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atomic = transaction.atomic()
        atomic.__enter__()
        yield make_world(long_words=True)
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def nothing_is_drawn() -> Iterator[None]:
    """Who gets in does not depend on what a page shows, and drawing takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        draw = loader.render_to_string

        def only_mails(
            name: str, context: Any = None, request: Any = None, using: Any = None
        ) -> str:
            return "" if request is not None else draw(name, context, request, using)

        patch.setattr(loader, "render_to_string", only_mails)
        yield


def test_every_address_is_in_the_matrix_once() -> None:
    named = Counter(cell.url for cell in all_access())

    assert {name: n for name, n in named.items() if n > 1} == {}
    assert url_names() - set(named) == set()
    assert set(named) - url_names() == set()


@pytest.fixture(scope="module")
def cookies(world: World) -> dict[str, dict[str, str]]:
    """What the browser of each person holds once they are signed in; signing in takes time."""
    return {actor: held(world, actor) for actor in ACTORS}


def held(world: World, actor: str) -> dict[str, str]:
    """The cookies of one person who has just signed in."""
    return {name: each.value for name, each in world.client(actor).cookies.items()}


def outcome(path: str, held: dict[str, str], method: str) -> str:
    """What an address does for somebody: `in`, `sign-in`, `password` or `404`."""
    client = HouseClient()
    client.cookies.load(held)
    response = client.get(path) if method == "GET" else client.post(path)
    target = response.headers.get("Location", "")
    if response.status_code == 404:
        return "404"
    if response.status_code == 302 and target.startswith(reverse("account_login")):
        return "sign-in"
    if response.status_code == 302 and "kennwort" in target:
        return "password"
    return "in" if response.status_code < 500 else str(response.status_code)


def expected(cell: Access, actor: str) -> str:
    if cell.to == EVERYBODY or actor in cell.to:
        return "in"
    return "sign-in" if actor == "anonymous" else "404"


@pytest.mark.usefixtures("nothing_is_drawn")
@pytest.mark.parametrize("cell", all_access(), ids=lambda cell: cell.url)
def test_everybody_gets_in_exactly_where_the_matrix_says(
    world: World, cookies: dict[str, dict[str, str]], cell: Access
) -> None:
    wanted, found = {}, {}
    path = reverse(cell.url, kwargs=dict(cell.args(world)))
    for actor in ACTORS:
        for method in cell.methods:
            with transaction.atomic():
                found[actor, method] = outcome(path, cookies[actor], method)
                transaction.set_rollback(True)
            wanted[actor, method] = expected(cell, actor)

    assert found == wanted


# Pages on which people of the other house read ours, because everybody may, and why.
PUBLIC_WORDS: dict[str, str] = {}


def foreign_readers(cell: Access) -> list[str]:
    """Who of the other house gets in at a page that is not everybody's."""
    if cell.to == EVERYBODY or "GET" not in cell.methods or cell.url in PUBLIC_WORDS:
        return []
    return sorted(actor for actor in cell.to if actor.startswith("foreign_"))


def tells_of_us(world: World, cell: Access, actor: str) -> bool:
    """Whether the body holds a name of the own side: each is, or ends with, `LONG_WORD`."""
    with transaction.atomic():
        path = reverse(cell.url, kwargs=dict(cell.args(world)))
        response = world.client(actor).get(path)
        transaction.set_rollback(True)
    body = b"".join(response) if response.streaming else response.content
    return LONG_WORD.encode() in body


@pytest.mark.course_house  # the network house has one group until members come
@pytest.mark.parametrize(
    "cell", [cell for cell in all_access() if foreign_readers(cell)], ids=lambda cell: cell.url
)
def test_what_the_other_house_reads_names_none_of_ours(world: World, cell: Access) -> None:
    told = [actor for actor in foreign_readers(cell) if tells_of_us(world, cell, actor)]

    assert told == []


@pytest.mark.course_house
def test_a_seeded_list_of_everybody_is_caught(world: World) -> None:
    everything = Access("cohorts:cohorts", frozenset({"foreign_lead"}))

    # The same page, read by somebody of our own side, stands for a list that forgets the wall.
    assert (tells_of_us(world, everything, "lead"), foreign_readers(everything)) == (
        True,
        ["foreign_lead"],
    )


@pytest.mark.course_house
def test_a_seeded_hole_is_caught(world: World) -> None:
    hole = Access("pages:imprint", to=frozenset({"office"}))

    assert outcome(reverse(hole.url), {}, "GET") != expected(hole, "anonymous")

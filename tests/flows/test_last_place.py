"""The last place of an info event goes to one person, whoever presses at the same moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.race import Client, Press, UnlockedHouse, at_once, two_servers
from tests.flows.rows import rows
from tests.harness.house import House

ROUNDS = 25
CONTROL_ROUNDS = 8
FIRST = ("--organisation", "Kursort Nord", "--name", "Robin", "--email", "robin@example.org")
ONE_PLACE_ONE_WAITS = ["confirmed", "held", "unwaiting"]


@pytest.fixture(scope="module")
def house(course_house: House) -> House:
    """A house with tables and keys; nothing runs yet."""
    course_house.run("init", *FIRST)
    return course_house


@pytest.fixture(scope="module")
def clients(house: House) -> Iterator[tuple[Client, Client]]:
    """Two people, each at a server of their own."""
    with two_servers(house) as (first, second):
        yield Client(first), Client(second)


def register_at_once(clients: tuple[Client, Client], event: str, page: str) -> list[int]:
    """Two people book at one event at the same moment."""
    people = ("ada", "bo")
    typed = [{"event": event, "name": one, "email": f"{one}@{event}.example"} for one in people]
    pairs = zip(clients, typed, strict=True)
    return at_once(*(Press(client, page, fields) for client, fields in pairs))


def test_of_two_who_book_the_last_place_one_gets_it_and_one_waits(
    house: House, clients: tuple[Client, Client]
) -> None:
    events = rows(house, "last_places", str(ROUNDS))

    answers = [register_at_once(clients, *event) for event in events]

    found = rows(house, "states")
    assert answers == [[302, 302]] * ROUNDS
    assert [found[event] for event, _page in events] == [ONE_PLACE_ONE_WAITS] * ROUNDS


def test_of_two_who_confirm_when_one_place_came_back_one_gets_it(
    house: House, clients: tuple[Client, Client]
) -> None:
    made = rows(house, "freed_places", str(ROUNDS))

    for _event, *tokens in made:
        pairs = zip(clients, tokens, strict=True)
        at_once(*(
            Press(client, f"/info-termine/platz/{token}/", {"act": "confirm"})
            for client, token in pairs
        ))  # fmt: skip

    found = rows(house, "states")
    assert [found[event] for event, *_ in made] == [["confirmed", "waiting"]] * ROUNDS


def test_without_the_lock_the_same_race_oversells(house: House) -> None:
    events = rows(house, "last_places", str(CONTROL_ROUNDS))

    with two_servers(house, UnlockedHouse) as (first, second):
        clients = Client(first), Client(second)
        answers = [register_at_once(clients, *event) for event in events]

    found = rows(house, "states")
    assert answers == [[302, 302]] * CONTROL_ROUNDS
    assert ["confirmed", "held", "held"] in [found[event] for event, _page in events]

"""Whatever there is a number of in the network house is given out exactly so often, whoever asks at
the same moment: times for a talk, places of a call and of a round, links that work once.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.racers import Racer, at_once, two_racers
from tests.harness.house import House

ROUNDS, CONTROL_ROUNDS = 15, 3
FIRST = ("--organisation", "Träger", "--name", "Robin", "--email", "robin@example.org")
Pair = tuple[Racer, Racer]


@pytest.fixture(scope="module")
def house(network_house: House) -> House:
    """A house with tables and keys; nothing runs yet."""
    network_house.run("init", *FIRST)
    return network_house


@pytest.fixture(scope="module")
def pair(house: House) -> Iterator[Pair]:
    with two_racers(house) as racers:
        yield racers


def test_a_time_for_a_talk_is_taken_once(pair: Pair) -> None:
    for _round in range(ROUNDS):
        slot, one, other = pair[0].does("free_slot")

        answers = at_once(pair, ("take_slot", slot, one), ("take_slot", slot, other))

        assert sorted(answers) == ["refused", "taken"]


def test_two_waves_at_once_give_as_many_places_as_there_are(pair: Pair) -> None:
    for _round in range(ROUNDS):
        call = pair[0].does("call_with", 5, 9)

        answers = at_once(pair, ("admit_wave", call, 4), ("admit_wave", call, 4))

        assert (sum(answers), pair[0].does("admitted", call)) == (5, [5, 5])


def test_places_of_a_round_are_offered_to_as_many_as_fit(pair: Pair) -> None:
    for _round in range(ROUNDS):
        found, one, other, *_rest = pair[0].does("round_with", 2, 4)

        at_once(pair, ("settle", found), ("settle", found))
        offered = pair[0].does("places", found)
        at_once(pair, ("leave_and_settle", found, one), ("take_place", found, other))

        assert offered == ["offered", "offered", "waiting", "waiting"]
        assert sorted(pair[0].does("places", found)) in (
            ["booked", "offered", "waiting"], ["offered", "waiting", "waiting"],
        )  # fmt: skip


def test_a_link_to_the_room_works_once(pair: Pair) -> None:
    for _round in range(ROUNDS):
        meeting, member, token = pair[0].does("door")
        call = ("use_pass", meeting, member, token)

        assert sorted(at_once(pair, call, call)) == [False, True]


def test_an_admitted_request_becomes_one_member(pair: Pair) -> None:
    for _round in range(ROUNDS):
        request = pair[0].does("admitted_request")
        calls = (("become_member", request, name) for name in ("Amsel", "Fink"))

        answers = at_once(pair, *calls)

        assert sorted(answers) in (["Amsel", "refused"], ["Fink", "refused"])


def test_without_the_lock_the_same_race_gives_too_many_places(house: House) -> None:
    found = []
    with two_racers(house) as bare:
        for one in bare:
            one.does("without_lock")
        for _round in range(CONTROL_ROUNDS):
            call = bare[0].does("call_with", 5, 9)
            answers = at_once(bare, ("admit_wave", call, 4), ("admit_wave", call, 4))
            found.append(sum(answers))

    assert max(found) > 5

"""Small groups: as even as possible, four to six, and some people never in one room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirwissen.network.meetings.rules.rooms import (
    LARGEST,
    MOST_PEOPLE,
    SMALLEST,
    TOGETHER,
    Pair,
    is_even,
    sizes_of,
    small_groups,
)


def people(count: int) -> list[str]:
    return [f"m{number}" for number in range(count)]


def pair(one: int, other: int) -> Pair:
    return frozenset({f"m{one}", f"m{other}"})


def drawn(count: int, apart: set[Pair], seed: int = 1) -> tuple[tuple[str, ...], ...]:
    return small_groups(people(count), apart=apart, lot=Random(seed))


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(3, ()), (6, ()), (7, (4, 3)), (8, (4, 4)), (11, (6, 5)), (12, (6, 6)), (13, (5, 4, 4)),
     (46, (6, 5, 5, 5, 5, 5, 5, 5, 5)), (120, (5,) * 24)],
)  # fmt: skip
def test_the_sizes_of_rooms(count: int, sizes: tuple[int, ...]) -> None:
    assert sizes_of(count) == sizes


def test_from_three_to_120_people_every_room_is_even_and_has_four_to_six() -> None:
    wrong = []
    for count in range(3, MOST_PEOPLE + 1):
        rooms = drawn(count, set())
        sizes = sorted(map(len, rooms))
        if count <= TOGETHER:
            fits = rooms == ()
        else:
            least = 3 if count == 7 else SMALLEST
            fits = is_even(rooms) and sizes[0] >= least and sizes[-1] <= LARGEST
            fits = fits and sorted(p for room in rooms for p in room) == sorted(people(count))
        if not fits:
            wrong.append((count, sizes))

    assert wrong == []


def test_46_at_the_founding_meeting_also_120_rooms_of_5_or_6_in_one_click() -> None:
    found = {count: {len(room) for room in drawn(count, set())} for count in (46, 120)}

    assert found == {46: {5, 6}, 120: {5}}


@settings(max_examples=150, deadline=None)
@given(
    count=st.integers(3, MOST_PEOPLE),
    seed=st.integers(0, 1000),
    rules=st.lists(st.tuples(st.integers(0, 119), st.integers(0, 119)), max_size=25),
)
def test_people_who_must_not_meet_are_never_in_one_room(
    count: int, seed: int, rules: list[tuple[int, int]]
) -> None:
    apart = {pair(one, other) for one, other in rules if one != other}

    rooms = drawn(count, apart, seed)

    together = {frozenset(two) for room in rooms for two in combinations(room, 2)}
    assert together & apart == set()
    if rooms:
        assert sorted(p for room in rooms for p in room) == sorted(people(count))
        assert max(map(len, rooms)) <= LARGEST and min(map(len, rooms)) >= 2


@settings(max_examples=150, deadline=None)
@given(count=st.integers(7, MOST_PEOPLE), seed=st.integers(0, 10**6), dense=st.floats(0, 1))
def test_the_sizes_tell_nothing_while_everybody_avoids_fewer_people_than_there_are_rooms(
    count: int, seed: int, dense: float
) -> None:
    """Such a division into even rooms always exists (Hajnal and Szemerédi): it must be found."""
    random, most = Random(seed), len(sizes_of(count)) - 1
    avoided, apart = [0] * count, set[Pair]()
    pairs = list(combinations(range(count), 2))
    for one, other in random.sample(pairs, int(dense * min(len(pairs), count * most))):
        if avoided[one] < most and avoided[other] < most:
            apart.add(pair(one, other))
            avoided[one], avoided[other] = avoided[one] + 1, avoided[other] + 1

    rooms = drawn(count, apart, seed)

    assert tuple(sorted(map(len, rooms), reverse=True)) == sizes_of(count)


def partitions(names: list[str], sizes: tuple[int, ...]) -> Iterator[list[tuple[str, ...]]]:
    """Every way to seat everybody in rooms of these sizes, by brute force."""
    if not sizes:
        yield []
        return
    first, rest = names[0], names[1:]
    for size in sorted(set(sizes)):
        left = list(sizes)
        left.remove(size)
        for others in combinations(rest, size - 1):
            room = (first, *others)
            remaining = [name for name in rest if name not in others]
            for more in partitions(remaining, tuple(left)):
                yield [room, *more]


def brute_force(count: int, apart: set[Pair], sizes: tuple[int, ...]) -> bool:
    """Whether some seating in rooms of these sizes keeps everybody apart who must be."""
    return any(
        all(frozenset(two) not in apart for room in rooms for two in combinations(room, 2))
        for rooms in partitions(people(count), sizes)
    )


def all_sizes(count: int, largest: int = LARGEST) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
    for size in range(min(count, largest), 1, -1):
        for rest in all_sizes(count - size, size):
            yield (size, *rest)


@pytest.mark.parametrize("count", [7, 8, 9])
@pytest.mark.parametrize("seed", range(25))
def test_the_best_sizes_are_found_whenever_brute_force_finds_them(count: int, seed: int) -> None:
    random = Random(seed)
    everybody = [pair(one, other) for one, other in combinations(range(count), 2)]
    apart = set(random.sample(everybody, random.randint(0, len(everybody))))

    rooms = drawn(count, apart, seed)

    found = tuple(sorted(map(len, rooms), reverse=True))
    if brute_force(count, apart, sizes_of(count)):
        assert found == sizes_of(count)
    elif not rooms:
        possible = [s for s in all_sizes(count) if len(s) > 1 and brute_force(count, apart, s)]
        assert possible == []
    else:
        assert brute_force(count, apart, found)


def test_few_people_stay_together_whether_or_not_two_must_not_meet() -> None:
    assert [drawn(count, rules) for count in (3, 6) for rules in (set(), {pair(0, 1)})] == [()] * 4


def test_the_order_of_rooms_and_seats_is_by_lot() -> None:
    assert len({drawn(12, {pair(0, 1)}, seed) for seed in range(10)}) == 10


def test_too_many_people_and_double_names_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 120"):
        drawn(121, set())
    with pytest.raises(ValueError, match="each named once"):
        small_groups(["a", "a"], apart=set(), lot=Random(1))

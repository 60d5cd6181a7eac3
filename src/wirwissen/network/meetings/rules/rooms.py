"""Small groups: as even as possible, four to six in each, and some people never in one room.

Below 8 people everybody stays in the big room, or they part as 3 + 4. A room of six or fewer is
the big room itself, so nobody can conclude anything from it. What the result is must not tell that
two people are kept apart: so the order is drawn by lot, and no reason is given.
Source: product/network-house.md, 8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from random import Random

SMALLEST, LARGEST, AIM = 4, 6, 5
TOGETHER = 6  # up to so many stay in one room
MOST_PEOPLE = 120
_MOST_STEPS = 20_000  # places tried for one set of sizes; far more than real evenings need

Pair = frozenset[str]


def sizes_of(count: int) -> tuple[int, ...]:
    """The sizes of the rooms for `count` people, largest first; empty: all stay together."""
    if count <= TOGETHER:
        return ()
    rooms = max(-(-count // LARGEST), min(count // SMALLEST, round(count / AIM)))
    return even(count, max(rooms, 2))


def even(count: int, rooms: int) -> tuple[int, ...]:
    """`count` people in so many rooms, sizes differing by one at most, largest first."""
    size, more = divmod(count, rooms)
    return (size + 1,) * more + (size,) * (rooms - more)


def small_groups(
    people: Sequence[str], *, apart: Collection[Pair], lot: Random
) -> tuple[tuple[str, ...], ...]:
    """Part `people` into rooms; no room holds both of a pair in `apart`.

    Empty: all stay in the big room, because they are few or because no division keeps all pairs
    apart. If the best sizes do not work, other even ones are tried, then uneven ones of at least
    two. Raises `ValueError` for more than 120 people or a person named twice.
    """
    if len(set(people)) != len(people) or len(people) > MOST_PEOPLE:
        raise ValueError(f"at most {MOST_PEOPLE} people, each named once")
    if len(people) <= TOGETHER:
        return ()
    shuffled = list(people)
    lot.shuffle(shuffled)
    barred = _barred(shuffled, apart)
    # Whoever must avoid most people takes a seat first; between equals the lot decides.
    shuffled.sort(key=lambda person: -len(barred[person]))
    for sizes in _sizes_to_try(len(people)):
        rooms = _seated(shuffled, sizes, barred)
        if rooms:
            lot.shuffle(rooms)
            return tuple(tuple(room) for room in rooms)
    return ()


def _barred(people: Sequence[str], apart: Collection[Pair]) -> dict[str, set[str]]:
    barred: dict[str, set[str]] = {person: set() for person in people}
    for pair in apart:
        if len(pair) == 2 and pair <= barred.keys():
            one, other = pair
            barred[one].add(other)
            barred[other].add(one)
    return barred


def _sizes_to_try(count: int) -> Iterator[tuple[int, ...]]:
    best = sizes_of(count)
    yield best
    fewest = -(-count // LARGEST)
    numbers = sorted(range(max(2, fewest), count // 2 + 1), key=lambda n: abs(n - len(best)))
    for rooms in numbers:
        if rooms != len(best):
            yield even(count, rooms)
    for rooms in numbers:
        yield from _uneven(count, rooms)


def _uneven(count: int, rooms: int) -> Iterator[tuple[int, ...]]:
    """Sizes from 2 to 6 that differ by more than one, the most even first. Only for few people:
    with many, even sizes always work out in the end."""
    if count > 2 * LARGEST:
        return
    found = [sizes for sizes in _partitions(count, rooms, LARGEST) if sizes[0] - sizes[-1] > 1]
    yield from sorted(found, key=lambda sizes: sum(size * size for size in sizes))


def _partitions(count: int, rooms: int, largest: int) -> Iterator[tuple[int, ...]]:
    if rooms == 0:
        if count == 0:
            yield ()
        return
    for size in range(min(largest, count - 2 * (rooms - 1)), 1, -1):
        for rest in _partitions(count - size, rooms - 1, size):
            yield (size, *rest)


def _seated(
    people: Sequence[str], sizes: Sequence[int], barred: dict[str, set[str]]
) -> list[list[str]]:
    """Seats for everybody, depth first; empty if there are none, or none within the steps."""
    rooms: list[list[str]] = [[] for _ in sizes]
    steps = 0

    def seat(index: int) -> bool:
        nonlocal steps
        if index == len(people):
            return True
        person, tried = people[index], set[tuple[int, bool]]()
        for number in sorted(range(len(sizes)), key=lambda n: len(rooms[n]) - sizes[n]):
            room, key = rooms[number], (sizes[number], not rooms[number])
            # Two empty rooms of one size are the same.
            if len(room) == sizes[number] or (not room and key in tried):
                continue
            tried.add(key)
            steps += 1
            if steps > _MOST_STEPS:
                return False
            if barred[person].isdisjoint(room):
                room.append(person)
                if seat(index + 1):
                    return True
                room.pop()
        return False

    return rooms if seat(0) else []


def is_even(rooms: Sequence[Sequence[str]]) -> bool:
    """Whether the rooms differ by one person at most."""
    sizes = sorted(map(len, rooms))
    return all(later - earlier <= 1 for earlier, later in pairwise([*sizes[:1], *sizes[-1:]]))

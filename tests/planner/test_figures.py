"""What may be shown of a plan: ranges instead of counts, bands, and when figures may be renewed."""

from __future__ import annotations

import pytest

from wirwissen.planner.figures import (
    band,
    bounds,
    may_show,
    own_meetings,
    shown,
)


def test_counts_are_rounded_to_five_with_words_at_both_ends() -> None:
    words = [(count, shown(count, 46).words) for count in (0, 4, 5, 7, 8, 23, 38, 41, 42, 46)]

    assert words == [
        (0, "unter 5"),
        (4, "unter 5"),
        (5, "etwa 5"),
        (7, "etwa 5"),
        (8, "etwa 10"),
        (23, "etwa 25"),
        (38, "etwa 40"),
        (41, "etwa 40"),
        (42, "mehr als 41"),
        (46, "mehr als 41"),
    ]


@pytest.mark.parametrize("people", range(15, 70))
def test_ranges_cover_every_count_once_and_none_of_them_is_a_single_number(people: int) -> None:
    ranges = sorted({bounds(count, people) for count in range(people + 1)})

    covered = [count for low, high in ranges for count in range(low, high + 1)]
    assert covered == list(range(people + 1))
    assert min(high - low for low, high in ranges) >= 1
    words = [shown(low, people).words for low, _ in ranges]
    assert len(set(words)) == len(words)
    for low, high in ranges[1:-1]:
        rounded = int(shown(low, people).words.removeprefix("etwa "))
        assert max(abs(low - rounded), abs(high - rounded)) <= 3


@pytest.mark.parametrize(("count", "people"), [(3, 14), (-1, 20), (21, 20)])
def test_groups_under_fifteen_and_nonsense_have_no_counts(count: int, people: int) -> None:
    with pytest.raises(ValueError, match="at least 15"):
        bounds(count, people)


def test_a_group_of_fifteen_is_large_enough() -> None:
    assert (may_show(14), may_show(15)) == (False, True)


def test_nobody_and_a_few_are_one_band() -> None:
    found = [band(count, 40) for count in (0, 4, 5, 10, 11, 20, 21, 40)]

    lowest, second = "höchstens ein Zehntel", "ein Zehntel bis ein Viertel"
    third, highest = "ein Viertel bis die Hälfte", "mehr als die Hälfte"
    assert found == [lowest, lowest, second, second, third, third, highest, highest]
    assert (band(0, 0), band(4, 6)) == (lowest, lowest)
    with pytest.raises(ValueError, match="that many"):
        band(5, 4)


def test_a_member_sees_their_own_number() -> None:
    assert own_meetings(0b10110, (1, 3, 4)) == 2

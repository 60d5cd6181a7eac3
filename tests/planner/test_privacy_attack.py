"""What an attacker learns about members from published figures: nothing under the house's rule."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.planner.attack import Rule, life_of_a_group, revealed
from wirwissen.planner.figures import Count, shown
from wirwissen.planner.people import problem_of
from wirwissen.planner.scene import Scene
from wirwissen.planner.snapshots import Changes, Snapshot, may_publish

GROUPS = range(40)
AT, OTHER = (datetime.fromisoformat(f"2026-01-1{day}T19:30") for day in (3, 4))


def share_revealed(rule: Rule, *, mixed: bool) -> float:
    """The share of newcomers' slots that become known, over many groups."""
    found = [
        revealed(*life_of_a_group(rule, seed=seed, mixed=mixed, start=20 + seed % 20))
        for seed in GROUPS
    ]
    return sum(known for known, _ in found) / sum(everything for _, everything in found)


@pytest.mark.parametrize("mixed", [False, True])
def test_the_rule_of_the_house_reveals_no_slot(mixed: bool) -> None:
    assert share_revealed(Rule(), mixed=mixed) == 0


def test_live_exact_counts_reveal_whole_patterns() -> None:
    assert share_revealed(Rule(rounded=False, batched=False, guarded=False), mixed=True) == 1


def test_live_rounded_counts_and_exact_batches_reveal_slots() -> None:
    assert share_revealed(Rule(batched=False, guarded=False), mixed=True) > 0.02
    assert share_revealed(Rule(rounded=False, guarded=False), mixed=True) > 0.02


def test_batches_and_rounding_alone_reveal_nothing_while_people_only_join() -> None:
    assert share_revealed(Rule(guarded=False), mixed=False) == 0


def test_batches_and_rounding_alone_reveal_slots_once_answers_change_too() -> None:
    assert share_revealed(Rule(guarded=False), mixed=True) > 0


def snapshot(count: int, people: int, changes: Changes = Changes()) -> Snapshot:  # noqa: B008
    """A snapshot of one meeting."""
    return Snapshot({(AT,): shown(count, people)}, changes)


def test_changes_are_counted_in_members() -> None:
    before = {"a": 1, "b": 2, "c": 3, "e": None}
    after = {"b": 2, "c": 4, "d": 5, "e": None, "f": None}

    assert Changes.between(before, after) == Changes(joined=2, left=1, answered=1)


def test_figures_are_renewed_after_five_changes_and_not_before() -> None:
    first = [snapshot(20, 46)]

    assert may_publish([], snapshot(20, 46))
    assert may_publish(first, snapshot(20, 48, Changes(joined=3, left=1, answered=1)))
    assert not may_publish(first, snapshot(20, 50, Changes(joined=4)))


def test_figures_wait_when_a_count_can_only_have_moved_because_all_did_the_same() -> None:
    # Four came and one answered anew: only this one can have made the count smaller.
    assert not may_publish([snapshot(13, 46)], snapshot(12, 50, Changes(joined=4, answered=1)))
    assert may_publish([snapshot(13, 46)], snapshot(12, 50, Changes(joined=4, answered=2)))
    # From at most 7 to at least 13 with six new ones: all six are free.
    assert not may_publish([snapshot(7, 46)], snapshot(13, 52, Changes(joined=6)))
    assert may_publish([snapshot(7, 46)], snapshot(13, 53, Changes(joined=7)))


def test_meetings_that_were_not_shown_before_give_nothing_away() -> None:
    other = Snapshot({(OTHER,): Count(13, 17, 50, "")}, Changes(joined=5))

    assert may_publish([snapshot(0, 46)], other)


def test_a_plan_publishes_its_meetings_and_its_windows() -> None:
    problem = problem_of(46, seed=1, periods=4)
    plan = tuple(next(i for i, s in enumerate(problem.slots) if s.period == t) for t in range(4))

    published = Scene.of(problem, plan).published()

    starts = [problem.slots[slot].start for slot in plan]
    assert list(published) == [*((at,) for at in starts), tuple(starts[:3]), tuple(starts[1:])]
    assert {count.of for count in published.values()} == {46}

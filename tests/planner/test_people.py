"""The invented groups: repeatable, of the shape the planner needs, and with lives that differ."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from wirwissen.planner.people import CLINIC, KINDS, MIXED, answers, months, problem_of, slots_of

YEAR = slots_of(months(date(2026, 1, 1), 12))


def as_table(rows: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> list[list[int]]:
    """The answers as zeros and ones, a row for each person."""
    bits: list[list[int]] = np.unpackbits(rows, axis=1, count=len(YEAR), bitorder="little").tolist()
    return bits


def test_a_year_has_about_fifty_slots_a_month_and_none_on_a_sunday() -> None:
    counts = [sum(slot.period == period for slot in YEAR) for period in range(12)]

    assert months(date(2026, 11, 3), 3) == ("2026-11", "2026-12", "2027-01")
    assert (min(counts), max(counts), len(YEAR)) == (48, 54, 626)
    assert {slot.start.weekday() for slot in YEAR} == {0, 1, 2, 3, 4, 5}


def test_the_same_seed_gives_the_same_people_and_another_one_others() -> None:
    first, again, other = (answers(40, YEAR, seed=seed) for seed in (1, 1, 2))

    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


@pytest.mark.parametrize("shares", [MIXED, CLINIC])
def test_the_shares_of_the_kinds_are_whole(shares: tuple[float, ...]) -> None:
    assert len(shares) == len(KINDS)
    assert sum(shares) == pytest.approx(1)


def test_clinics_rotate_offices_meet_in_the_evening() -> None:
    def rate(kind: str, chosen: list[int]) -> float:
        shares = [float(k.name == kind) for k in KINDS]
        return float(
            np.mean(np.array(as_table(answers(300, YEAR, seed=3, shares=shares)))[:, chosen])
        )

    evening = [i for i, s in enumerate(YEAR) if s.start.hour == 19]
    afternoon = [i for i, s in enumerate(YEAR) if s.start.hour == 16 and s.start.weekday() < 5]

    assert rate("office", evening) > 4 * rate("office", afternoon)
    # A quarter of the weeks is early and a quarter free: half of the evenings at most.
    assert 0.25 < rate("clinic", evening) < 0.5 < rate("clinic", afternoon) < 0.75


def test_groups_share_their_answers_and_facilitators_are_among_the_people() -> None:
    many = problem_of(1000, seed=4, groups=60, weekday_differs=4)

    assert (many.people.groups, many.people.total) == (60, 1000)
    assert many.constraints.weekday_differs == 4
    patterns = {
        int("".join(map(str, row[::-1])), 2) for row in many.people.table().T.astype(int).tolist()
    }
    assert set(many.facilitators.avail) <= patterns


def test_nobody_and_one_person_are_groups_too() -> None:
    assert (problem_of(0, seed=1).people.total, problem_of(1, seed=1).people.total) == (0, 1)

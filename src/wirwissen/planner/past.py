"""A real series of the past against the best one for invented people: what would have been best?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np

from wirwissen.planner.people import answers, slots_of
from wirwissen.planner.problem import Constraints, Objective, People, Problem


def past_problem(
    past: Sequence[datetime], *, count: int, seed: int
) -> tuple[Problem, tuple[int, ...]]:
    """The months in which a group met, for `count` invented people, and its own series as a plan.

    `past`: local times of the meetings, ascending, one a month at one and the same hour. The gaps
    are limited by those the group really had, so that its series keeps the rules.
    Raises `ValueError` for two meetings in one month or an hour that no slot has.
    """
    periods = tuple(f"{at:%Y-%m}" for at in past)
    if len(set(periods)) < len(periods):
        raise ValueError("a past series has one meeting a month")
    slots = slots_of(periods, evening=past[0].time())
    by_start = {slot.start: index for index, slot in enumerate(slots)}
    if any(at not in by_start for at in past):
        raise ValueError("a past meeting is at an hour that no slot has")
    gaps = [(later.date() - earlier.date()).days for earlier, later in pairwise(past)]
    rows = answers(count, slots, seed=seed)
    problem = Problem(
        id=f"past-{count}-{seed}",
        timezone="Europe/Berlin",
        periods=periods,
        slots=slots,
        people=People.from_rows(rows, np.ones(count, dtype=np.int64), slots=len(slots)),
        constraints=Constraints(
            weekday_differs=2,
            min_gap=min([14, *gaps]),
            max_gap=max([45, *gaps]),
        ),
        objective=Objective(),
    )
    return problem, tuple(by_start[at] for at in past)

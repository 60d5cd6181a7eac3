"""A plan and the people side by side: what reasons, picture and figures look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.figures import Count, shown
from wirwissen.planner.problem import Problem


@dataclass(frozen=True, eq=False)
class Scene:
    """`plan`: slot indexes, one for each period. `suits`: whom which meeting suits, shape
    (meetings, groups). `counts`: people (with weights) for each meeting, exact: not to be shown.
    """

    problem: Problem
    plan: tuple[int, ...]
    suits: NDArray[np.bool_]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, problem: Problem, plan: tuple[int, ...]) -> Scene:
        """Look at a plan."""
        rows = np.ascontiguousarray(problem.people.free[list(plan)]).view(np.uint8)
        bits = np.unpackbits(rows, axis=1, count=problem.people.groups, bitorder="little")
        return cls(problem, plan, bits.astype(np.bool_), bits @ problem.people.weights)

    def people(self, chosen: NDArray[np.bool_]) -> int:
        """How many people these groups are."""
        return int(self.problem.people.weights[chosen].sum())

    def start(self, meeting: int) -> datetime:
        """Local time."""
        return self.problem.slots[self.plan[meeting]].start

    def weekday(self, meeting: int) -> int:
        """Monday is 0."""
        return self.start(meeting).weekday()

    def reached(self) -> list[int]:
        """For each window how many people at least one of its meetings suits: exact."""
        width = self.problem.objective.window
        return [
            self.people(np.logical_or.reduce(self.suits[first : first + width], axis=0))
            for first in range(len(self.plan) - width + 1)
        ]

    def published(self) -> dict[tuple[datetime, ...], Count]:
        """All counts that may be shown of this plan, by the meetings they belong to.

        Ask `snapshots.may_publish` before showing it. Raises `ValueError` for a group under 15.
        """
        total, width = self.problem.people.total, self.problem.objective.window
        starts = [self.start(meeting) for meeting in range(len(self.plan))]
        snapshot: dict[tuple[datetime, ...], Count] = {}
        for at, count in zip(starts, self.counts, strict=True):
            snapshot[(at,)] = shown(int(count), total)
        for first, reached in enumerate(self.reached()):
            snapshot[tuple(starts[first : first + width])] = shown(reached, total)
        return snapshot

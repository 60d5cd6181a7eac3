"""How many people the year planner is tried with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirwissen.planner.problem import Problem


@dataclass(frozen=True)
class Size:
    """A question for invented people; `target` in seconds of search."""

    people: int
    differs: int = 2
    clinic: bool = False
    groups: int | None = None
    target: float | None = None

    def problem(self, seed: int = 1) -> Problem:
        """A year of 52 slots a month."""
        from wirwissen.planner.people import CLINIC, MIXED, problem_of

        shares = CLINIC if self.clinic else MIXED
        return problem_of(
            self.people, seed=seed, shares=shares, weekday_differs=self.differs, groups=self.groups
        )


SIZES = {
    "46": Size(46, target=0.05),
    "46, m = 4": Size(46, differs=4, target=0.4),
    "120 in clinics": Size(120, clinic=True),
    "120 in clinics, m = 4": Size(120, differs=4, clinic=True, target=0.4),
    "500": Size(500, target=0.1),
    "500, m = 4": Size(500, differs=4, target=0.4),
    "10,000": Size(10_000, target=0.15),
    "10,000, m = 4": Size(10_000, differs=4, target=0.4),
    "100,000": Size(100_000, target=0.4),
    "100,000, m = 4": Size(100_000, differs=4),
    "1,000,000 in 20,000 groups": Size(1_000_000, groups=20_000, target=0.3),
    "the same, m = 4": Size(1_000_000, differs=4, groups=20_000),
    "1,000,000": Size(1_000_000, target=4.0),
    "1,000,000, m = 4": Size(1_000_000, differs=4),
}

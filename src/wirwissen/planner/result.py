"""What the planner answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wirwissen.planner.alternatives import Alternative
from wirwissen.planner.checking import Claim


@dataclass(frozen=True)
class Result:
    """What the planner found.

    `plan`: slot indexes, one per period, or `None`. `proven`: the independent checker agreed that
    no series is better (or, without a plan, that none keeps the rules). `objective`: missed, F_0 …
    F_{L-1}, -total, in people; `bound`: no series has less; `gap`: missed above its bound.
    `ties`: how many series are equal on all levels, `None` if unknown. `clash`: rules that exclude
    each other, when there is no plan. `seconds`: wall clock.
    """

    plan: tuple[int, ...] | None
    proven: bool
    objective: tuple[int, ...]
    bound: tuple[int, ...]
    gap: int
    unreachable: int
    ties: int | None
    seed: int
    certificate: dict[str, Any] = field(default_factory=dict)
    alternatives: list[Alternative] = field(default_factory=list)
    clash: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def claim(self) -> Claim:
        """What the checker needs to know of it."""
        return Claim(
            self.plan, self.objective, self.bound, self.unreachable, self.ties, self.seed,
            self.certificate, tuple(self.clash),
            tuple((other.plan, other.objective) for other in self.alternatives),
        )  # fmt: skip

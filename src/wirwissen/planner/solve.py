"""The best series for a problem, with a proof that none is better."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from wirwissen.planner.checking import Refused, check
from wirwissen.planner.problem import Problem
from wirwissen.planner.result import Result
from wirwissen.planner.search import searched

__all__ = ["PriceOfPins", "Result", "price_of_pins", "solve"]


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    alternatives: int = 0,
    time_limit: float | None = None,
    progress: Callable[[str], None] | None = None,
) -> Result:
    """Find the best series for `problem`, and prove it.

    `seed`: of the lottery between equals. `alternatives`: how many other good series to offer.
    `time_limit`: seconds; when they are over, or on Ctrl-C, the best series so far comes back with
    its gap and is not proven. `progress` is told in English what is being done.
    """
    begun = time.monotonic()
    until = None if time_limit is None else begun + time_limit
    result = searched(problem, seed=seed, alternatives=alternatives, until=until, progress=progress)
    if result.plan is None or result.ties is not None:
        if progress:
            progress("Checking the proof")
        result = proven(problem, result)
    return replace(result, seconds=time.monotonic() - begun)


def proven(problem: Problem, result: Result) -> Result:
    """The result, marked as proven if the checker agrees. Nothing else sets this mark."""
    try:
        check(problem, result.claim())
    except (Refused, KeyboardInterrupt):
        return replace(result, proven=False)
    return replace(result, proven=True)


@dataclass(frozen=True)
class PriceOfPins:
    """The best with the announced dates, and the best as if none were announced.

    Who is reachable may differ between the two, since a pin is the only candidate of its period.
    """

    with_pins: Result
    without: Result


def price_of_pins(problem: Problem, with_pins: Result) -> PriceOfPins:
    """Solve once more without pins; `with_pins` is the answer for `problem` itself."""
    free = replace(problem, constraints=replace(problem.constraints, pinned={}))
    return PriceOfPins(with_pins, solve(free, seed=with_pins.seed))

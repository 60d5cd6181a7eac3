"""The checker: is a claimed series really the best? Written to be read, apart from the search.

It imports nothing of the search. The certificate gives every node (the choice for the w - 1
meetings from t on, and the weekdays before them that H1 still needs) a number, its potential. If
every window misses at least as many people as the potential falls along it, and the potential ends
at 0, then no series misses fewer than the lowest potential at the start: add up the falls along any
series. Series that miss exactly as many use windows without slack only; so those are all the ties
of level 1, and here they are compared one with another on the other levels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner import checking_rules as rules
from wirwissen.planner.checking_windows import Tight, list_series, tight_windows
from wirwissen.planner.problem import Problem

Numbers = NDArray[np.int64]
LISTED = 1 << 28  # series x meetings x groups that are compared one by one


class Refused(Exception):
    """The claim is wrong, or the certificate does not prove it; the text says where."""


@dataclass(frozen=True)
class Claim:
    """What is to be checked; the fields are those of the output (see docs/reference/planner.md)."""

    plan: tuple[int, ...] | None
    objective: tuple[int, ...]
    bound: tuple[int, ...]
    unreachable: int
    ties: int | None
    seed: int
    certificate: Mapping[str, Any]
    clash: tuple[str, ...] = ()
    alternatives: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = field(default=())


def check(problem: Problem, claim: Claim) -> None:
    """Return if `claim` is true and proven; raises `Refused` with the reason otherwise."""
    if claim.certificate.get("problem") != problem.digest():
        raise Refused("the certificate belongs to another problem")
    left = rules.choices(problem)
    reachable = np.asarray(_suits(problem, [slot for slots in left for slot in slots]).any(axis=0))
    if claim.unreachable != int(problem.people.weights[~reachable].sum()):
        raise Refused("unreachable: another number of people has no slot at all")
    if claim.plan is None:
        check_clash(problem, claim)
        return
    for plan, objective in ((claim.plan, claim.objective), *claim.alternatives):
        if not rules.keeps_rules(problem, plan):
            raise Refused("a series breaks a rule")
        if objective != objective_of(problem, plan, reachable):
            raise Refused("objective: the numbers of a series are others")
    if claim.bound != claim.objective:
        raise Refused("bound: a proven series has no gap")
    tight = tight_windows(problem, left, claim.certificate)
    if tight is None or tight.bound != claim.objective[0]:
        raise Refused("the potentials do not prove the number of missed windows")
    _check_ties(problem, claim, tight, reachable)


def check_clash(problem: Problem, claim: Claim) -> None:
    """No series keeps all rules; without the clash one would; with less of the clash none does."""
    if claim.objective or claim.bound or claim.ties is not None or claim.alternatives:
        raise Refused("without a plan there is nothing to count")
    if rules.series_exists(problem):
        raise Refused("a series exists")
    named, everything = frozenset(claim.clash), frozenset(rules.rules_of(problem))
    if not named <= everything:
        raise Refused("clash: it names a rule that this problem does not set")
    if rules.series_exists(problem, everything - named):
        raise Refused("clash: these rules alone leave a series")
    for rule in named:
        if not rules.series_exists(problem, everything - named | {rule}):
            raise Refused("clash: a rule is named that is not needed for it")


def objective_of(
    problem: Problem, plan: Sequence[int], reachable: NDArray[np.bool_]
) -> tuple[int, ...]:
    """(missed, F_0 … F_{L-1}, -total) of one series, counted person by person."""
    weights, width = problem.people.weights[reachable], problem.objective.window
    suits = _suits(problem, plan)[:, reachable]
    missed = sum(
        int(weights[~suits[first : first + width].any(axis=0)].sum())
        for first in range(len(plan) - width + 1)
    )
    return (missed, *_other_levels(problem, suits[None], weights)[0].tolist())


def _other_levels(problem: Problem, suits: NDArray[np.bool_], weights: Numbers) -> Numbers:
    """(F_0 … F_{L-1}, -total) of series; `suits` has the shape (series, meetings, groups)."""
    counts = suits.sum(axis=1)
    columns = [(counts <= k) @ weights for k in range(problem.levels)]
    return np.stack([*columns, -(counts @ weights)], axis=1)


def _suits(problem: Problem, slots: Sequence[int] | Numbers) -> NDArray[np.bool_]:
    """Whom which slot suits, shape (slots, groups)."""
    rows = np.ascontiguousarray(problem.people.free[np.array(slots, dtype=np.int64)])
    bits = np.unpackbits(
        rows.view(np.uint8), axis=1, count=problem.people.groups, bitorder="little"
    )
    return bits.astype(np.bool_)


def _check_ties(problem: Problem, claim: Claim, tight: Tight, reachable: NDArray[np.bool_]) -> None:
    """Compare the series that miss the fewest windows on the other levels, and draw the lot."""
    size = tight.series * len(problem.periods) * max(1, problem.people.groups)
    if size > LISTED:
        raise Refused("too many series are equal on level 1 to be compared")
    plans = list_series(tight)
    weights = problem.people.weights[reachable]
    parts = np.array_split(plans, max(1, int(size) >> 22))
    values = np.concatenate(
        [
            _other_levels(
                problem,
                _suits(problem, part.ravel()).reshape(*part.shape, -1)[:, :, reachable],
                weights,
            )
            for part in parts
        ]
    )
    best = min(map(tuple, values.tolist()))
    if best != claim.objective[1:]:
        raise Refused("a series is better on the other levels")
    equals = sorted(
        plan
        for plan, value in zip(map(tuple, plans.tolist()), values.tolist(), strict=True)
        if tuple(value) == best
    )
    if claim.ties != len(equals):
        raise Refused("ties: another number of series is equal")
    lot = int(sha256(f"{claim.seed}:{problem.id}".encode()).hexdigest(), 16) % len(equals)
    if claim.plan != equals[lot]:
        raise Refused("the seed draws another series")

"""The checker: is a claimed series really the best? Written to be read, apart from the search.

It imports nothing of the search. The certificate gives every node (the choice for the w - 1
meetings from t on, and the weekdays before them that H1 still needs) a number, its potential. If
every window misses at least as many people as the potential falls along it, and the potential ends
at 0, then no series misses fewer than the lowest potential at the start: add up the falls along any
series. Series that miss exactly as many use windows without slack only; so those are all the ties
of level 1, and here they are compared one with another on the other levels.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner import checking_rules as rules
from wirwissen.planner.checking_series import list_series, steps_of
from wirwissen.planner.checking_ties import Crowd, Equals, compare_begun, compare_listed
from wirwissen.planner.checking_windows import Tight, read_numbers, tight_windows
from wirwissen.planner.problem import Problem

Numbers = NDArray[np.int64]
LISTED = 1 << 27  # series x meetings x groups that are compared one by one


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
    eligible = problem.people.free[[slot for slots in left for slot in slots]]
    reached = np.bitwise_or.reduce(eligible, axis=0)
    reachable = np.unpackbits(
        reached.view(np.uint8), count=problem.people.groups, bitorder="little"
    ).astype(np.bool_)
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
    counts = suits.sum(axis=0)
    seldom = [int(weights[counts <= k].sum()) for k in range(problem.levels)]
    return (missed, *seldom, -int(counts @ weights))


def _suits(problem: Problem, slots: Sequence[int]) -> NDArray[np.bool_]:
    """Whom which slot suits, shape (slots, groups)."""
    rows = np.ascontiguousarray(problem.people.free[np.array(slots, dtype=np.int64)])
    bits = np.unpackbits(
        rows.view(np.uint8), axis=1, count=problem.people.groups, bitorder="little"
    )
    return bits.astype(np.bool_)


def _check_ties(problem: Problem, claim: Claim, tight: Tight, reachable: NDArray[np.bool_]) -> None:
    """Compare the series that miss the fewest windows on the other levels, and draw the lot."""
    plan, levels = claim.plan or (), claim.objective[1:]
    steps = steps_of(tight)
    named = np.concatenate([steps.starts.ravel(), *(slot for *_, slot in steps.layers)])
    used = np.flatnonzero(np.bincount(named))
    row = np.searchsorted(used, np.arange(len(problem.slots)))
    suits = _suits(problem, used.tolist())[:, reachable]
    crowd = Crowd(suits, row, problem.people.weights[reachable], problem.levels)
    equals: Equals | None
    if tight.series * len(plan) * max(1, len(crowd.weights)) <= LISTED:
        equals = compare_listed(list_series(steps), crowd, plan)
    else:
        equals = compare_begun(steps, crowd, levels, _prices(problem, claim, reachable), plan)
    if equals is None:
        raise Refused("too many series are equal on level 1 to be compared")
    if equals.best != levels:
        raise Refused("a series is better on the other levels")
    if claim.ties != equals.ties:
        raise Refused("ties: another number of series is equal")
    lot = int(sha256(f"{claim.seed}:{problem.id}".encode()).hexdigest(), 16) % equals.ties
    if equals.earlier != lot:
        raise Refused("the seed draws another series")


def _prices(problem: Problem, claim: Claim, reachable: NDArray[np.bool_]) -> Numbers:
    """The prices of the certificate, for the reachable groups; none if they are not readable."""
    try:
        written = read_numbers(claim.certificate["prices"], problem.levels * len(reachable))
    except (KeyError, TypeError, ValueError, zlib.error):
        return np.zeros((0, 0), np.int64)
    return written.reshape(problem.levels, -1)[:, reachable]

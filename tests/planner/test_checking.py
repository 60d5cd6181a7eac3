"""The checker: what it refuses."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.planner.tiny import Asked, brute_force, objective, random_problem, reachable
from wirwissen.planner.checking import Claim, Refused, check
from wirwissen.planner.solve import solve

Tampering = Callable[[Claim], Claim]


def _asked(number: int) -> tuple[Asked, Claim]:
    asked = random_problem(number)
    return asked, solve(asked.problem, seed=3, alternatives=2).claim()


def _numbers(entry: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    raw = zlib.decompress(base64.b64decode(entry["values"]))
    return np.frombuffer(raw, dtype="<i8").astype(np.int64)


def _write(entry: dict[str, Any], numbers: np.ndarray[Any, Any]) -> None:
    entry["values"] = base64.b64encode(zlib.compress(numbers.astype("<i8").tobytes())).decode()


def _with(change: Callable[[list[list[dict[str, Any]]]], object]) -> Tampering:
    """Change the potentials of a certificate."""

    def tamper(honest: Claim) -> Claim:
        certificate = deepcopy(dict(honest.certificate))
        change(certificate["potentials"])
        return replace(honest, certificate=certificate)

    return tamper


def _each(change: Callable[[Any], Any]) -> Tampering:
    """Change the numbers of every layer."""

    def tamper(potentials: list[list[dict[str, Any]]]) -> None:
        for layer in potentials:
            for entry in layer:
                _write(entry, change(_numbers(entry)))

    return _with(tamper)


def _number(place: int, by: int) -> Tampering:
    """Change one number of the objective, and of the bound alike."""

    def tamper(honest: Claim) -> Claim:
        numbers = list(honest.objective)
        numbers[place] += by
        return replace(honest, objective=tuple(numbers), bound=tuple(numbers))

    return tamper


def _without(key: str) -> Tampering:
    def tamper(honest: Claim) -> Claim:
        left = {name: part for name, part in honest.certificate.items() if name != key}
        return replace(honest, certificate=left)

    return tamper


def _higher(honest: Claim) -> Claim:
    """One missed window more is claimed to be the least, potentials and all."""
    raised = _with(lambda layers: _write(layers[0][0], _numbers(layers[0][0]) + 1))(honest)
    return _number(0, 1)(raised)


TAMPERINGS: dict[str, Tampering] = {
    "no digest": _without("problem"),
    "no potentials": _without("potentials"),
    "another problem": lambda c: replace(c, certificate={**c.certificate, "problem": "0"}),
    "fewer missed windows": _number(0, -1),
    "more missed windows": _number(0, 1),
    "more missed windows and higher potentials": _higher,
    "fewer people without a meeting": _number(1, -1),
    "more people without a meeting": _number(1, 1),
    "higher total": _number(-1, -1),
    "lower total": _number(-1, 1),
    "one level left out": lambda c: replace(c, objective=c.objective[:-1], bound=c.bound[:-1]),
    "lower bound": lambda c: replace(c, bound=(c.bound[0] - 1, *c.bound[1:])),
    "no bound": lambda c: replace(c, bound=()),
    "one tie more": lambda c: replace(c, ties=(c.ties or 0) + 1),
    "ties unknown": lambda c: replace(c, ties=None),
    "another seed": lambda c: replace(c, seed=c.seed + 1),
    "fewer unreachable": lambda c: replace(c, unreachable=c.unreachable - 1),
    "more unreachable": lambda c: replace(c, unreachable=c.unreachable + 1),
    "one meeting too few": lambda c: replace(c, plan=(c.plan or ())[:-1]),
    "first meeting twice": lambda c: replace(c, plan=(*(c.plan or ())[:1], *(c.plan or ())[:-1])),
    "unknown slot": lambda c: replace(c, plan=(10**6, *(c.plan or ())[1:])),
    "no plan": lambda c: replace(c, plan=None, objective=(), bound=(), ties=None),
    "potentials one higher": _each(lambda numbers: numbers + 1),
    "potentials doubled": _each(lambda numbers: numbers * 2),
    "potentials all 0": _each(lambda numbers: numbers * 0),
    "potentials negative": _each(lambda numbers: numbers - 10**6),
    "potentials near the overflow": _each(lambda numbers: numbers + (1 << 62)),
    "potentials one short": _each(lambda numbers: numbers[:-1]),
    "layer missing": _with(lambda layers: layers.pop()),
    "layer doubled": _with(lambda layers: layers.append(layers[-1])),
    "weekdays missing": _with(lambda layers: layers[0].clear()),
    "weekdays of another kind": _with(lambda layers: layers[1][0].update(weekdays=[[0]])),
    "values not base64": _with(lambda layers: layers[0][0].update(values="?")),
    "values not packed": _with(lambda layers: layers[0][0].update(values="AAAA")),
    "values a number": _with(lambda layers: layers[0][0].update(values=7)),
}  # fmt: skip


def _tied_numbers() -> list[int]:
    """Tiny problems with at least two best series of which the seeds draw different ones."""
    found = []
    for number in range(400):
        answer = brute_force(random_problem(number))
        if len(answer.plans) < 2 or answer.objective[0] < 2 or answer.objective[1] < 1:
            continue
        seeds = [solve(random_problem(number).problem, seed=seed).plan for seed in (3, 4)]
        if answer.unreachable and seeds[0] != seeds[1]:
            found.append(number)
    return found[:3]


NUMBERS = _tied_numbers()


@pytest.mark.parametrize("listed", [1 << 27, 0])
@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_refused(name: str, listed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wirwissen.planner.checking.LISTED", listed)
    for number in NUMBERS:
        asked, honest = _asked(number)
        check(asked.problem, honest)

        with pytest.raises(Refused):
            check(asked.problem, TAMPERINGS[name](honest))


@pytest.mark.parametrize("listed", [1 << 27, 0])
def test_every_other_series_is_refused(listed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wirwissen.planner.checking.LISTED", listed)
    tried = 0
    for number in range(36):
        asked, honest = _asked(number)
        answer = brute_force(asked)
        for plan in answer.plans:
            if plan != honest.plan:
                tried += 1
                with pytest.raises(Refused):
                    check(asked.problem, replace(honest, plan=plan))
    assert tried > 60


@pytest.mark.parametrize("listed", [1 << 27, 0])
def test_worse_series_with_its_own_numbers_is_refused(
    listed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wirwissen.planner.checking.LISTED", listed)
    tried = 0
    for number in range(110):
        asked, honest = _asked(number)
        if honest.plan is None:
            continue
        for period, slot in enumerate(honest.plan):
            for other in range(len(asked.problem.slots)):
                plan = (*honest.plan[:period], other, *honest.plan[period + 1 :])
                if other != slot and asked.problem.slots[other].period == period:
                    mine = objective(asked.problem, reachable(asked), plan)
                    tried += 1
                    with pytest.raises(Refused):
                        check(asked.problem, replace(honest, plan=plan, objective=mine, bound=mine))
    assert tried > 250


def test_false_clash_is_refused() -> None:
    tried = 0
    for number in range(120):
        asked, honest = _asked(number)
        if honest.plan is not None:
            continue
        clashes = [(*honest.clash, "pinned:99"), ("min_gap_days", "max_gap_days", "weekdays", "x")]
        if honest.clash:
            clashes += [honest.clash[1:], ()]
        clashes += [(*honest.clash, "min_gap_days")] * ("min_gap_days" not in honest.clash)
        for clash in clashes:
            tried += 1
            with pytest.raises(Refused):
                check(asked.problem, replace(honest, clash=clash))
    assert tried > 60

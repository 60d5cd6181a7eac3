"""The output of `wirwissen plan`: from a `Result` to JSON, and back to a claim for the checker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wirwissen.planner.checking import Claim
from wirwissen.planner.entries import Entry, load, minute, text, whole
from wirwissen.planner.errors import BadInput
from wirwissen.planner.problem import MOST_PEOPLE, Problem
from wirwissen.planner.solve import Result

MOST = MOST_PEOPLE << 20


def as_json(problem: Problem, result: Result) -> dict[str, Any]:
    """The output as plain values. `clash` stands there only when no series keeps the rules."""
    output: dict[str, Any] = {
        "plan": _starts(problem, result.plan),
        "proven": result.proven,
        "objective": _padded(problem, result.objective, result.unreachable),
        "bound": _padded(problem, result.bound, result.unreachable),
        "gap": result.gap,
        "unreachable": result.unreachable,
        "ties": result.ties,
        "seed": result.seed,
        "certificate": result.certificate,
        "alternatives": [
            {
                "plan": _starts(problem, each.plan),
                "objective": _padded(problem, each.objective, result.unreachable),
                "changed": [problem.periods[period] for period in each.changed],
            }
            for each in result.alternatives
        ],
    }
    if result.plan is None:
        output["clash"] = list(result.clash)
    return output | {"seconds": round(result.seconds, 3)}


def dump(output: dict[str, Any]) -> str:
    """JSON with one field on each line, so that a person finds the plan above the certificate."""
    lines = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in output.items()
    ]
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _starts(problem: Problem, plan: Sequence[int] | None) -> list[str] | None:
    if plan is None:
        return None
    return [problem.slots[slot].start.isoformat(timespec="minutes") for slot in plan]


def _padded(problem: Problem, objective: Sequence[int], unreachable: int) -> list[int]:
    """F_k for k from the number of meetings on is everybody: the format asks for all L of them."""
    more = problem.objective.levels - problem.levels
    if len(objective) != problem.levels + 2:
        return list(objective)
    everybody = [problem.people.total - unreachable] * more
    return [*objective[:-1], *everybody, objective[-1]]


def read_claim(problem: Problem, source: bytes) -> Claim:
    """Read an output of `wirwissen plan` for `problem`. Raises `BadInput` naming the place."""
    top = Entry(load(source), "")
    by_start = {slot.start: index for index, slot in enumerate(problem.slots)}
    unreachable = top.whole("unreachable", least=0, most=MOST_PEOPLE)
    plan = None if top.value("plan") is None else _plan(top, by_start)
    alternatives = []
    for i, item in enumerate(top.items("alternatives")):
        entry = Entry(item, f"alternatives[{i}]")
        values = _objective(problem, entry, "objective", unreachable)
        alternatives.append((_plan(entry, by_start), values))
    if top.value("proven") is not True:
        raise BadInput("proven", "nicht true; zu prüfen ist nur, was bewiesen sein soll")
    clash = top.items("clash") if top.has("clash") else []
    ties = top.value("ties")
    return Claim(
        plan=plan,
        objective=_objective(problem, top, "objective", unreachable),
        bound=_objective(problem, top, "bound", unreachable),
        unreachable=unreachable,
        ties=None if ties is None else whole(ties, "ties", least=1, most=MOST),
        seed=top.whole("seed", least=-MOST, most=MOST),
        certificate=top.entry("certificate").fields,
        clash=tuple(text(item, f"clash[{i}]") for i, item in enumerate(clash)),
        alternatives=tuple(alternatives),
    )


def _plan(entry: Entry, by_start: dict[datetime, int]) -> tuple[int, ...]:
    plan = []
    for i, item in enumerate(entry.items("plan")):
        place = f"{entry.at('plan')}[{i}]"
        slot = by_start.get(minute(item, place))
        if slot is None:
            raise BadInput(place, "dieser Termin steht nicht unter slots")
        plan.append(slot)
    return tuple(plan)


def _objective(problem: Problem, entry: Entry, key: str, unreachable: int) -> tuple[int, ...]:
    place = entry.at(key)
    values = tuple(
        whole(item, f"{place}[{i}]", least=-MOST, most=MOST)
        for i, item in enumerate(entry.items(key))
    )
    short = values[: problem.levels + 1] + values[-1:]
    if values and list(values) != _padded(problem, short, unreachable):
        raise BadInput(place, f"nicht die {problem.objective.levels + 2} Zahlen dieser Aufgabe")
    return short if values else ()

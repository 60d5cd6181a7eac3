"""Random tiny problems with every kind of rule, and their answers by trying out every series."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from random import Random

from wirwissen.planner.problem import (
    Constraints,
    Facilitators,
    Objective,
    People,
    Problem,
    Slot,
)

START = date(2026, 1, 1)


@dataclass(frozen=True)
class Asked:
    """A problem and its people as pairs (weight, availability), for the counting by hand."""

    problem: Problem
    groups: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Answer:
    """What brute force finds: `plans` are all best series, in lexicographic order."""

    plans: list[tuple[int, ...]]
    objective: tuple[int, ...]
    unreachable: int


def random_problem(number: int) -> Asked:
    """Problem `number`: the same for the same number."""
    random = Random(number)
    periods = random.choice([1, 2, 3, 3, 4, 4, 5, 6])
    slots = _slots(random, periods)
    groups = _groups(random, len(slots))
    leads = tuple(random.getrandbits(len(slots)) for _ in range(random.randint(0, 3)))
    problem = Problem(
        id=f"tiny-{number}",
        timezone="Europe/Berlin",
        periods=tuple(f"p{t}" for t in range(periods)),
        slots=tuple(slots),
        people=People.of(groups, slots=len(slots)),
        facilitators=Facilitators(random.choice([0, 0, 0, 1, 2]) if leads else 0, leads),
        constraints=_constraints(random, periods, slots),
        objective=Objective(random.choice([2, 3, 3, 4]), random.randint(1, periods + 1)),
    )
    return Asked(problem, tuple(groups))


def _slots(random: Random, periods: int) -> list[Slot]:
    length = random.choice([5, 14, 28])
    slots = []
    for period in range(periods):
        for _ in range(random.randint(1, 5 if periods < 5 else 4)):
            day = START + timedelta(days=period * length + random.randrange(length))
            begin = datetime(day.year, day.month, day.day, random.randint(8, 20))
            slots.append(Slot(begin, begin + timedelta(hours=2), period))
    random.shuffle(slots)
    return slots


def _groups(random: Random, slots: int) -> list[tuple[int, int]]:
    free = random.choice([0.1, 0.3, 0.5, 0.8, 1.0])
    largest = random.choice([1, 1, 3, 40])
    groups = []
    for _ in range(random.randint(0, 9)):
        avail = sum(1 << slot for slot in range(slots) if random.random() < free)
        groups.append((random.randint(1, largest), avail))
    return groups


def _constraints(random: Random, periods: int, slots: list[Slot]) -> Constraints:
    pins = {}
    for period in range(periods):
        mine = [index for index, slot in enumerate(slots) if slot.period == period]
        if random.random() < 0.15:
            pins[period] = random.choice(mine)
    history = tuple(random.randrange(7) for _ in range(random.choice([0, 0, 1, 2, 4])))
    days = sorted({slot.start.date() for slot in slots})
    excluded = {day for day in days if random.random() < random.choice([0.0, 0.1, 0.3])}
    gap = random.choice([0, 0, 3, 7, 14])
    return Constraints(
        weekday_differs=random.choice([0, 0, 1, 2, 2, 3, 4]),
        previous_weekdays=history,
        previous_date=START - timedelta(days=random.randint(1, 20))
        if random.random() < 0.4
        else None,
        min_gap=gap,
        max_gap=random.choice([None, None, gap + random.randint(0, 40)]),
        excluded=frozenset(excluded),
        pinned=pins,
    )


def brute_force(asked: Asked) -> Answer:
    """Try out every series. Written from the text of the model, slowly and without arrays."""
    problem = asked.problem
    eligible = [_eligible(problem, period) for period in range(len(problem.periods))]
    reach = sum(1 << slot for slots in eligible for slot in slots)
    people = [(weight, avail) for weight, avail in asked.groups if avail & reach]
    best: list[tuple[int, ...]] = []
    value: tuple[int, ...] = ()
    for plan in product(*eligible):
        if not keeps_rules(problem, plan):
            continue
        mine = objective(problem, people, plan)
        if not best or mine < value:
            best, value = [plan], mine
        elif mine == value:
            best.append(plan)
    unreachable = sum(weight for weight, avail in asked.groups if not avail & reach)
    return Answer(sorted(best), value, unreachable)


def _eligible(problem: Problem, period: int) -> list[int]:
    rules, leads = problem.constraints, problem.facilitators
    if period in rules.pinned:
        return [rules.pinned[period]]
    return [
        index
        for index, slot in enumerate(problem.slots)
        if slot.period == period
        and slot.start.date() not in rules.excluded
        and sum(avail >> index & 1 for avail in leads.avail) >= leads.min_available
    ]


def keeps_rules(problem: Problem, plan: tuple[int, ...]) -> bool:
    """H1 and H2 for a whole series."""
    rules = problem.constraints
    dates = [problem.slots[slot].start.date() for slot in plan]
    weekdays = [*rules.previous_weekdays, *(day.weekday() for day in dates)]
    for place in range(len(rules.previous_weekdays), len(weekdays)):
        before = weekdays[max(0, place - rules.weekday_differs) : place]
        if weekdays[place] in before:
            return False
    dates = [*([rules.previous_date] if rules.previous_date else []), *dates]
    gaps = [(later - earlier).days for earlier, later in zip(dates, dates[1:], strict=False)]
    longest = rules.max_gap if rules.max_gap is not None else 10**6
    return all(rules.min_gap <= gap <= longest for gap in gaps)


def objective(
    problem: Problem, people: list[tuple[int, int]], plan: tuple[int, ...]
) -> tuple[int, ...]:
    """(missed, F_0 … F_{L-1}, -total) of one series."""
    width, missed = problem.objective.window, 0
    for first in range(len(plan) - width + 1):
        chosen = sum(1 << slot for slot in set(plan[first : first + width]))
        missed += sum(weight for weight, avail in people if not avail & chosen)
    suits = [(weight, sum(avail >> slot & 1 for slot in plan)) for weight, avail in people]
    rarest = [sum(weight for weight, count in suits if count <= k) for k in range(problem.levels)]
    return (missed, *rarest, -sum(weight * count for weight, count in suits))


def lot(answer: Answer, name: str, seed: int) -> tuple[int, ...]:
    """The series that the lottery must draw."""
    number = int(hashlib.sha256(f"{seed}:{name}".encode()).hexdigest(), 16)
    return answer.plans[number % len(answer.plans)]

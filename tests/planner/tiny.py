"""Random tiny problems with every kind of rule, and their answers by trying out every series."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, pairwise, product
from random import Random

from wirwissen.planner.checking_rules import rules_of
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
    periods = random.choice([1, 2, 3, 4, 4, 5, 5, 6, 6])
    slots = _slots(random, Random(f"weekdays {number}"), periods)
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


def _slots(random: Random, weekdays: Random, periods: int) -> list[Slot]:
    length = random.choice([5, 14, 28])
    slots = []
    for period in range(periods):
        one_day = weekdays.randrange(7) if weekdays.random() < 0.1 else None  # H1 has one way on
        for _ in range(random.randint(1, 5 if periods < 5 else 4)):
            offset = random.randrange(length)
            if one_day is not None and length > 13:
                offset = offset % 2 * 7 + one_day
            day = START + timedelta(days=period * length + offset)
            begin = datetime.combine(day, time(random.randint(8, 20)))
            slots.append(Slot(begin, begin + timedelta(hours=2), period))
    random.shuffle(slots)
    return slots


def _groups(random: Random, slots: int) -> list[tuple[int, int]]:
    free = random.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.8, 1.0])
    largest = random.choice([1, 1, 3, 40])
    groups = []
    for _ in range(random.choice([0, 1, 2, 3, 5, 9, 70])):
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
    before = START - timedelta(days=random.randint(1, 20))
    days = sorted({slot.start.date() for slot in slots})
    excluded = {day for day in days if random.random() < random.choice([0.0, 0.0, 0.1, 0.3])}
    gap = random.choice([0, 0, 0, 3, 7, 14])
    return Constraints(
        weekday_differs=random.choice([0, 0, 1, 1, 2, 2, 3, 4]),
        previous_weekdays=history,
        previous_date=before if random.random() < 0.3 else None,
        min_gap=gap,
        max_gap=random.choice([None, None, gap + random.randint(0, 40)]),
        excluded=frozenset(excluded),
        pinned=pins,
    )


def brute_force(asked: Asked) -> Answer:
    """Try out every series. Written from the text of the model, slowly and without arrays."""
    problem = asked.problem
    eligible = [_eligible(problem, period) for period in range(len(problem.periods))]
    people = reachable(asked)
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
    unreachable = sum(weight for weight, _ in asked.groups) - sum(weight for weight, _ in people)
    return Answer(sorted(best), value, unreachable)


def reachable(asked: Asked) -> list[tuple[int, int]]:
    """The groups with at least one eligible slot."""
    periods = range(len(asked.problem.periods))
    reach = sum(1 << slot for period in periods for slot in _eligible(asked.problem, period))
    return [(weight, avail) for weight, avail in asked.groups if avail & reach]


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


def keeps_rules(problem: Problem, plan: tuple[int, ...], *, least: int | None = None) -> bool:
    """H1 and H2 for a whole series; `least`: another smallest gap than that of the problem."""
    rules = problem.constraints
    dates = [problem.slots[slot].start.date() for slot in plan]
    weekdays = [*rules.previous_weekdays, *(day.weekday() for day in dates)]
    for place in range(len(rules.previous_weekdays), len(weekdays)):
        before = weekdays[max(0, place - rules.weekday_differs) : place]
        if weekdays[place] in before:
            return False
    dates = [*([rules.previous_date] if rules.previous_date else []), *dates]
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    longest = rules.max_gap if rules.max_gap is not None else 10**6
    least = rules.min_gap if least is None else least
    return all(least <= gap <= longest for gap in gaps)


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


def smallest_clash_size(problem: Problem) -> int:
    """How many rules a smallest clash has, by trying every selection of rules."""
    names = rules_of(problem)
    return next(
        size
        for size in range(len(names) + 1)
        for kept in combinations(names, size)
        if not series_exists_under(problem, frozenset(kept))
    )


def series_exists_under(problem: Problem, kept: frozenset[str]) -> bool:
    """Whether a series keeps the rules named in `kept`, by trying every series."""
    rules, leads = problem.constraints, problem.facilitators
    pins = {t: slot for t, slot in rules.pinned.items() if f"pinned:{t}" in kept}
    rules = replace(
        rules,
        pinned=pins,
        excluded=rules.excluded if "excluded_dates" in kept else frozenset(),
        max_gap=rules.max_gap if "max_gap_days" in kept else None,
        weekday_differs=rules.weekday_differs if "weekdays" in kept else 0,
        previous_date=rules.previous_date if "previous_date" in kept else None,
    )
    leads = leads if "facilitators" in kept else Facilitators()
    relaxed = replace(problem, constraints=rules, facilitators=leads)
    eligible = [_eligible(relaxed, period) for period in range(len(problem.periods))]
    for period, slot in problem.constraints.pinned.items():  # may be chosen even if it need not
        eligible[period] = sorted({*eligible[period], slot})
    least = rules.min_gap if "min_gap_days" in kept else -(10**6)
    return any(keeps_rules(relaxed, plan, least=least) for plan in product(*eligible))

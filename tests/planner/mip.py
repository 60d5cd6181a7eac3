"""The objective of the planner once more, as a mixed-integer model for solvers made by others.

Written from the text of the model: nothing of the search or the checker is used. One solver is
loaded in a process, never two: the libraries of `highspy` and `ortools` clash.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np

from wirwissen.planner.problem import Problem


@dataclass
class Model:
    """Binary columns; rows (lower, upper, {column: factor}); `aims` are minimised in turn."""

    columns: int = 0
    rows: list[tuple[float, float, dict[int, int]]] = field(default_factory=list)
    aims: list[dict[int, int]] = field(default_factory=list)

    def add(self) -> int:
        """A new column."""
        self.columns += 1
        return self.columns - 1


INFINITY = float("inf")


def model_of(problem: Problem) -> Model:
    """Levels 1 to 3 of the objective as aims: missed, F_0 … F_{L-1}, -total."""
    model = Model()
    chosen = [model.add() for _ in problem.slots]
    eligible = [_is_eligible(problem, slot) for slot in range(len(problem.slots))]
    periods = [
        [slot for slot, s in enumerate(problem.slots) if s.period == t and eligible[slot]]
        for t in range(len(problem.periods))
    ]
    for slots in periods:
        model.rows.append((1, 1, {chosen[slot]: 1 for slot in slots}))
    for slot in range(len(problem.slots)):
        if not eligible[slot]:
            model.rows.append((0, 0, {chosen[slot]: 1}))
    _add_rules(model, problem, chosen, periods)
    _add_people(model, problem, chosen, periods)
    return model


def _is_eligible(problem: Problem, slot: int) -> bool:
    start, period = problem.slots[slot].start, problem.slots[slot].period
    if period in problem.constraints.pinned:
        return problem.constraints.pinned[period] == slot
    leading = sum(avail >> slot & 1 for avail in problem.facilitators.avail)
    return (
        start.date() not in problem.constraints.excluded
        and leading >= problem.facilitators.min_available
    )


def _add_rules(model: Model, problem: Problem, chosen: list[int], periods: list[list[int]]) -> None:
    rules = problem.constraints
    most = INFINITY if rules.max_gap is None else rules.max_gap
    date = [slot.start.date() for slot in problem.slots]

    def forbid(slot: int) -> None:
        model.rows.append((0, 0, {chosen[slot]: 1}))

    for t, slots in enumerate(periods):
        for slot in slots:
            reach = min(max(0, rules.weekday_differs - t), len(rules.previous_weekdays))
            before = rules.previous_weekdays[len(rules.previous_weekdays) - reach :]
            gap = None if t or rules.previous_date is None else date[slot] - rules.previous_date
            if date[slot].weekday() in before:
                forbid(slot)
            if gap is not None and not rules.min_gap <= gap.days <= most:
                forbid(slot)
            if t > 0:
                apart = {other: (date[slot] - date[other]).days for other in periods[t - 1]}
                bad = [other for other, days in apart.items() if not rules.min_gap <= days <= most]
                row = {chosen[slot]: 1} | {chosen[other]: 1 for other in bad}
                model.rows.append((-INFINITY, 1, row))
        for earlier in range(max(0, t - rules.weekday_differs), t):
            for weekday in range(7):
                both = [s for s in (*periods[earlier], *slots) if date[s].weekday() == weekday]
                model.rows.append((-INFINITY, 1, {chosen[s]: 1 for s in both}))


def _add_people(
    model: Model, problem: Problem, chosen: list[int], periods: list[list[int]]
) -> None:
    width, table = problem.objective.window, problem.people.table()
    missed: dict[int, int] = {}
    levels: list[dict[int, int]] = [{} for _ in range(problem.levels)]
    total: dict[int, int] = {}
    for group, weight in enumerate(problem.people.weights.tolist()):
        suits = [{chosen[s]: 1 for s in slots if table[s, group]} for slots in periods]
        if not any(suits):
            continue
        for first in range(len(periods) - width + 1):
            column = model.add()
            missed[column] = weight
            row: dict[int, int] = {column: 1}
            for t in range(first, first + width):
                row |= suits[t]
            model.rows.append((1, INFINITY, row))
        everything: dict[int, int] = {}
        for each in suits:
            everything |= each
        for k in range(problem.levels):
            column = model.add()
            levels[k][column] = weight
            # At most k meetings suit, or this column is 1.
            model.rows.append((k + 1, INFINITY, everything | {column: k + 1}))
        for column in everything:
            total[column] = total.get(column, 0) - weight
    model.aims = [missed, *levels, total]


def solve_with_highs(model: Model, *, seconds: float = 60.0) -> tuple[int, ...] | None:
    """The best values of all aims in turn; `None` if no series keeps the rules.

    A new solver for each aim: one that is used again after rows were added was seen to say
    „infeasible“ of a feasible model. Raises `TimeoutError` after `seconds` for one aim.
    """
    highspy = import_module("highspy")  # has no types
    rows, values = list(model.rows), list[int]()
    for aim in model.aims:
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(_highs_model(highspy, model.columns, rows, aim))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible and not values:
            return None
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError(f"no proof of aim {len(values)} in {seconds:.0f} s")
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(str(status))
        values.append(round(solver.getInfo().objective_function_value))
        rows.append((-INFINITY, values[-1], aim))
    return tuple(values)


def _highs_model(
    highspy: Any, columns: int, rows: list[tuple[float, float, dict[int, int]]], aim: dict[int, int]
) -> Any:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    costs = np.zeros(columns)
    for column, cost in aim.items():
        costs[column] = cost
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = costs, np.zeros(columns), np.ones(columns)
    lp.row_lower_ = np.array([max(low, -highspy.kHighsInf) for low, _, _ in rows])
    lp.row_upper_ = np.array([min(high, highspy.kHighsInf) for _, high, _ in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for _, _, row in rows)])
    lp.a_matrix_.index_ = np.array([column for _, _, row in rows for column in row])
    lp.a_matrix_.value_ = np.array([float(v) for _, _, row in rows for v in row.values()])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return lp


def solve_with_cp_sat(model: Model, *, seconds: float = 60.0) -> tuple[int, ...] | None:
    """The same with CP-SAT, two threads; `TimeoutError` after `seconds` for one aim."""
    cp_model = import_module("ortools.sat.python.cp_model")
    problem, rows = cp_model.CpModel(), list(model.rows)
    columns = [problem.new_bool_var(f"x{column}") for column in range(model.columns)]

    def added(row: dict[int, int]) -> Any:
        return sum(factor * columns[column] for column, factor in row.items())

    for low, high, row in rows:
        if low > -INFINITY:
            problem.add(added(row) >= int(low))
        if high < INFINITY:
            problem.add(added(row) <= int(high))
    values: list[int] = []
    for aim in model.aims:
        problem.minimize(added(aim))
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 2
        status = solver.solve(problem)
        if status == cp_model.INFEASIBLE and not values:
            return None
        if status != cp_model.OPTIMAL:
            raise TimeoutError(f"no proof of aim {len(values)} in {seconds:.0f} s")
        values.append(round(solver.objective_value))
        problem.add(added(aim) <= values[-1])
    return tuple(values)

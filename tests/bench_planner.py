"""`python3 run.py bench planner`: the year planner in figures. Run it on a quiet machine.

Every case runs in a process of its own, so that its peak of memory is its own and no two solvers
share one. `python -m tests.bench_planner case NAME` runs a single case and prints JSON.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench_sizes import SIZES, Size

if TYPE_CHECKING:
    from wirwissen.planner.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
PAST = ROOT / "src/wirwissen/network/groups/facts/past_meetings.json"
SECONDS = 60  # for a solver made by others, for each of its aims
GROUPS = range(1, 21)  # seeds of the groups that the baselines are compared on


def main(words: list[str] | None = None) -> int:
    """Print all tables, or run one case."""
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["case"]:
        print(json.dumps(CASES[words[1]]()))
        return 0
    for part in (_process, _sizes, _special, _quality, _past, _solvers):
        for line in part():
            print(line, flush=True)
    return 0


def _case(name: str) -> dict[str, Any]:
    """Run a case in a process of its own."""
    call = [sys.executable, "-m", "tests.bench_planner", "case", name]
    # As `wirwissen plan` has it: no thread of the library for matrices beside those of the search.
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode != 0:
        return {"failed": (done.stderr.strip().splitlines() or ["no word"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _process() -> Iterable[str]:
    from tests.planner.files import as_file

    source = as_file(Size(46).problem())
    call = [sys.executable, "-m", "wirwissen", "plan"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    walls = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(9):
        began = time.perf_counter()
        subprocess.run(call, input=source, capture_output=True, check=True, env=environment)
        walls.append(time.perf_counter() - began)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(walls)
    yield (
        f"wirwissen plan, 46 people, whole process: {statistics.median(walls):.2f} s, best "
        f"{min(walls):.2f} s, {spent:.2f} s of CPU (target 0.25 s, at most 0.4 s)"
    )


def _sizes() -> Iterable[str]:
    yield ""
    titles = ("made", "search", "target", "check", "CPU", "MB")
    columns = "".join(f"{name:>8}" for name in titles)
    yield f"{'people (times in seconds)':<28}{'groups':>10}{columns}  result"
    for name, size in SIZES.items():
        found = _case(name)
        if "failed" in found:
            yield f"{name:<28}  failed: {found['failed']}"
            continue
        target = "" if size.target is None else f"{size.target:.2f}"
        yield (
            f"{name:<28}{found['groups']:>10,}{found['made']:>8.2f}{found['search']:>8.2f}"
            f"{target:>8}{found['wall'] - found['search']:>8.2f}{found['cpu']:>8.2f}"
            f"{found['megabytes']:>8.0f}  gap {found['gap']}, "
            f"{'proven' if found['proven'] else 'NOT PROVEN'}, {found['ties']} best, "
            f"missed {found['missed']:,}"
        )


def _measured(problem_of: Callable[[], Problem]) -> dict[str, Any]:
    """Seconds of making, of search, and of search and check; peak memory in MB; the result."""
    from wirwissen.planner.search import searched
    from wirwissen.planner.solve import proven

    began = time.perf_counter()
    problem = problem_of()
    made = time.perf_counter() - began
    began, cpu = time.perf_counter(), time.process_time()
    result = searched(problem)
    search = time.perf_counter() - began
    result = proven(problem, result)
    return {
        "groups": problem.people.groups,
        "made": made,
        "search": search,
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "gap": result.gap,
        "proven": result.proven,
        "ties": result.ties,
        "missed": result.objective[0] if result.objective else None,
    }


def _dense() -> Problem:
    """46 people who are free nine times in ten: level 1 is 0 for very many series."""
    import numpy as np

    from wirwissen.planner.problem import Objective, People

    problem = Size(46).problem()
    free = np.random.default_rng(1).random((46, len(problem.slots))) < 0.9
    rows = np.packbits(free, axis=1, bitorder="little")
    people = People.from_rows(rows, [1] * 46, slots=len(problem.slots))
    return replace(problem, people=people, objective=Objective(3, 12))


def _leximin() -> Problem:
    from wirwissen.planner.problem import Objective

    return replace(Size(46).problem(), objective=Objective(3, 12))


def _special() -> Iterable[str]:
    yield ""
    for name, target in (("full leximin, 46", ""), ("dense full leximin, 46", " (target 5 s)")):
        found = _case(name)
        if "failed" in found:
            yield f"{name}: failed: {found['failed']}"
            continue
        said = "proven" if found["proven"] else f"NOT PROVEN, gap {found['gap']}"
        yield f"{name}: {found['wall']:.2f} s{target}, {said}"
    found = _case("one change")
    if "failed" in found:
        yield f"one change at 1,000,000: failed: {found['failed']}"
    else:
        yield (
            f"one change at 1,000,000: {found['milliseconds']:.0f} ms, the slowest of "
            f"{found['changes']}: {found['slowest']:.0f} ms (target 10 ms); its proof: "
            f"{found['proof']:.2f} s, {'proven' if found['proven'] else 'NOT PROVEN'}"
        )


def _one_change() -> dict[str, Any]:
    """Single changes at 1,000,000 people: each person takes over the answer of another one."""
    from wirwissen.planner.replan import Session

    problem = Size(1_000_000).problem()
    free, weights, times = problem.people.free.copy(), problem.people.weights, []
    session = Session(problem)
    for person in range(0, 1280, 64):
        other = person + 7
        bits = (free[:, other // 64] >> (other % 64)) & 1
        answer = sum(1 << slot for slot, bit in enumerate(bits.tolist()) if bit)
        if weights[person] == 1:
            began = time.perf_counter()
            session.change(person, answer)
            times.append(time.perf_counter() - began)
    began = time.perf_counter()
    proven = session.prove().proven
    return {
        "milliseconds": statistics.median(times) * 1000,
        "slowest": max(times) * 1000,
        "changes": len(times),
        "proof": time.perf_counter() - began,
        "proven": proven,
    }


def _quality() -> Iterable[str]:
    from wirwissen.planner.baselines import BASELINES, quality
    from wirwissen.planner.solve import solve

    rows: dict[str, list[tuple[float, ...]]] = {}
    for seed in GROUPS:
        problem = Size(46).problem(seed)
        plans = {name: choose(problem) for name, choose in BASELINES.items()}
        for name, plan in (plans | {"this planner": solve(problem).plan}).items():
            if plan is not None:
                q = quality(problem, plan)
                row = (q.missed, 100 * q.every_quarter, q.fewest, q.total, 100 * q.keeps_rules)
                rows.setdefault(name, []).append(row)
    yield ""
    head = ("missed", "% every quarter", "fewest", "total", "% keep rules")
    yield f"means of {len(GROUPS)} groups of 46".ljust(26) + "".join(f"{h:>17}" for h in head)
    for name, values in rows.items():
        means = [statistics.mean(column) for column in zip(*values, strict=True)]
        yield f"{name:<26}" + "".join(f"{mean:>17.1f}" for mean in means)


def _past() -> Iterable[str]:
    """The dates a real group chose against the best ones, for invented groups of 46."""
    from wirwissen.planner.baselines import quality
    from wirwissen.planner.past import past_problem
    from wirwissen.planner.solve import solve

    meetings = json.loads(PAST.read_text(encoding="utf-8"))["meetings"]
    past = [
        datetime.fromisoformat(f"{each['date']}T{each['start']}")
        for each in meetings
        if each["start"] == "18:00"
    ]
    real, best = [], []
    for seed in GROUPS:
        problem, plan = past_problem(past, count=46, seed=seed)
        real.append(quality(problem, plan))
        best.append(quality(problem, solve(problem).plan or plan))
    yield ""
    yield (
        f"the real series of {len(past)} meetings 2023-04 to 2024-12: missed "
        f"{statistics.mean(q.missed for q in real):.0f}, reached in every quarter "
        f"{statistics.mean(q.every_quarter for q in real):.0%}; the best series: missed "
        f"{statistics.mean(q.missed for q in best):.0f}, "
        f"{statistics.mean(q.every_quarter for q in best):.0%}"
    )


def _solvers() -> Iterable[str]:
    yield ""
    for package, name in (("highspy", "HiGHS"), ("ortools", "CP-SAT")):
        if importlib.util.find_spec(package) is None:
            yield f"{name}: not installed (pip install '.[solvers]')"
            continue
        for size in ("46", "120 in clinics"):
            found = _case(f"{name} {size}")
            said = found.get("failed") or f"{found['seconds']:.1f} s, missed {found['values'][0]}"
            yield f"{name}, the same objective, {size}: {said}"


def _solver(name: str, size: str) -> dict[str, Any]:
    from tests.planner import mip

    solve = mip.solve_with_highs if name == "HiGHS" else mip.solve_with_cp_sat
    model = mip.model_of(SIZES[size].problem())
    began = time.perf_counter()
    values = solve(model, seconds=SECONDS)
    return {"seconds": time.perf_counter() - began, "values": values}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    **{name: (lambda s=size: _measured(s.problem)) for name, size in SIZES.items()},  # type: ignore[misc]
    "full leximin, 46": lambda: _measured(_leximin),
    "dense full leximin, 46": lambda: _measured(_dense),
    "one change": _one_change,
    **{
        f"{name} {size}": (lambda n=name, s=size: _solver(n, s))  # type: ignore[misc]
        for name in ("HiGHS", "CP-SAT")
        for size in ("46", "120 in clinics")
    },
}


if __name__ == "__main__":
    raise SystemExit(main())

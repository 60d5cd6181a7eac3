"""The steps of `run.py test` and `run.py check`: run one after the other, counted, summed up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools.runner.environment import BUILD, PYTHON, ROOT, variables

SETTINGS = {"course": "tests.settings.course", "network": "tests.settings.network"}
NETWORK, FLOWS = "tests/network", "tests/flows"
# Guards over all pages, run once more with the settings of the network house.
GUARDS = tuple(
    f"tests/house/test_{name}.py"
    for name in ("authorisation", "page_states", "privacy_register", "query_counts")
)
# What a run has besides its folder.
MORE = {"network": GUARDS}
IN_ORDER = "--no-loadscope-reorder"
# Two workers on two cores; more than four gain little and cost a browser each.
WORKERS = str(min(max(os.cpu_count() or 2, 2), 4))
# Tables straight from the models: a guard compares the two, and journeys migrate on both databases.
QUICK = ["-n", WORKERS, "--dist", "worksteal", "--nomigrations"]
# A module that cannot be imported hides no other; a test that hangs says where.
ALWAYS = ("--continue-on-collection-errors", "-o", "faulthandler_timeout=600")
NO_TESTS = 5  # pytest's exit code for "nothing collected"


@dataclass(frozen=True)
class Step:
    """One command. With `results` it is a pytest run that writes JUnit XML there."""

    title: str
    command: tuple[str, ...]
    results: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a step: `seconds` on the clock, and counted tests (a check counts as one)."""

    title: str
    seconds: float
    passed: int
    failed: int
    skipped: int


def checks() -> list[Step]:
    """Everything that reads the code without running the product."""
    python = str(PYTHON)
    unmigrated = (python, "-m", "django", "makemigrations", "--check", "--dry-run", "--settings")
    migrations = [
        Step(f"Migrations of the {house} house", (*unmigrated, settings))
        for house, settings in SETTINGS.items()
    ]
    return [
        Step("Lint", (python, "-m", "ruff", "check", ".")),
        Step("Format", (python, "-m", "ruff", "format", "--check", ".")),
        Step("Types", (python, "-m", "mypy", "--num-workers", WORKERS)),
        Step("Import contracts", (python, "-c", _LINT_IMPORTS)),
        *migrations,
        *_messages(),
    ]


# The program `lint-imports` by its module: a script's first line breaks when .venv is moved.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


def _messages() -> list[Step]:
    tool = ROOT / "tools" / "messages"
    if not tool.is_dir() and not tool.with_suffix(".py").exists():
        return []
    return [Step("Messages", (str(PYTHON), "-m", "tools.messages", "--check"))]


def tests(arguments: Sequence[str] = ()) -> list[Step]:
    """The three pytest runs. `arguments` go to pytest; a path goes to the run it belongs to."""
    paths = [word for word in arguments if (ROOT / word.split("::")[0]).exists()]
    options = [word for word in arguments if word not in paths]
    parts = {
        "course": ([*QUICK, f"--ignore={NETWORK}", f"--ignore={FLOWS}"], "course", "tests"),
        "network": (QUICK, "network", NETWORK),
        # What shares a house stays in one worker, so it starts once (see the journeys' conftest).
        "flows": (["-n", WORKERS, "--dist", "loadscope", IN_ORDER], "course", FLOWS),
    }
    steps = []
    for name, (own, settings, folder) in parts.items():
        own_paths = [path for path in paths if _part_of(path) == name]
        wanted = own_paths if paths else [*MORE.get(name, ()), folder]
        if wanted:
            results = BUILD / "results" / f"{name}.xml"
            command = (str(PYTHON), "-m", "pytest", f"--ds={SETTINGS[settings]}", "-q", *own)
            given = (*ALWAYS, *options, f"--junitxml={results}", *wanted)
            steps.append(Step(f"Tests: {name}", command + given, results))
    return steps


def _part_of(path: str) -> str:
    """Which of the three runs a test path belongs to."""
    place = Path(path.split("::")[0])
    relative = place.resolve().relative_to(ROOT).as_posix() if place.is_absolute() else str(place)
    for name, folder in (("network", NETWORK), ("flows", FLOWS)):
        if relative == folder or relative.startswith(f"{folder}/"):
            return name
    return "course"


def run(steps: Sequence[Step], *, empty_is_fine: bool = False) -> int:
    """Run all steps, also after a failure, so that everything is seen; 0 when all passed.

    `empty_is_fine` lets a pytest run select no test, as `-k` does in most of them.
    """
    outcomes = [_run_one(step, empty_is_fine=empty_is_fine) for step in steps]
    print(f"\n{'=' * 78}")
    for each in outcomes:
        word = "FAILED" if each.failed else "ok"
        print(f"{word:<8}{each.title:<34}{each.seconds:>7.1f} s")
    passed, failed, skipped = (
        sum(getattr(each, name) for each in outcomes) for name in ("passed", "failed", "skipped")
    )
    if skipped:
        print(f"!!! {skipped} tests were SKIPPED; the reasons are above.")
    if not passed + failed:
        print("No test was run.")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not passed else 0


def _run_one(step: Step, *, empty_is_fine: bool) -> Outcome:
    print(f"\n=== {step.title} {'=' * (73 - len(step.title))}", flush=True)
    if step.results:
        step.results.parent.mkdir(parents=True, exist_ok=True)
        step.results.unlink(missing_ok=True)
    start = time.monotonic()
    code = _exit_code(step.command)
    seconds = time.monotonic() - start
    if step.results is None:
        counts = (int(code == 0), int(code != 0), 0)
    elif code == NO_TESTS and empty_is_fine:
        counts = (0, 0, 0)
    else:
        counts = count(step.results, code)
    print(f"--- {step.title}: {'ok' if not counts[1] else 'FAILED'}, {seconds:.1f} s", flush=True)
    return Outcome(step.title, seconds, *counts)


def _exit_code(command: Sequence[str]) -> int:
    """Run it to its end. After Ctrl-C it may still stop its servers: `subprocess.run` would not."""
    with subprocess.Popen(command, cwd=ROOT, env=variables()) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()
            raise


def count(results: Path, code: int) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of one pytest run; at least one failed if pytest says so."""
    passed = failed = skipped = 0
    try:
        # Our own pytest wrote this file a moment ago.
        cases = list(ElementTree.parse(results).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        cases = []
    for case in cases:
        reason = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif reason is not None and reason.get("type") != "pytest.xfail":
            skipped += 1
        else:
            passed += 1
    if code != 0 and not failed:
        print(f"pytest ended with exit code {code}.", file=sys.stderr)
        failed = 1
    return passed, failed, skipped

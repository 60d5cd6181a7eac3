"""The checker stands alone: it imports nothing of the search, so one error cannot be in both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from wirwissen import cli

SOURCE = Path(cli.__file__).parents[1]


def loaded(module: str) -> set[str]:
    """The modules of this product that a fresh process has after importing one."""
    program = (
        f"import sys, {module}; print(*(m for m in sys.modules if m.startswith('wirwissen.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    return set(done.stdout.split())


def test_the_checker_imports_the_problem_and_its_own_parts_only() -> None:
    found = loaded("wirwissen.planner.checking")

    others = {name for name in found if not name.startswith("wirwissen.planner.checking")}
    assert others == {"wirwissen.planner", "wirwissen.planner.problem"}


def test_the_search_imports_no_rule_of_the_checker() -> None:
    found = loaded("wirwissen.planner.window_search") | loaded("wirwissen.planner.candidates")

    assert not {name for name in found if name.startswith("wirwissen.planner.checking")}

"""`run.py test` counts honestly, and with CI=true nothing is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.runner import steps
from tools.runner.environment import ROOT

TESTS = """
import pytest
def test_passes(): pass
def test_skips(): pytest.skip("no reason")
@pytest.mark.xfail
def test_fails_as_expected(): assert False
"""
EXPECTED = {"": (2, 0, 1), "true": (2, 1, 0)}


@pytest.mark.parametrize(("in_ci", "workers"), [("", "0"), ("true", "2")])
def test_a_skipped_test_fails_in_ci_alone(tmp_path: Path, in_ci: str, workers: str) -> None:
    (tmp_path / "test_three.py").write_text(TESTS, encoding="utf-8")
    results = tmp_path / "results.xml"
    options = ["-q", "-p", "tests.conftest", "-n", workers, f"--rootdir={tmp_path}"]
    settings = "--ds=tests.settings.course"

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, settings, f"--junitxml={results}", tmp_path],
        cwd=ROOT,
        env=os.environ | {"CI": in_ci, "PYTHONPATH": f"{ROOT / 'src'}"},
        capture_output=True,
        text=True,
    )

    assert steps.count(results, done.returncode) == EXPECTED[in_ci], done.stdout
    assert ("With CI=true nothing may be skipped" in done.stdout) is bool(in_ci)


def test_a_run_that_wrote_no_results_has_failed(tmp_path: Path) -> None:
    assert steps.count(tmp_path / "missing.xml", 4) == (0, 1, 0)


def test_paths_go_to_the_run_they_belong_to() -> None:
    words = ["tests/harness/test_runner.py::test_x", "-k", "name", "tests/flows"]

    chosen = [(step.title, step.command[-1]) for step in steps.tests(words)]

    assert chosen == [("Tests: course", words[0]), ("Tests: flows", "tests/flows")]


def test_a_failing_step_is_counted_and_the_next_one_still_runs(
    capfd: pytest.CaptureFixture[str],
) -> None:
    python = sys.executable
    broken = steps.Step("Broken", (python, "-c", "raise SystemExit(1)"))
    fine = steps.Step("Fine", (python, "-c", "print('still here')"))

    code = steps.run([broken, fine])

    printed = capfd.readouterr().out
    assert (code, printed.splitlines()[-1]) == (1, "1 passed, 1 failed, 0 skipped")
    assert "still here" in printed

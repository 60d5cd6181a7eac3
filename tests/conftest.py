"""Rules for every test: what a machine may lack, and that CI leaves nothing out."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tools.runner import machine

pytest.register_assert_rewrite("tests.harness")
pytest_plugins = ["tests.harness.fixtures"]

IN_CI = os.environ.get("CI", "").lower() in {"true", "1"}
MARK_OF_FIXTURE = {"chromium": "browser", "postgres": "postgres"}
NEEDED = {
    "browser": (machine.chromium, "chromium-headless-shell fonts-dejavu-core libatomic1"),
    "postgres": (machine.postgres_programs, "postgresql"),
    "java": (machine.java, "default-jdk-headless libjaxb-java"),
}

# A busy machine is no bug, so no deadlines; CI draws the same examples every time.
settings.register_profile("house", deadline=None, derandomize=IN_CI)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser or PostgreSQL, so that `-m "not browser"` works."""
    for item in items:
        for fixture, mark in MARK_OF_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine cannot run, saying what would help."""
    for mark, (find, packages) in NEEDED.items():
        if item.get_closest_marker(mark) and find() is None:
            pytest.skip(f"missing here: apt-get install {packages}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed."""
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a skipped module has failed."""
    report = yield
    _forbid_skip(report)
    return report


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    # An expected failure counts as skipped for pytest, but it did run.
    if not IN_CI or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"With CI=true nothing may be skipped. {reason}"

"""Several processes save the same sheets at once: the chain has no gap and no twin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house.collect import ROOT

if TYPE_CHECKING:
    from tests.harness.postgres import Postgres

PROCESSES = 3


def run(database: str, *words: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "DATABASE": database, "PYTHONPATH": paths}
    if "://" in database:
        environment["WIRWISSEN_DATABASE_URL"] = database
    command = [sys.executable, "-m", "tests.course.cohorts.save_many", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=ROOT, text=True, stdout=pipe, stderr=pipe)


def crowd(database: str) -> str:
    """Prepare, let all save at once, and give back what the check says."""
    preparing = run(database, "prepare")
    _, errors = preparing.communicate()
    assert preparing.returncode == 0, errors
    for process in [run(database, "save", str(number)) for number in range(PROCESSES)]:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    found, _ = run(database, "check").communicate()
    return found.strip()


def test_on_sqlite_the_chain_holds_when_three_save_at_once(tmp_path: Path) -> None:
    assert crowd(str(tmp_path / "house.sqlite3")) == "True True None 0"


def test_on_postgresql_the_chain_holds_when_three_save_at_once(postgres: Postgres) -> None:
    assert crowd(postgres.create_database()) == "True True None 0"

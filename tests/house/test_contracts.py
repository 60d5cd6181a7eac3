"""Import contracts, migrations and settings: each guard is seen to catch a seeded violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.test import override_settings
from django.utils import translation

from tests.house.collect import ROOT

VIOLATIONS = [
    ("course/programme/seeded.py", "import wirwissen.network.groups.models", "Two houses"),
    ("course/programme/seeded.py", "import wirwissen.course.events.models", "Floors of the course"),
    ("foundation/core/seeded.py", "import wirwissen.foundation.mail.models", "Floors of the found"),
    ("course/events/models_x.py", "", ""),
    ("course/record/seeded.py", "import django", "Rules are pure"),
]


def broken_contracts(folder: Path) -> str:
    """What the contracts say of a copy of the tree."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    program = Path(sys.executable).with_name("lint-imports")
    call = [str(program), "--config", str(folder / "pyproject.toml"), "--no-cache"]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True)
    return " ".join(done.stdout.partition("Broken contracts")[2].split())


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(("place", "line", "contract"), VIOLATIONS)
def test_a_seeded_import_breaks_its_contract(
    tree: Path, place: str, line: str, contract: str
) -> None:
    seeded = tree / "src" / "wirwissen" / place
    seeded.write_text(f'"""Seeded."""\n\n{line}\n', encoding="utf-8")
    try:
        broken = broken_contracts(tree)
    finally:
        seeded.unlink()

    assert (contract in broken) if contract else (broken == "")


def missing_migrations(state: ProjectState) -> set[str]:
    """The apps whose models differ from their migrations.

    These tests make their tables without migrations, and pytest-django hides all of them for that.
    """
    with override_settings(MIGRATION_MODULES={}):
        loader = MigrationLoader(None)
    with translation.override(None):  # labels as they stand in the code
        changes = MigrationAutodetector(loader.project_state(), state).changes(loader.graph)
    return {label for label in changes if apps.get_app_config(label).name.startswith("wirwissen.")}


def current_state() -> ProjectState:
    with translation.override(None):
        return ProjectState.from_apps(apps)


def test_every_model_has_its_migration() -> None:
    assert missing_migrations(current_state()) == set()


def test_a_seeded_field_is_seen_to_lack_its_migration() -> None:
    state = current_state()
    with translation.override(None):
        model = ModelState.from_model(apps.get_model("events", "Event"))
    model.fields["seeded"] = models.IntegerField(default=0)
    state.add_model(model)

    assert missing_migrations(state) == {"events"}


@pytest.mark.parametrize("house", ["course", "network"])
def test_a_real_house_knows_nothing_of_the_demo(house: str) -> None:
    code = (
        f"import sys; import wirwissen.houses.{house} as s; "
        "import django; django.setup(); "
        "import importlib; importlib.import_module(s.ROOT_URLCONF); "
        "found = [m for m in sys.modules if '.demo' in m and m.startswith('wirwissen')]; "
        "assert not found, found; assert not (s.IS_DEMO or s.CLOCK_MOVES)"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": f"wirwissen.houses.{house}",
        "WIRWISSEN_HOUSE": house,
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr


def test_the_two_houses_share_no_name() -> None:
    script = "import wirwissen.houses.{} as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, " \
             "s.VAR, s.KEYS, s.ROOT_URLCONF)"  # fmt: skip
    said = []
    for house in ("course", "network"):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("WIRWISSEN_")}
        environment = kept | {"PYTHONPATH": str(ROOT / "src")}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        call = [sys.executable, "-c", script.format(house)]
        said.append(subprocess.run(call, env=environment, capture_output=True, text=True).stdout)

    first, second = (set(text.split()) for text in said)
    assert (len(first), len(second), first & second) == (5, 5, set())


def test_the_settings_refuse_scripts_and_frames() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    assert "script-src" not in directives
    assert directives["frame-ancestors"] == ["'none'"]

"""The commands of a real house on an empty machine: a sentence and an exit status, no traceback."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST = ("--organisation", "Kursort Nord", "--name", "Robin", "--email", "robin@example.org")


def wirwissen(folder: Path, *words: str, **variables: str) -> tuple[int, str]:
    """Run a command in an empty folder; its exit status, and all it said."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WIRWISSEN_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "wirwissen", *words],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT / "src")} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_without_a_house_the_command_says_to_make_one(tmp_path: Path, command: str) -> None:
    said = wirwissen(tmp_path, command)

    assert said == (3, "wirwissen: This house has no keys yet. Run `wirwissen init` first.\n")
    assert list(tmp_path.rglob("*.sqlite3")) == []


@pytest.mark.parametrize(
    ("name", "value", "status", "words"),
    [
        ("WIRWISSEN_HOUSE", "garden", 2, "is course or network, not 'garden'"),
        ("WIRWISSEN_PORT", "abc", 3, "WIRWISSEN_PORT is a number from 1 to 65535, not 'abc'."),
        ("WIRWISSEN_SMTP_PORT", "0", 3, "WIRWISSEN_SMTP_PORT is a number"),
        ("WIRWISSEN_SCHEME", "ftp", 3, "WIRWISSEN_SCHEME is https or http, not 'ftp'."),
        ("WIRWISSEN_SMTP_TLS", "yes", 3, "WIRWISSEN_SMTP_TLS is 0 or 1, not 'yes'."),
        ("WIRWISSEN_UMBRELLA", "yes", 3, "WIRWISSEN_UMBRELLA is 0 or 1, not 'yes'."),
        ("WIRWISSEN_HOST", "https://a.example", 3, "WIRWISSEN_HOST is the host's name alone"),
        ("WIRWISSEN_EXIT_TO", "wetter.de", 3, "WIRWISSEN_EXIT_TO is empty or begins with https"),
        ("WIRWISSEN_SMTP_PASSWORD_FILE", "/no/such", 3, "the file /no/such cannot be read"),
        ("WIRWISSEN_DATABASE_URL", "mysql://a:geheim@b/c", 3, "is empty or postgresql://"),
        ("WIRWISSEN_DATABASE_URL", "postgresql://a:geheim@b:x/c", 3, "is empty or postgresql://"),
        ("WIRWISSEN_DATABASE_URL", "postgresql://a:geheim@127.0.0.1:1/c", 3, "cannot be used:"),
        ("WIRWISSEN_VAR", "/proc/nowhere", 3, "WIRWISSEN_VAR names another one."),
        ("WIRWISSEN_KEYS", "/proc/nowhere", 3, "WIRWISSEN_KEYS names another one."),
    ],
)
def test_a_setting_that_does_not_fit_is_named(
    tmp_path: Path, name: str, value: str, status: int, words: str
) -> None:
    found, said = wirwissen(tmp_path, "init", *FIRST, **{name: value})

    assert (found, words in said) == (status, True), said
    assert ("Traceback" in said, "geheim" in said, len(said.splitlines())) == (False, False, 1)


def test_a_house_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    made = wirwissen(tmp_path, "init", *FIRST)
    again = wirwissen(tmp_path, "init", "--email", "robin", "--name", "R", "--organisation", "K")

    assert (made[0], "within 14 days" in made[1]) == (0, True)
    assert again == (2, "wirwissen: 'robin' is no e-mail address, such as robin@example.org.\n")
    open_to_others = [
        path
        for path in (tmp_path / "var" / "course").rglob("*")
        if "static" not in path.relative_to(tmp_path).parts  # what everybody may see anyway
        and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_the_chosen_house_uses_no_folder_and_no_cookie_of_the_other(tmp_path: Path) -> None:
    wirwissen(tmp_path, "init", "--house", "course", *FIRST, WIRWISSEN_HOUSE="network")

    assert {path.name for path in (tmp_path / "var").iterdir()} == {"course", "keys"}
    assert [path.name for path in (tmp_path / "var" / "keys").iterdir()] == ["course"]


def test_a_lost_instance_key_is_not_replaced_by_one_that_opens_nothing(tmp_path: Path) -> None:
    keys = tmp_path / "var" / "keys" / "course"
    keys.mkdir(parents=True)
    (keys / "data_keys.sqlite3").touch()

    status, said = wirwissen(tmp_path, "init", *FIRST)

    assert (status, "bring back the old one" in said) == (3, True)
    assert not (keys / "instance.key").exists()

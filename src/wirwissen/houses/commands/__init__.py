"""The commands that run a real house."""

import errno
import os
import socket
import sys
import time
from pathlib import Path
from typing import NoReturn

SETTINGS = {"course": "wirwissen.houses.course", "network": "wirwissen.houses.network"}
PATIENCE = 3.0  # seconds for an ended server to let go of its port
NOT_READY = 3  # exit status: the house or the machine lacks something; the sentence says what


def stop(sentence: str, *, status: int = NOT_READY) -> NoReturn:
    """End the command with a sentence that says what to do."""
    print(f"wirwissen: {sentence}", file=sys.stderr)
    raise SystemExit(status)


def is_taken(host: str, port: int) -> bool:
    """Whether another program listens there, and still does after a moment (a restart).

    Granian shares a port without a word: each of two houses would get half of all visitors.
    """
    deadline = time.monotonic() + PATIENCE
    while not _is_free(host, port):
        if time.monotonic() > deadline:
            return True
        time.sleep(0.1)
    return False


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True


def choose_house(name: str | None) -> str:
    """Settle which house this process is; returns its settings module.

    `DJANGO_SETTINGS_MODULE` wins (tests, demo), then `--house`, then `WIRWISSEN_HOUSE`. Ends the
    command for a house that does not exist.
    """
    house = name or os.environ.get("WIRWISSEN_HOUSE") or "course"
    if house not in SETTINGS:
        stop(f"WIRWISSEN_HOUSE is {' or '.join(SETTINGS)}, not {house!r}.", status=2)
    module = os.environ.get("DJANGO_SETTINGS_MODULE") or SETTINGS[house]
    os.environ["WIRWISSEN_HOUSE"] = house
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    return module


def start_django() -> None:
    """Load the house. Only now: a command that fails on its arguments must not need a house.

    Ends the command with a sentence where a setting does not fit. What the house writes from now
    on is readable by its own user alone.
    """
    os.umask(0o077)
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        var = Path(settings.VAR)
        var.mkdir(parents=True, exist_ok=True)
        if not os.access(var, os.W_OK | os.X_OK):
            raise PermissionError
        django.setup()
    except ImproperlyConfigured as error:
        stop(str(error))
    except OSError:
        stop(f"The folder {var} cannot be written to. WIRWISSEN_VAR names another one.")


def need_ready_house() -> None:
    """End the command unless this house has its keys and an up-to-date database."""
    from django.conf import settings
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    first = "Run `wirwissen init` first."
    has_secret = Path(settings.SECRET_FILE).exists()
    if not has_secret or not Path(settings.KEY_FILE).exists():
        stop(f"This house has no keys yet. {first}")
    try:
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        stop_without_database(error)
    if is_behind:
        stop(f"The database is not up to date. {first}")


def stop_without_database(error: Exception) -> NoReturn:
    """End the command with what the database said."""
    stop(f"The database cannot be used: {str(error).splitlines()[0]}")

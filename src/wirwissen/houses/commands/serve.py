"""`wirwissen serve`: the web server of one house, on the loopback behind your TLS proxy."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from wirwissen.houses.commands import (
    SETTINGS,
    choose_house,
    is_taken,
    need_ready_house,
    start_django,
    stop,
)


def run(argv: Sequence[str]) -> int:
    """Replace this process by granian; status 3 if the house is not ready."""
    parser = argparse.ArgumentParser(prog="wirwissen serve", description=__doc__)
    parser.add_argument("--house", choices=sorted(SETTINGS))
    parser.add_argument("--bind", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(argv)
    choose_house(options.house)
    start_django()
    need_ready_house()
    from django.conf import settings

    if is_taken(options.bind, int(settings.PORT)):
        stop(f"Port {settings.PORT} is taken. WIRWISSEN_PORT names another one.")
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    # SQLite: one thread a process; more lift p99 from 47 to 264-360 ms (product/stack.md).
    threads = "1" if is_sqlite else "4"
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", options.bind,
        "--port", str(settings.PORT),
        "--workers", str(options.workers), "--blocking-threads", threads, "--no-ws",
        "--respawn-failed-workers", "--log-level", "warning", "wirwissen.houses.wsgi:application",
    ]  # fmt: skip
    os.execv(command[0], command)  # noqa: S606  (our own program, no shell)

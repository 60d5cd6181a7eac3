"""`wirwissen demo`: both houses side by side, with invented people, on this machine only."""

from __future__ import annotations

import argparse
import fcntl
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from wirwissen.houses.commands import is_taken, stop

START_SECONDS = 60
STOP_SECONDS = 10
FOLDER = Path("var/demo")
_lock: TextIO | None = None


@dataclass
class DemoHouse:
    """One house of the demo: its folder, port and processes."""

    kind: str  # course, network
    word: str  # kurs, netz
    port: int
    other_port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"{self.word}.localhost"

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    @property
    def folder(self) -> Path:
        return (FOLDER / self.kind).resolve()

    def environment(self) -> dict[str, str]:
        """Nothing of the surrounding shell's own house."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("WIRWISSEN_", "DJANGO_"))}
        other = "netz" if self.word == "kurs" else "kurs"
        return kept | {
            "DJANGO_SETTINGS_MODULE": f"wirwissen.houses.demo_{self.kind}",
            "WIRWISSEN_HOUSE": self.kind,
            "WIRWISSEN_VAR": str(self.folder / "var"),
            "WIRWISSEN_KEYS": str(self.folder / "keys"),
            "WIRWISSEN_HOST": self.host,
            "WIRWISSEN_PORT": str(self.port),
            "WIRWISSEN_SCHEME": "http",
            "WIRWISSEN_OTHER_HOUSE": f"http://{other}.localhost:{self.other_port}/",
        }

    def prepare(self) -> None:
        """Make and seed the house where it is not there yet."""
        call = [sys.executable, "-m", "wirwissen.houses.commands.seed"]
        # In a group of its own: Ctrl-C ends it without a traceback, its transaction rolls back.
        subprocess.run(call, env=self.environment(), check=True, start_new_session=True)

    def start(self) -> None:
        """Start server and worker in a group of their own, so that all of them can be ended."""
        for part in ("serve", "worker"):
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "wirwissen", part],
                    env=self.environment(),
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            )

    def answers(self) -> bool:
        """Whether the front page comes (Python does not resolve `kurs.localhost`)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/", headers={"Host": f"{self.host}:{self.port}"})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def died(self) -> bool:
        return any(process.poll() is not None for process in self.processes)

    def stop(self) -> None:
        """End politely, then for certain."""
        for process in self.processes:
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)


def run(argv: Sequence[str]) -> int:
    """Prepare, start, say the addresses, and stop on Ctrl-C. Status 1 if a house fails."""
    parser = argparse.ArgumentParser(prog="wirwissen demo", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="course house; network: one more")
    parser.add_argument("--fresh", action="store_true", help="begin anew with fresh data")
    options = parser.parse_args(argv)
    _refuse_a_second_one(options.port, options.port + 1)
    _say_how_old(fresh=options.fresh)
    houses = [
        DemoHouse("course", "kurs", options.port, options.port + 1),
        DemoHouse("network", "netz", options.port + 1, options.port),
    ]
    for number in (signal.SIGINT, signal.SIGTERM):  # also where the shell ignores Ctrl-C for us
        signal.signal(number, _as_ctrl_c)
    try:
        for house in houses:
            house.prepare()
            house.start()
        for house in houses:
            if not _wait(house):
                print(f"{house.word}: did not start; its own words are above.", file=sys.stderr)
                return 1
            print(f"{house.word}: {house.address}", flush=True)
        print("Wer man sein kann: /demo/ in jedem Haus. Ende mit Strg-C.", flush=True)
        while not any(house.died() for house in houses):
            time.sleep(0.5)
        print("A process of the demo ended by itself.", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl-C must leave no house behind
            signal.signal(number, signal.SIG_IGN)
        for house in houses:
            house.stop()


def _port(text: str) -> int:
    """The course house's port; the network house takes the next one."""
    if not 1 <= int(text) <= 65534:
        raise argparse.ArgumentTypeError("must be a number from 1 to 65534")
    return int(text)


def _refuse_a_second_one(*ports: int) -> None:
    """Two demos on the same data or ports look as if both worked, and spoil each other."""
    global _lock
    FOLDER.mkdir(parents=True, exist_ok=True)
    _lock = FOLDER.with_suffix(".lock").open("w")  # held until this process ends
    try:
        fcntl.flock(_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stop("The demo of this folder is running already. Stop it there with Ctrl-C first.")
    for port in ports:
        if is_taken("127.0.0.1", port):
            stop(f"Port {port} is taken by another program. Choose one with --port, such as 8100.")


def _say_how_old(*, fresh: bool) -> None:
    if fresh and FOLDER.exists():
        shutil.rmtree(FOLDER)
    mark = FOLDER / "course" / "var" / "demo_people.json"
    if mark.exists() and time.time() - mark.stat().st_mtime > 24 * 3600:
        days = int((time.time() - mark.stat().st_mtime) // (24 * 3600))
        print(f"Diese Vorführung ist {days} Tage alt; --fresh beginnt neu.", flush=True)


def _wait(house: DemoHouse) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not house.died():
        if house.answers():
            return True
        time.sleep(0.2)
    return False


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

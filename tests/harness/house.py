"""A real house for a journey: `wirwissen serve` and `wirwissen worker` as own processes."""

from __future__ import annotations

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import psycopg

from tests.harness.ports import LOOPBACK, free_port

ROOT = Path(__file__).resolve().parents[2]
Kind = Literal["course", "network"]
Part = Literal["serve", "worker"]
HOST: dict[Kind, str] = {"course": "kurs.localhost", "network": "netz.localhost"}
START_SECONDS = 60.0
STOP_SECONDS = 15.0
_MAKE_TABLES = (
    "from wirwissen.houses.commands import init, start_django; "
    "init.make_secrets(); start_django(); init.prepare_house()"
)
_MOVE_CLOCK = (
    "INSERT INTO core_clockshift (id, seconds) VALUES (1, {seconds}) "
    "ON CONFLICT (id) DO UPDATE SET seconds = excluded.seconds"
)


class HouseDied(Exception):
    """A process ended or did not answer in time; the text carries the end of its log."""


@dataclass
class House:
    """One installation: its folder, database, mail server and, once started, its processes.

    `database_url` is a PostgreSQL address, or empty for SQLite in `var`.
    """

    kind: Kind
    folder: Path
    smtp_port: int
    database_url: str = ""
    port: int = field(default_factory=free_port)
    _running: dict[Part, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.var, self.keys, self.log_folder):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def var(self) -> Path:
        """Database, media and logs."""
        return self.folder / "var"

    @property
    def keys(self) -> Path:
        """The secret and the key of class S: never beside what they protect."""
        return self.folder / "keys"

    @property
    def log_folder(self) -> Path:
        """What the house logs (`house-DAY.log`) and its processes print (`serve`, `worker`)."""
        return self.var / "log"

    @property
    def database_file(self) -> Path:
        """Where the rows are, on SQLite."""
        return self.var / "house.sqlite3"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a browser names them."""
        return f"http://{HOST[self.kind]}:{self.port}"

    def url(self, path: str = "/") -> str:
        """The address of a page."""
        return f"{self.origin}{path}"

    def variables(self) -> dict[str, str]:
        """The environment of every process of this house; nothing of the developer's own house."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("WIRWISSEN_", "DJANGO_"))}
        return kept | {
            "DJANGO_SETTINGS_MODULE": f"tests.settings.flow_{self.kind}",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONUNBUFFERED": "1",
            "WIRWISSEN_HOUSE": self.kind,
            "WIRWISSEN_VAR": str(self.var),
            "WIRWISSEN_DATABASE_URL": self.database_url,
            "WIRWISSEN_KEYS": str(self.keys),
            "WIRWISSEN_SCHEME": "http",
            "WIRWISSEN_HOST": HOST[self.kind],
            "WIRWISSEN_PORT": str(self.port),
            "WIRWISSEN_SMTP_HOST": LOOPBACK,
            "WIRWISSEN_SMTP_PORT": str(self.smtp_port),
            "WIRWISSEN_MAIL_FROM": f"haus@{self.kind}.example",
        }

    def run(self, *words: str, timeout: float = 300) -> str:
        """Run `wirwissen WORDS` to its end and return what it printed; raises if it failed."""
        return self._run_python("-m", "wirwissen", *words, timeout=timeout)

    def _run_python(self, *words: str, timeout: float = 300) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        if done.returncode:
            said = f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            raise HouseDied(f"{' '.join(words)} ended with {done.returncode}:\n{said}")
        return done.stdout

    def make_tables(self) -> Self:
        """Keys and tables without anybody in them, as `init` makes them first."""
        self._run_python("-c", _MAKE_TABLES)
        return self

    def move_clock(self, seconds: int) -> None:
        """Let the house be so much ahead of us; it looks at its clock twice a second.

        Straight in the database, as `clock.move` does, which would first load all of Django.
        """
        with closing(self._database()) as connection, connection:
            connection.execute(_MOVE_CLOCK.format(seconds=int(seconds)))
        time.sleep(0.7)

    def _database(self) -> sqlite3.Connection | psycopg.Connection:
        if self.database_url:
            return psycopg.connect(self.database_url)
        return sqlite3.connect(self.database_file, timeout=30)

    def start(self, *, workers: int = 1) -> Self:
        """Start worker and server; returns once the server answers and the worker still runs.

        `workers`: the server's processes. People in a journey act one after the other.
        """
        self.start_part("worker")
        self.start_part("serve", "--workers", str(workers))
        self.check()
        return self

    def check(self) -> None:
        """Raise `HouseDied` if a part that was started has ended by itself."""
        for part, process in self._running.items():
            if process.poll() is not None:
                raise HouseDied(f"{part} ended with {process.returncode}:\n{self.log(part)}")

    def start_part(self, part: Part, *words: str) -> None:
        """Start one of the two; its output is added to its log file."""
        with (self.log_folder / f"{part}.log").open("ab") as log:
            self._running[part] = subprocess.Popen(
                [sys.executable, "-m", "wirwissen", part, *words],
                cwd=self.folder,
                env=self.variables(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A group of its own: the server has children, and all of them must go.
                start_new_session=True,
            )
        if part == "serve":
            self._wait_for_answer()

    def stop(self) -> None:
        """End everything politely, then for certain. Does nothing if nothing runs."""
        for process in self._running.values():
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self._running.clear()

    def kill(self, part: Part) -> None:
        """End one part as a power cut would: at once, without a last word."""
        process = self._running.pop(part)
        _signal_group(process, signal.SIGKILL)
        process.wait()

    def restart(self, part: Part = "serve") -> None:
        """Kill one part and start it again on the same port and data."""
        self.kill(part)
        self.start_part(part)

    def log(self, name: str = "house", *, last: int = 4000) -> str:
        """The last characters of the house's log, or of what `serve` or `worker` printed."""
        paths = sorted(self.log_folder.glob(f"{name}*.log"))
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
        return "".join(texts)[-last:]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            ended = self._running["serve"].poll()
            if ended is not None or time.monotonic() > deadline:
                why = f"ended with {ended}" if ended is not None else "does not answer"
                raise HouseDied(f"the {self.kind} house {why}:\n{self.log('serve')}{self.log()}")
            time.sleep(0.05)

    def answers(self, path: str = "/") -> bool:
        """Whether a page comes back. Python does not resolve our host, so it goes in a header."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"{HOST[self.kind]}:{self.port}"})
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            connection.close()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a process we started and its children; they may be gone already."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


@contextmanager
def running(house: House) -> Iterator[House]:
    """A house that is up inside the block."""
    with house:
        yield house.start()

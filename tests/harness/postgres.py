"""A PostgreSQL server for one test run: its own folder, port and password, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.harness.ports import LOOPBACK, free_port
from tools.runner import machine

OWNER = "postgres"
# Nobody needs this server's rows after a power cut, so it need not wait for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": LOOPBACK,
    "max_connections": "60",
    "shared_buffers": "32MB",
}


@dataclass(frozen=True)
class Postgres:
    """A running server. `dsn` is the address of one database in it."""

    port: int
    password: str

    def dsn(self, database: str = "postgres") -> str:
        """The address as the house setting takes it: `postgresql://user:password@host:port/name`."""
        return f"postgresql://{OWNER}:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def create_database(self, like: str = "") -> str:
        """Make an empty database, or a copy of one that nobody uses; return its address."""
        name = f"house_{secrets.token_hex(4)}"
        template = sql.Identifier(like.rsplit("/", 1)[-1] or "template0")
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(order.format(sql.Identifier(name), template))
        return self.dsn(name)

    def drop_database(self, dsn: str) -> None:
        """Remove a database made here, with whoever is still connected to it."""
        name = sql.Identifier(dsn.rsplit("/", 1)[-1])
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def throwaway_postgres() -> Iterator[Postgres]:
    """Start a server, remove it with everything in it. Raises `LookupError` without PostgreSQL."""
    programs = machine.postgres_programs()
    if programs is None:
        raise LookupError("PostgreSQL is missing here: apt-get install postgresql")
    # Short and readable for its owner: a socket's path may have 107 letters at most.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Postgres(port=free_port(), password=secrets.token_urlsafe(12))
    try:
        _make_cluster(programs, folder, server)
        _control(programs, folder, "start", "-l", str(folder / "log"))
        yield server
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _control(programs, folder, "stop", "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path, server: Postgres) -> None:
    password_file = folder / "password"
    password_file.write_text(server.password, encoding="utf-8")
    if os.geteuid() == 0:
        # initdb refuses to run as root; Debian's package made this user.
        shutil.chown(folder, OWNER, OWNER)
        shutil.chown(password_file, OWNER)
    options = ["--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8"]
    cluster = f"--pgdata={folder / 'cluster'}"
    # C.UTF-8 sorts alike on every machine.
    options += [f"--username={OWNER}", "--locale=C.UTF-8", "--no-sync", cluster]
    _as_owner([str(programs / "initdb"), *options])
    settings = SETTINGS | {"port": str(server.port), "unix_socket_directories": str(folder)}
    with (folder / "cluster" / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{key} = '{value}'\n" for key, value in settings.items())


def _control(programs: Path, folder: Path, action: str, *options: str) -> None:
    data = f"--pgdata={folder / 'cluster'}"
    _as_owner([str(programs / "pg_ctl"), data, "--wait", "--silent", action, *options])


def _as_owner(command: Sequence[str]) -> None:
    """Run it as `postgres` when we are root, else as ourselves; raises with its output."""
    user = OWNER if os.geteuid() == 0 else None
    # The server inherits no pipe of ours, or waiting for its output would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, user=user, stdout=output, stderr=output, cwd="/")
        output.seek(0)
        text = output.read().decode(errors="replace")
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, text)

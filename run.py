#!/usr/bin/env python3
"""Everything one does with this project: `python3 run.py COMMAND`. Standard library only.

setup  [--dev]                 make .venv with the locked packages (--dev: with the test tools)
demo   [--port N] [--fresh]    start both houses with invented people
test   [PATHS | pytest options]   every check and every test; with arguments only those tests
check                          lint, format, types, import contracts, migrations, messages
fix                            repair what lint and format can repair
bench  [planner]               measure speed; planner: the year planner alone
messages                       renew the message catalogues
shots                          take the pictures of the README
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

# Somebody may start this with an older Python.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write("Start this with Python 3.11 or newer (Debian's package: python3).\n")
    raise SystemExit(3)

from tools.runner import environment, machine, steps

MACHINE_LACKS_SOMETHING = 3


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code; 3 means the machine lacks a package."""
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        print(__doc__)
        return 0 if words and words[0] in {"help", "-h", "--help"} else 2
    try:
        return command(list(words[1:]))
    except machine.Lacking as lacking:
        print(lacking, file=sys.stderr)
        return MACHINE_LACKS_SOMETHING
    except KeyboardInterrupt:
        return 130


def setup(arguments: list[str]) -> int:
    """Make `.venv`."""
    environment.prepare(dev="--dev" in arguments)
    print(f"{environment.VENV.name} is ready.")
    return 0


def demo(arguments: list[str]) -> int:
    """Become the demo, so that Ctrl-C reaches it alone."""
    environment.prepare(dev=False)
    _become("-m", "wirwissen", "demo", *arguments)
    return 0


def test(arguments: list[str]) -> int:
    """Run everything, or only the tests named by the arguments."""
    environment.prepare(dev=True)
    machine.provide_test_tools()
    if arguments:
        return steps.run(steps.tests(arguments), empty_is_fine=True)
    return steps.run([*steps.checks(), *steps.tests()])


def check(_arguments: list[str]) -> int:
    """Run the checks that take seconds."""
    environment.prepare(dev=True)
    return steps.run(steps.checks())


def fix(_arguments: list[str]) -> int:
    """Let ruff repair what it can."""
    environment.prepare(dev=True)
    ruff = [str(environment.PYTHON), "-m", "ruff"]
    commands = [[*ruff, "check", "--fix", "."], [*ruff, "format", "."]]
    return max(subprocess.run(each, cwd=environment.ROOT).returncode for each in commands)


def _module(name: str) -> Callable[[list[str]], int]:
    """A command that is a Python module of the project."""

    def command(arguments: list[str]) -> int:
        environment.prepare(dev=True)
        _become("-m", name, *arguments)
        return 0

    return command


def _become(*arguments: str) -> None:
    """Replace this process, so that signals and the exit code are those of the command."""
    os.chdir(environment.ROOT)
    python = str(environment.PYTHON)
    sys.stdout.flush()
    os.execve(python, [python, *arguments], environment.variables())


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "demo": demo,
    "test": test,
    "check": check,
    "fix": fix,
    "bench": _module("tests.bench"),
    "messages": _module("tools.messages"),
    "shots": _module("tools.shots"),
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

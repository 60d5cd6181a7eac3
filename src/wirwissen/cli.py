"""The command `wirwissen`: a thin table of commands, each imported only when it is called.

A command is a module with `run(argv) -> int` (its exit status).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "init": ("wirwissen.houses.commands.init", "make or update a house, invite its first person"),
    "serve": ("wirwissen.houses.commands.serve", "run the web server of a house"),
    "worker": ("wirwissen.houses.commands.worker", "run mails, deadlines and nightly deletion"),
    "demo": ("wirwissen.houses.commands.demo", "run both houses with invented people"),
    "import-pages": (
        "wirwissen.houses.commands.import_pages",
        "take over a group's Markdown pages",
    ),
    "completion": ("wirwissen.course.record.command", "what a learning record still lacks"),
    "plan": ("wirwissen.planner.command", "the best series of meetings for everyone, with a proof"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Call one command with the rest of the arguments. Returns its exit status, 2 if unknown."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help"):
        print(_usage())
        return 0 if arguments else 2
    if name not in COMMANDS:
        print(f"wirwissen: unknown command {name!r}\n{_usage()}", file=sys.stderr)
        return 2
    module, _ = COMMANDS[name]
    status: int = import_module(module).run(arguments[1:])
    return status


def _usage() -> str:
    lines = [f"  {name:<14} {what}" for name, (_, what) in sorted(COMMANDS.items())]
    return "\n".join(["usage: wirwissen COMMAND [ARGUMENT …]", "", *lines])

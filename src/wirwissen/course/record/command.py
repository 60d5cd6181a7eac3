"""The command `wirwissen completion [FILE]`: a learning record in, what is missing out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.json_text import WHOLE_INPUT, dump
from wirwissen.course.record.output import as_json
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.rules import check

USAGE = """\
usage: wirwissen completion [FILE]

Read a learning record (learning-record/1) from FILE or standard input and write what is still
missing as JSON to standard output. Exit status 2 and one line on standard error when the record
cannot be used.
"""


def main(argv: Sequence[str], stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command. Returns 0, or 2 with one line on `stderr` and nothing on `stdout`."""
    if any(argument in ("-h", "--help") for argument in argv):
        stdout.write(USAGE)
        return 0
    if len(argv) > 1 or (argv and argv[0].startswith("-") and argv[0] != "-"):
        stderr.write("Aufruf: erwartet ist höchstens eine Datei: wirwissen completion [FILE]\n")
        return 2
    try:
        source = Path(argv[0]).read_bytes() if argv and argv[0] != "-" else stdin.read()
    except (OSError, ValueError) as error:
        stderr.write(f"{_place(argv)}: {_reason(error)}\n")
        return 2
    try:
        answer = as_json(check(read_record(source)))
    except BadRecord as error:
        stderr.write(f"{error}\n")
        return 2
    stdout.write(dump(answer) + "\n")
    return 0


def run(argv: Sequence[str]) -> int:
    """Run the command on the streams of this process, in UTF-8 whatever the locale says."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        stream.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]
    return main(argv, sys.stdin.buffer, sys.stdout, sys.stderr)


def _place(argv: Sequence[str]) -> str:
    """The file as typed, on one line and without what a terminal cannot show."""
    return repr(argv[0])[1:-1] if argv and argv[0] != "-" else WHOLE_INPUT


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "diese Datei gibt es nicht; erwartet ist der Pfad eines Lernstands"
    if isinstance(error, IsADirectoryError):
        return "ist ein Ordner; erwartet ist der Pfad eines Lernstands"
    if isinstance(error, PermissionError):
        return "diese Datei lässt sich nicht öffnen; es fehlt das Recht zum Lesen"
    return "lässt sich nicht lesen; erwartet ist der Pfad eines Lernstands"

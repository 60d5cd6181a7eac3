"""The command `wirwissen plan [FILE]`: what a group can in, the best series out, with its proof."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from wirwissen.planner.entries import WHOLE_INPUT
from wirwissen.planner.errors import BadInput

USAGE = """\
usage: wirwissen plan [FILE] [--seed N] [--alternatives K] [--time-limit S] [--explain] [--svg FILE]
       wirwissen plan [FILE] --verify RESULT
       wirwissen plan --example

Read a group's dates and answers (rota-series/1) from FILE or standard input and write the best
series as JSON to standard output, with a certificate that a second program has checked.

  --seed N          the lot between equal series (whole number, 0 without it)
  --alternatives K  K more series that are almost as good, each with what it costs
  --time-limit S    stop after S seconds; the best series so far comes with its gap
  --explain         one German sentence of reason for each date; figures rounded for privacy
  --svg FILE        draw the year into FILE
  --verify RESULT   check an earlier output against FILE instead: 0 proven, 1 refused
  --example         write a small file to start from

Ctrl-C stops like the time limit. Exit status 2 and one line on standard error for bad input.
"""
QUIET = 1.0  # seconds without a word on standard error
_WITH_VALUE = ("--seed", "--alternatives", "--time-limit", "--svg", "--verify")
_ALONE = ("--explain", "--example")


@dataclass
class Options:
    """What was asked; `time_limit` in seconds, `None`: no limit."""

    file: str = "-"
    seed: int = 0
    alternatives: int = 0
    time_limit: float | None = None
    explain: bool = False
    example: bool = False
    svg: str | None = None
    verify: str | None = None


class BadCall(Exception):
    """An argument that cannot be used; the text is one German line."""


def main(argv: Sequence[str], stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command. Returns 0; 1 for a refused proof; 2 for bad input, with nothing written."""
    if any(argument in ("-h", "--help") for argument in argv):
        stdout.write(USAGE)
        return 0
    try:
        options = parse(argv)
        if options.example:
            from wirwissen.planner.example import example

            stdout.write(example())
            return 0
        if options.verify is not None:
            return _verify(options.file, options.verify, stdin, stdout, stderr)
        stdout.write(_plan(options, stdin, stderr))
    except (BadCall, BadInput) as error:
        stderr.write(f"{error}\n")
        return 2
    except MemoryError:
        stderr.write(f"{WHOLE_INPUT}: zu groß für den Speicher dieses Rechners\n")
        return 2
    return 0


def run(argv: Sequence[str]) -> int:
    """Run the command on the streams of this process, in UTF-8 whatever the locale says."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        stream.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]
    # NumPy's library for matrices, hardly used here, would start a thread that waits by running.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = main(argv, sys.stdin.buffer, sys.stdout, sys.stderr)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:  # before the search began: there is no plan yet
        return 130
    except BrokenPipeError:  # the reader has seen enough; Python must not complain at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def parse(argv: Sequence[str]) -> Options:
    """Read the arguments, `--seed 7` and `--seed=7` alike. Raises `BadCall`."""
    given: dict[str, str] = {}
    files: list[str] = []
    words = iter(argv)
    for word in words:
        name, mark, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            files.append(word)
        elif word in _ALONE:
            given[word] = ""
        elif name in _WITH_VALUE:
            given[name] = value if mark else next(words, "")
            if not given[name]:
                raise BadCall(f"Aufruf: nach {name} fehlt ein Wert")
        else:
            raise BadCall(f"Aufruf: {_line(word)} gibt es nicht; --help zeigt, was es gibt")
    if len(files) > 1:
        raise BadCall("Aufruf: erwartet ist höchstens eine Datei: wirwissen plan [FILE]")
    if "--verify" in given and given["--verify"] == (files or ["-"])[0] == "-":
        raise BadCall("Aufruf: nur eines von beiden kann von der Standardeingabe kommen")
    return Options(
        file=files[0] if files else "-",
        seed=_whole(given, "--seed", -(1 << 59), 1 << 59),
        alternatives=_whole(given, "--alternatives", 0, 100),
        time_limit=_seconds(given),
        explain="--explain" in given,
        example="--example" in given,
        svg=given.get("--svg"),
        verify=given.get("--verify"),
    )


def _whole(given: dict[str, str], name: str, least: int, most: int) -> int:
    value = given.get(name, "0")
    digits = value.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) < 20 and least <= int(value) <= most:
        return int(value)
    raise BadCall(f"Aufruf: {name} erwartet eine ganze Zahl von {least} bis {most}")


def _seconds(given: dict[str, str]) -> float | None:
    if "--time-limit" not in given:
        return None
    try:
        value = float(given["--time-limit"])
    except ValueError:
        value = -1.0
    if 0 <= value < float("inf"):
        return value
    raise BadCall("Aufruf: --time-limit erwartet Sekunden, zum Beispiel 30")


def _read(name: str, stdin: BinaryIO) -> bytes:
    try:
        if name == "-":
            return stdin.read()
        from pathlib import Path

        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise BadCall(f"{_line(name)}: {_reason(error)}") from None


def _plan(options: Options, stdin: BinaryIO, stderr: TextIO) -> str:
    # Imported here, so that --help and --example need not wait for it.
    from wirwissen.planner.reading import read_problem
    from wirwissen.planner.solve import price_of_pins, solve
    from wirwissen.planner.writing import as_json, dump

    # No name for the text: that of a million people is as large as everything computed from it.
    problem = read_problem(_read(options.file, stdin))
    say = _progress(stderr)
    try:
        result = solve(
            problem,
            seed=options.seed,
            alternatives=options.alternatives,
            time_limit=options.time_limit,
            progress=say,
        )
    except KeyboardInterrupt:  # between two steps of the search: look once more, for a moment
        result = solve(problem, seed=options.seed, time_limit=0.0, progress=say)
    output = as_json(problem, result)
    if options.explain:
        from wirwissen.planner.explanation import explanation

        asked = result.proven and result.plan is not None and problem.constraints.pinned
        unpinned = price_of_pins(problem, result).without if asked else None
        output["explanation"] = explanation(problem, result, unpinned)
    if options.svg is not None:
        from pathlib import Path

        from wirwissen.planner.picture import picture

        try:
            Path(options.svg).write_text(picture(problem, result.plan), encoding="utf-8")
        except (OSError, ValueError) as error:
            raise BadCall(f"{_line(options.svg)}: {_reason(error)}") from None
    return dump(output)


def _progress(stderr: TextIO) -> Callable[[str], None]:
    """Words of the search, once a run takes longer than a second, and then once a second."""
    said = time.monotonic()

    def say(words: str) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= QUIET:
            said = now
            stderr.write(f"{words}\n")
            stderr.flush()

    return say


def _verify(file: str, name: str, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> int:
    from wirwissen.planner.checking import Refused, check
    from wirwissen.planner.reading import read_problem
    from wirwissen.planner.writing import read_claim

    problem = read_problem(_read(file, stdin))
    result = _read(name, stdin)
    try:
        claim = read_claim(problem, result)
    except BadInput as error:
        raise BadCall(f"{_line(name)}: {error}") from None
    try:
        check(problem, claim)
    except Refused as refusal:
        stdout.write('{"verified": false}\n')
        stderr.write(f"{_line(name)}: nicht bewiesen: {refusal}\n")
        return 1
    stdout.write('{"verified": true}\n')
    return 0


def _line(name: str) -> str:
    """A name as typed, on one line and without what a terminal cannot show."""
    return "Standardeingabe" if name == "-" else repr(name)[1:-1]


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "diese Datei oder ihren Ordner gibt es nicht"
    if isinstance(error, IsADirectoryError):
        return "ist ein Ordner; erwartet ist eine Datei"
    if isinstance(error, PermissionError):
        return "dafür fehlt das Recht"
    return "lässt sich nicht öffnen"

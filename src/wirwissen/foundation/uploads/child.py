"""The child process: opens one foreign file under hard limits and answers on standard output.

Started by `check` with an empty environment. It reads one byte for the kind, the limits, then the
file; it answers once and ends. If it is killed on the way, `check` knows what to say.
"""

import os
import resource
import signal
import struct
import sys
from collections.abc import Callable

from . import rules
from .outcome import MEGABYTE, Cleaned, Kind, Limits, Reason

MAX_MEMORY_BYTES = 512 * MEGABYTE
WALL_SECONDS = 20
MAX_OPEN_FILES = 8
SIGNALS_OF_TIME = frozenset({signal.SIGALRM, signal.SIGXCPU})
# Request: kind, then the limits. Answer: accepted or not, attachments removed, pages.
REQUEST = struct.Struct("!4sQQQQ")
ANSWER = struct.Struct("!??I")


def main() -> None:
    """Check the file on standard input; never shows a traceback to anybody."""
    request = sys.stdin.buffer
    # Whatever a library prints must not end up in the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    kind_name, *numbers = REQUEST.unpack(request.read(REQUEST.size))
    kind, limits = Kind(kind_name.rstrip(b"\0").decode("ascii")), Limits(*numbers)
    clean = _cleaner_of(kind)
    _limit_this_process()
    content = request.read()
    try:
        is_mixed = rules.is_two_files_in_one(kind, content)
        reply = _reply(Reason.MIXED if is_mixed else clean(content, limits))
    except MemoryError:
        reply = _reply(Reason.TOO_COMPLEX)
    except Exception:
        # Libraries raise nearly anything for a broken file; all of it means the same to a person.
        reply = _reply(Reason.DAMAGED)
    answer.write(reply)
    answer.flush()
    # Skip tidying up: freeing hundreds of megabytes takes time and can still crash.
    os._exit(0)


def _cleaner_of(kind: Kind) -> Callable[[bytes, Limits], Cleaned | Reason]:
    """Import only what the kind needs, and before the limits: no foreign byte was read so far."""
    if kind is Kind.PDF:
        from .pdf import clean_pdf

        return clean_pdf
    from .images import clean_jpeg, clean_png

    return clean_jpeg if kind is Kind.JPEG else clean_png


def _limit_this_process() -> None:
    """Bound memory, time, files and processes. The alarm ends us even if `check` is gone."""
    for what, limit in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (allowed, allowed))
    # One second between soft and hard: the soft limit ends us by a signal that names the cause.
    resource.setrlimit(resource.RLIMIT_CPU, (WALL_SECONDS, WALL_SECONDS + 1))
    signal.alarm(WALL_SECONDS + 2)


def _reply(result: Cleaned | Reason) -> bytes:
    if isinstance(result, Reason):
        return ANSWER.pack(False, False, 0) + result.encode("ascii")
    return ANSWER.pack(True, result.attachments_removed, result.pages) + result.content

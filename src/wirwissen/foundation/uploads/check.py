"""The entrance: `check_upload` decides by content what an uploaded file is, and never raises.

The web process itself only looks at the first bytes. Decoding happens in a child process that may
crash, hang or run out of memory; then the person reads a sentence and the web process goes on.
"""

import logging
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from . import child
from .outcome import MEDIA_TYPES, Accepted, Kind, Limits, Reason, Rejected
from .rules import kind_of, may_still_upload, safe_download_name

__all__ = [
    "Accepted",
    "Kind",
    "Limits",
    "Reason",
    "Rejected",
    "check_upload",
    "may_still_upload",
    "safe_download_name",
]

logger = logging.getLogger(__name__)

MAX_CHILDREN = 2
WAIT_FOR_A_TURN_SECONDS = 20
# Cleaning may make a file larger (a small PNG written anew), but not without end.
MAX_GROWTH = 2
_STANDARD_LIMITS = Limits()
_turns = threading.BoundedSemaphore(MAX_CHILDREN)
_SOURCES = str(Path(__file__).resolve().parents[3])
# In front of the path: the child must run the code of this very tree, not another installed one.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from wirwissen.foundation.uploads import child; child.main()"
)


def check_upload(content: bytes, *, limits: Limits = _STANDARD_LIMITS) -> Accepted | Rejected:
    """Whether a file is taken, and the cleaned bytes to keep; never those that were sent.

    Takes about 0.2 s for an ordinary file, at most 40 s for a hostile one while others wait too.
    Never raises for a file, whatever is in it. Source: product/trust.md, T11.
    """
    if len(content) > limits.max_bytes:
        return Rejected(Reason.TOO_LARGE)
    kind = kind_of(content)
    if isinstance(kind, Reason):
        return Rejected(kind)
    if not _turns.acquire(timeout=WAIT_FOR_A_TURN_SECONDS):
        return Rejected(Reason.BUSY)
    try:
        return _checked_by_child(kind, content, limits)
    except (OSError, ValueError, MemoryError, subprocess.SubprocessError) as error:
        logger.warning("upload check did not work: %s", type(error).__name__)
        return Rejected(Reason.CHECK_FAILED)
    finally:
        _turns.release()


def _checked_by_child(kind: Kind, content: bytes, limits: Limits) -> Accepted | Rejected:
    request = child.REQUEST.pack(
        kind.encode("ascii"),
        limits.max_bytes,
        limits.max_bytes_per_person,
        limits.max_pixels,
        limits.max_pages,
    )
    most = child.ANSWER.size + MAX_GROWTH * limits.max_bytes
    answer, status, was_late = _ask_child((request, content), most=most)
    if status == 0:
        return _understood(kind, answer, most=most)
    logger.warning("upload check ended with status %s, late: %s", status, was_late)
    out_of_time = was_late or -status in child.SIGNALS_OF_TIME
    return Rejected(Reason.TOO_SLOW if out_of_time else Reason.CHECK_FAILED)


def _ask_child(request: tuple[bytes, bytes], *, most: int) -> tuple[bytes, int, bool]:
    """Answer (cut after `most` bytes and one), exit status, and whether the time ran out."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-I", "-c", _START, _SOURCES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )
    # Killing the child closes its pipes, and that ends the blocking write and read below.
    bell = threading.Timer(child.WALL_SECONDS, process.kill)
    bell.start()
    try:
        with process:
            answer = _talk(process, request, most=most)
    finally:
        was_late = not bell.is_alive()
        bell.cancel()
    return answer, process.returncode, was_late


def _talk(process: subprocess.Popen[bytes], request: tuple[bytes, bytes], *, most: int) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the child was started without pipes")
    try:
        # The child reads all of it before it answers, so neither waits for the other.
        process.stdin.writelines(request)
        process.stdin.close()
    except BrokenPipeError:
        logger.warning("upload check ended before it had read the file")
        with suppress(BrokenPipeError):  # what was not written would break again, and hide why
            process.stdin.close()
    return process.stdout.read(most + 1)


def _understood(kind: Kind, answer: bytes, *, most: int) -> Accepted | Rejected:
    """The child's answer as a result. Raises `ValueError` for one that makes no sense.

    The child has handled foreign bytes, so it is not trusted: size and kind are looked at again.
    """
    if len(answer) < child.ANSWER.size:
        raise ValueError("the answer is cut")
    is_accepted, attachments_removed, pages = child.ANSWER.unpack_from(answer)
    content = answer[child.ANSWER.size :]
    if not is_accepted:
        return Rejected(Reason(content[:40].decode("ascii")))
    if len(answer) > most or kind_of(content) is not kind:
        raise ValueError("the cleaned file is too large or of another kind")
    return Accepted(
        kind=kind,
        media_type=MEDIA_TYPES[kind],
        content=content,
        pages=pages if kind is Kind.PDF else None,
        attachments_removed=attachments_removed,
    )

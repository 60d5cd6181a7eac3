"""The child process may crash, hang, lie or run out of memory: the web process goes on."""

import logging
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirwissen.foundation.uploads import check, child
from wirwissen.foundation.uploads.check import (
    Accepted,
    Kind,
    Limits,
    Reason,
    Rejected,
    check_upload,
)

from . import make

LIMITED = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from wirwissen.foundation.uploads import child; child._limit_this_process(); "
)
READ = "import sys; sys.stdin.buffer.read(); "
# A PNG eight bytes longer than a cleaned file may be; the last bytes wait in the pipe.
TOO_LONG = f"b'\\1' * 6 + {make.PNG_START!r} + bytes(40 << 20)"
STARTS = [b"%PDF-1.7\n", b"\xff\xd8\xff", make.PNG_START, b""]
GOOD = [make.pdf(), make.jpeg(), make.png()]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=2000))
def test_random_bytes_get_an_answer_and_never_an_exception(start: bytes, rest: bytes) -> None:
    assert isinstance(check_upload(start + rest), Rejected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sent=st.sampled_from(GOOD), place=st.floats(0, 1), piece=st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gets_an_answer_and_never_an_exception(
    sent: bytes, place: float, piece: bytes
) -> None:
    at = int(place * len(sent))

    result = check_upload(sent[:at] + piece + sent[at + len(piece) :])

    assert isinstance(result, Accepted | Rejected)
    assert not isinstance(result, Rejected) or result.reason is not Reason.CHECK_FAILED


def test_twenty_megabytes_are_looked_at_and_one_byte_more_is_not() -> None:
    limits = Limits(max_bytes=len(make.png()))

    assert isinstance(check_upload(make.png(), limits=limits), Accepted)
    assert check_upload(make.png() + b"\0", limits=limits) == Rejected(Reason.TOO_LARGE)
    assert check_upload(b"%PDF-" + bytes(20 * 1024 * 1024 - 4)) == Rejected(Reason.TOO_LARGE)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os; os.kill(os.getpid(), 11)", Reason.CHECK_FAILED),
        ("import os; os.abort()", Reason.CHECK_FAILED),
        ("raise SystemExit(3)", Reason.CHECK_FAILED),
        ("pass", Reason.CHECK_FAILED),
        ("print('no answer of ours at all')", Reason.CHECK_FAILED),
        (
            "import sys; sys.stdout.buffer.write(b'\\0' * 6 + b'no-such-reason')",
            Reason.CHECK_FAILED,
        ),
        ("import sys; sys.stdout.buffer.write(b'\\1' * 6 + b'<html>')", Reason.CHECK_FAILED),
        (READ + "sys.stdout.buffer.write(b'\\1' * 99_000_000)", Reason.CHECK_FAILED),
        (READ + f"sys.stdout.buffer.write({TOO_LONG})", Reason.CHECK_FAILED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", Reason.TOO_SLOW),
        ("import os, signal; os.kill(os.getpid(), signal.SIGALRM)", Reason.TOO_SLOW),
        (READ + "import time; time.sleep(60)", Reason.TOO_SLOW),
        ("import time; time.sleep(60)", Reason.TOO_SLOW),
        ("import os; os.close(0); os.close(1); import time; time.sleep(60)", Reason.TOO_SLOW),
    ],
)
def test_whatever_the_child_does_a_person_reads_a_sentence(
    monkeypatch: pytest.MonkeyPatch, script: str, reason: Reason
) -> None:
    monkeypatch.setattr(check, "_START", script)
    # Only who waits for the end needs it soon: a busy machine takes its time with the others.
    monkeypatch.setattr(child, "WALL_SECONDS", 1 if reason is Reason.TOO_SLOW else 20)
    began = time.monotonic()

    result = check_upload(make.png() + bytes(5_000_000))

    assert result == Rejected(reason)
    assert time.monotonic() - began < 30


def test_a_child_that_has_ended_before_it_is_asked_is_told_from_one_that_crashed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = check._talk

    def too_late(process: subprocess.Popen[bytes], *request: Any, **options: Any) -> bytes:
        process.wait()
        return talk(process, *request, **options)

    monkeypatch.setattr(check, "_START", "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    monkeypatch.setattr(check, "_talk", too_late)

    assert check_upload(make.png() + bytes(5_000_000)) == Rejected(Reason.TOO_SLOW)


def test_a_python_that_does_not_start_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")

    assert check_upload(make.png()) == Rejected(Reason.CHECK_FAILED)


def run_limited(script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of Python under the limits of the child."""
    command = [sys.executable, "-I", "-c", LIMITED + script, check._SOURCES]
    return subprocess.run(command, capture_output=True, check=False, timeout=30)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("bytearray(600 << 20)", b"MemoryError"),
        ("open('/dev/null').fileno(); a = [open('/dev/null') for _ in range(9)]", b"Too many open"),
        ("import os; os.write(os.memfd_create('file'), b'x')", b"File too large"),
        ("import resource as r; print(r.getrlimit(r.RLIMIT_CORE))", b"(0, 0)"),
        ("import resource as r; print(r.getrlimit(r.RLIMIT_NPROC))", b"(0, 0)"),
        ("import resource as r; print(r.getrlimit(r.RLIMIT_CPU))", b"(20, 21)"),
    ],
)
def test_the_child_gets_no_more_than_its_limits(script: str, expected: bytes) -> None:
    done = run_limited(script)

    assert expected in done.stdout + done.stderr


def test_the_child_sees_no_environment_and_no_open_file_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIRWISSEN_SECRET", "known to the web process only")
    seen = tmp_path / "seen"
    script = (
        "import os; from pathlib import Path; "
        f"Path({str(seen)!r}).write_text(repr((sorted(os.environ), os.getcwd(), "
        "len(os.listdir('/proc/self/fd')), os.getsid(0) == os.getpid())))"
    )
    monkeypatch.setattr(check, "_START", script)

    with (tmp_path / "open").open("w") as ours:
        os.set_inheritable(ours.fileno(), True)
        check_upload(make.png())

    environment, folder, files, is_own_session = eval(seen.read_text())  # our own repr
    assert set(environment) <= {"LC_CTYPE"}
    # Input, output, errors, and the folder being listed.
    assert (folder, files, is_own_session) == ("/", 4, True)


def test_no_more_than_two_children_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def counted(kind: Kind, content: bytes, limits: Limits) -> Rejected:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.05)
        with lock:
            running -= 1
        return Rejected(Reason.DAMAGED)

    monkeypatch.setattr(check, "_checked_by_child", counted)
    with ThreadPoolExecutor(6) as people:
        results = list(people.map(check_upload, [make.png()] * 6))

    assert (most, results) == (2, [Rejected(Reason.DAMAGED)] * 6)


def test_who_waits_too_long_for_a_turn_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(check, "WAIT_FOR_A_TURN_SECONDS", 0.05)
    monkeypatch.setattr(check, "_turns", threading.BoundedSemaphore(1))

    with check._turns:
        assert check_upload(make.png()) == Rejected(Reason.BUSY)
    assert isinstance(check_upload(make.png()), Accepted)


def test_a_turn_is_given_back_after_every_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_START", "raise SystemExit(1)")

    results = [check_upload(make.png()) for _ in range(5)]

    assert results == [Rejected(Reason.CHECK_FAILED)] * 5


def test_the_log_says_nothing_about_the_file(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(check, "_START", "raise SystemExit('Telling name')")

    with caplog.at_level(logging.DEBUG):
        check_upload(make.jpeg(comment=b"Telling name"))

    assert [record.getMessage() for record in caplog.records] == [
        "upload check ended with status 1, late: False"
    ]


def test_the_package_stands_without_django() -> None:
    script = "import sys; sys.path.insert(0, sys.argv[1]); "
    script += "from wirwissen.foundation.uploads import check; "
    script += "print(sorted({'django', 'PIL', 'pikepdf'} & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-I", "-c", script, check._SOURCES], capture_output=True, check=True
    )

    assert done.stdout.strip() == b"[]"

"""Starting the demo twice, on a taken port, with a wrong one: a sentence, and nothing is lost."""

from __future__ import annotations

import fcntl
import signal
import socket
from pathlib import Path

import pytest

from tests.harness.ports import LOOPBACK, free_port
from tests.houses.test_commands import wirwissen
from wirwissen.houses.commands import demo


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """What an earlier demo left behind."""
    mark = tmp_path / "var" / "demo" / "course" / "var" / "demo_people.json"
    mark.parent.mkdir(parents=True)
    mark.write_text("[]")
    return mark


def test_a_second_demo_on_the_same_data_is_refused_and_deletes_nothing(
    tmp_path: Path, data: Path
) -> None:
    with (tmp_path / "var" / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, said = wirwissen(tmp_path, "demo", "--fresh", "--port", str(free_port()))

    assert (status, "is running already" in said, data.exists()) == (3, True, True)


def test_a_taken_port_is_named_before_anything_is_done(tmp_path: Path, data: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as granian does
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        status, said = wirwissen(tmp_path, "demo", "--fresh", "--port", str(port - 1))

    assert (status, f"Port {port} is taken" in said, data.exists()) == (3, True, True)


@pytest.mark.parametrize("port", ["abc", "0", "65535"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    status, said = wirwissen(tmp_path, "demo", "--port", port)

    assert (status, "argument --port" in said, "Traceback" in said) == (2, True, False)
    assert list(tmp_path.iterdir()) == []


def test_a_second_ctrl_c_leaves_no_house_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first house is being stopped, the second one's turn still comes."""
    stopped = []

    def stop(house: demo.DemoHouse) -> None:
        signal.raise_signal(signal.SIGINT)
        stopped.append(house.word)

    def interrupt(_house: demo.DemoHouse) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo.DemoHouse, "prepare", interrupt)
    monkeypatch.setattr(demo.DemoHouse, "stop", stop)
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        status = demo.run(["--port", str(free_port())])
    finally:
        for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(number, handler)

    assert (status, stopped) == (0, ["kurs", "netz"])

"""`wirwissen demo` as a newcomer meets it: both houses with people, mails and papers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.course.credentials.papers.pdf_text import words_of
from tests.harness.browser import Visitors
from tests.harness.house import ROOT
from tests.harness.ports import LOOPBACK, free_port

START_SECONDS = 180
PEOPLE = {
    "buero", "leitung", "leitung2", "freigabe", "mara", "jannik", "bjoern", "jutta", "edda", "theo",
}  # fmt: skip


@pytest.fixture(scope="module")
def port() -> int:
    """A free port whose neighbour is free, too."""
    while True:
        found = free_port()
        with socket.socket() as neighbour:
            if neighbour.connect_ex((LOOPBACK, found + 1)) != 0:
                return found


@pytest.fixture(scope="module")
def demo(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The demo in a folder of its own; ended with Ctrl-C, as people do."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WIRWISSEN_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "wirwissen", "demo", "--port", str(port)],
        cwd=tmp_path_factory.mktemp("demo"),
        env=kept | {"PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def be(visitors: Visitors, origin: str, person: str) -> Page:
    page = visitors.new_page(origin)
    page.goto("/demo/")
    page.locator(f'[data-demo-person="{person}"]').click()
    page.wait_for_load_state()
    return page


def test_the_demo_says_both_addresses_once_they_answer(
    demo: subprocess.Popen[str], port: int, visitors: Visitors
) -> None:
    assert demo.stdout is not None
    killer = time.monotonic() + START_SECONDS
    said: list[str] = []
    while len(said) < 2 and time.monotonic() < killer:
        said.append(demo.stdout.readline().strip())

    assert said == [
        f"kurs: http://kurs.localhost:{port}/", f"netz: http://netz.localhost:{port + 1}/",
    ]  # fmt: skip
    for line in said:
        answer = visitors.new_page().goto(line.split(" ")[1])
        assert answer is not None
        assert answer.status == 200
    visitors.own |= {line.split(" ")[1].rstrip("/") for line in said}


def test_one_click_makes_you_each_of_its_people(
    demo: subprocess.Popen[str], port: int, visitors: Visitors
) -> None:
    origin = f"http://kurs.localhost:{port}"
    page = visitors.new_page(origin)
    page.goto("/demo/")
    buttons = page.locator("[data-demo-person]")

    names = {button.get_attribute("data-demo-person") for button in buttons.all()}
    begun = {str(name): be(visitors, origin, str(name)) for name in names}

    assert set(begun) == PEOPLE
    assert {name: page.title().endswith("· Mein Bereich") for name, page in begun.items()} == (
        dict.fromkeys(PEOPLE, True)
    )


def test_all_its_mails_are_there_and_its_papers_say_that_they_are_none(
    demo: subprocess.Popen[str], port: int, visitors: Visitors
) -> None:
    origin = f"http://kurs.localhost:{port}"
    page = visitors.new_page(origin)
    page.goto("/demo/mails/")
    count = 0
    while True:
        count += page.locator("article").count()
        older = page.get_by_role("link", name="Ältere")
        if not older.count():
            break
        older.click()
        page.wait_for_load_state()
    paper = be(visitors, origin, "jutta")
    with paper.expect_download() as download:
        paper.get_by_role("link", name="Zertifikat herunterladen").click()
    content = Path(download.value.path()).read_bytes()

    assert count > 60
    assert "MUSTER" in words_of(content)


def test_ctrl_c_ends_it_cleanly_and_frees_both_ports(
    demo: subprocess.Popen[str], port: int
) -> None:
    demo.send_signal(signal.SIGINT)

    assert demo.wait(60) == 0
    for each in (port, port + 1):
        with socket.socket() as probe:
            assert probe.connect_ex((LOOPBACK, each)) != 0

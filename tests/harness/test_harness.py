"""The harness itself: what it starts works, and what it forbids is seen."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.harness.axe import axe, contrast, overflow
from tests.harness.ports import LOOPBACK
from tests.harness.smtp_sink import SmtpSink
from tools.runner.environment import LOCK, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harness.browser import Visitors
    from tests.harness.postgres import Postgres

PAGES = {
    "/good": '<html lang="de"><title>Gut</title><main><h1>Gut</h1><p>Text</p></main>',
    "/bad": '<html><title>Bild</title><main><h1>Bild</h1><img src="/good"></main>',
    "/wide": '<html lang="de"><title>Breit</title><p id="wide" style="width:600px">Breit</p>',
    "/stranger": '<title>Fremd</title><img alt="" src="http://stranger.example/a.png">',
    "/inline": "<title>Inline</title><script>document.title = 'x'</script>",
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/inline":
            self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer((LOOPBACK, 0), _Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://kurs.localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_postgres_gives_each_house_a_database_of_its_own(postgres: Postgres) -> None:
    first, second = postgres.create_database(), postgres.create_database()

    with psycopg.connect(first) as one, psycopg.connect(second) as two:
        one.execute("CREATE TABLE only_here (id int)")
        one.commit()
        found = two.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'")
        assert found.fetchone() == (0,)

    for dsn in (first, second):
        postgres.drop_database(dsn)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(first)


def test_the_sink_keeps_letters_and_refuses_an_address(sink: SmtpSink) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Grüße"
    letter.set_content("Hier entlang: http://kurs.localhost/ä-weg/abc. Danke")
    sink.refuse("gone@example.org")

    with smtplib.SMTP(LOOPBACK, sink.port) as server:
        server.send_message(letter, "haus@example.org", ["Kim@example.org"])
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
            server.send_message(letter, "haus@example.org", ["gone@example.org"])

    [received] = sink.wait_for("kim@example.org")
    assert (received.subject, received.links) == ("Grüße", ["http://kurs.localhost/ä-weg/abc"])
    assert refusal.value.recipients["gone@example.org"][0] == 550
    with pytest.raises(TimeoutError, match="0 of 1 letters"):
        sink.wait_for("gone@example.org", timeout=0.05)


def test_a_good_page_passes_and_is_counted(visitors: Visitors, origin: str) -> None:
    page = visitors.new_page(origin, width=320, scheme="dark")

    page.goto("/good", wait_until="networkidle")

    assert (axe(page), contrast(page), overflow(page)) == ([], [], [])
    assert visitors.cost(page).bytes >= len(PAGES["/good"])


def test_bad_pages_are_seen(visitors: Visitors, origin: str) -> None:
    page = visitors.new_page(origin, width=320)

    page.goto("/bad")
    assert {line.split()[0] for line in axe(page)} == {"html-has-lang", "image-alt"}
    page.goto("/wide")
    assert [line.split()[0] for line in overflow(page)] == ["p#wide"]


@pytest.mark.parametrize("path", ["/stranger", "/inline"])
def test_a_foreign_request_or_inline_script_fails_the_test(
    visitors: Visitors, origin: str, path: str
) -> None:
    visitors.new_page(origin).goto(path, wait_until="networkidle")

    with pytest.raises(AssertionError, match="stranger"):
        visitors.close()


def test_a_page_without_javascript_runs_none(visitors: Visitors, origin: str) -> None:
    page = visitors.new_page(origin, javascript=False)

    page.set_content("<noscript>ohne</noscript><script>document.body.append('mit')</script>")

    assert page.inner_text("body") == "ohne"


def test_the_lock_with_test_tools_contains_the_runtime_lock_and_no_address() -> None:
    runtime, dev = ((ROOT / name).read_text(encoding="utf-8") for name in LOCK.values())

    assert set(runtime.split("\n")) - set(dev.split("\n")) <= set()
    assert [line for line in dev.split("\n") if "://" in line or line.startswith("-")] == []

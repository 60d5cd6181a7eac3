"""A browser that is fed captured pages by a server of ours, and every request is noted."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.harness.axe import axe, carry_axe, contrast, overflow
from tests.harness.ports import LOOPBACK
from tests.house.capture import Captured, static_file

LOW = 120
STATIC = "/static/"
# Set per connection or meaningless without a server.
_NOT_PASSED_ON = {"set-cookie", "content-length", "strict-transport-security"}


@dataclass
class Looked:
    """What the browser found on one page; empty lists when all is well."""

    title: str
    h1: int
    scripts: int
    kurz: list[str]
    filled: list[str]
    text: str
    paragraphs: list[str]
    axe_light: list[str] = field(default_factory=list)
    axe_dark: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: int = 0


class Looker:
    """One page of one browser, used for every state in turn."""

    def __init__(self, browser: Browser) -> None:
        # Without motion: axe would meet colours half-way between light and dark.
        self._context = browser.new_context(locale="de-DE", reduced_motion="reduce")
        carry_axe(self._context)
        self.page: Page = self._context.new_page()
        self.page.on("request", self._remember)
        self.page.on("console", self._note)
        self._server = _Server()
        self._passed: set[str] = set()  # looks whose contrast was found good on an earlier page
        self._asked: list[str] = []
        self._complaints: list[str] = []

    def close(self) -> None:
        self._context.close()
        self._server.shutdown()
        self._server.server_close()

    def look(self, captured: Captured) -> Looked:
        """Load the page, look at it in light and dark with everything unfolded, then narrow.

        The window is low: nothing here depends on its height, and drawing costs much.
        """
        self._server.shown, self._asked, self._complaints = captured, [], []
        self.page.set_viewport_size({"width": 1280, "height": LOW})
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self._server.origin + captured.path)
        found = Looked(**cast(dict[str, Any], self.page.evaluate(_FACTS)))
        found.axe_light = axe(self.page) + contrast(self.page, self._passed)
        self.page.emulate_media(color_scheme="dark")
        # Between the schemes only colours differ.
        found.axe_dark = contrast(self.page, self._passed)
        for width in (390, 320):  # a style for the smallest may hide what a usual phone shows
            self.page.set_viewport_size({"width": width, "height": LOW})
            found.overflow += overflow(self.page)
        found.requests = len(self._asked)
        found.foreign = [url for url in self._asked if not url.startswith(self._server.origin)]
        found.complaints = self._complaints
        return found

    # Playwright wants Python functions; it cannot wrap `list.append`.
    def _remember(self, request: Request) -> None:
        self._asked.append(request.url)

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._complaints.append(message.text)


class _Server(ThreadingHTTPServer):
    """Answers every address with the page that is shown, and with static files, which may be kept.

    A real server, since a browser whose requests are caught keeps nothing: it would read the style
    sheet and the fonts anew for every page.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Answer)
        self.origin = f"http://kurs.localhost:{self.server_port}"
        self.shown: Captured | None = None
        Thread(target=self.serve_forever, daemon=True).start()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        shown = self.server.shown
        if self.path.startswith(STATIC):
            path = static_file(self.path.removeprefix(STATIC))
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            headers = {"Content-Type": kind, "Cache-Control": "max-age=3600, immutable"}
            self._send(HTTPStatus.OK, headers, path.read_bytes())
        elif shown is not None and self.path == shown.path:
            kept = {k: v for k, v in shown.headers.items() if k.lower() not in _NOT_PASSED_ON}
            self._send(shown.status, kept, shown.html.encode())
        else:
            self._send(HTTPStatus.NOT_FOUND, {}, b"")

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


# Facts for the rules in Python; also opens every <details>, so that axe sees what is inside.
_FACTS = """() => {
  const words = (e) => (e.innerText || '').replace(/\\s+/g, ' ').trim();
  const all = (s) => [...document.querySelectorAll(s)];
  all('details').forEach((e) => { e.open = true; });
  const filled = all('main .btn').filter((e) =>
    ![...e.classList].some((name) => name.startsWith('btn--')));
  const spoken = all('[aria-label], [title], img[alt]').map((e) =>
    e.getAttribute('aria-label') || e.getAttribute('title') || e.getAttribute('alt') || '');
  return {
    title: document.title,
    h1: all('h1').length,
    scripts: all('script, style, [style], iframe, object, embed').length,
    kurz: all('.kurz p:not(.label)').map(words),
    filled: filled.map((e) => (e.closest('form') ? 'form: ' : 'link: ') + words(e)),
    text: document.body.innerText + '\\n' + spoken.join('\\n'),
    paragraphs: all('main p, main li').filter((e) =>
      !e.matches('.row') && !e.querySelector('p, li, dl, input, select, table')).map(words),
  };
}"""

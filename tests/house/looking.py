"""A browser that is fed captured pages: it never asks a server, and every request is noted."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from tests.harness.axe import axe, carry_axe, contrast, overflow
from tests.house.capture import Captured, static_file

ORIGIN = "http://kurs.localhost"
LOW = 120
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
        self.page.route("**/*", self._answer)
        self.page.on("console", self._note)
        self._shown: Captured | None = None
        self._passed: set[str] = set()  # looks whose contrast was found good on an earlier page
        self._asked: list[str] = []
        self._foreign: list[str] = []
        self._complaints: list[str] = []

    def close(self) -> None:
        self._context.close()

    def look(self, captured: Captured) -> Looked:
        """Load the page, look at it in light and dark with everything unfolded, then narrow.

        The window is low: nothing here depends on its height, and drawing costs much.
        """
        self._shown, self._asked, self._foreign, self._complaints = captured, [], [], []
        self.page.set_viewport_size({"width": 1280, "height": LOW})
        self.page.emulate_media(color_scheme="light")
        self.page.goto(ORIGIN + captured.path)
        found = Looked(**cast(dict[str, Any], self.page.evaluate(_FACTS)))
        found.axe_light = axe(self.page) + contrast(self.page, self._passed)
        self.page.emulate_media(color_scheme="dark")
        # Between the schemes only colours differ.
        found.axe_dark = contrast(self.page, self._passed)
        for width in (390, 320):  # a style for the smallest may hide what a usual phone shows
            self.page.set_viewport_size({"width": width, "height": LOW})
            found.overflow += overflow(self.page)
        found.requests, found.foreign = len(self._asked), self._foreign
        found.complaints = self._complaints
        return found

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        self._asked.append(route.request.url)
        if route.request.is_navigation_request() and self._shown is not None:
            kept = {k: v for k, v in self._shown.headers.items() if k.lower() not in _NOT_PASSED_ON}
            route.fulfill(status=self._shown.status, headers=kept, body=self._shown.html)
        elif f"{url.scheme}://{url.netloc}" == ORIGIN and url.path.startswith("/static/"):
            path = static_file(url.path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            route.fulfill(status=200, content_type=kind, body=path.read_bytes())
        else:
            self._foreign.append(route.request.url)
            route.abort()

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._complaints.append(message.text)


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

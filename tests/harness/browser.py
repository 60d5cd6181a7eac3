"""Chromium for page tests: it reaches nothing but this machine and tells what a page asked for."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    sync_playwright,
)

from tests.harness.axe import Scheme
from tools.runner import machine

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    # Without RenderDocument a page takes its frame from the one before: a third less work each.
    # Chromium reads the last list only, so what Playwright keeps off for us stands here again.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades,MediaRouter"
    ",OptimizationHints,PaintHolding,RenderDocument,ThirdPartyStoragePartitioning",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # Foreign names do not even resolve: a page that asks for one fails and is reported.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE *.localhost , EXCLUDE localhost"
    " , EXCLUDE 127.0.0.1",
]
NO_NETWORK = {"data", "about", "blob"}


@contextlib.contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Start Debian's Chromium once. Raises `LookupError` where there is none."""
    program = machine.chromium()
    if program is None:
        raise LookupError("Chromium is missing here: apt-get install chromium-headless-shell")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=[*FLAGS, *sandbox]
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Cost:
    """What a page took over the wire: `requests` of all kinds, `bytes` of bodies but fonts'."""

    requests: int
    bytes: int


@dataclass
class Visitors:
    """Makes pages, each a visitor with cookies of their own, and remembers what they asked for.

    `own` are the origins that are no strangers, such as `http://kurs.localhost:8000`.
    """

    browser: Browser
    own: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def new_page(
        self,
        origin: str = "",
        *,
        javascript: bool = True,
        width: int = 1280,
        height: int = 400,
        scheme: Scheme = "light",
    ) -> Page:
        """A new visitor's first page. `origin` makes paths such as `/kurs/` work in `goto`.

        The window is low, since drawing costs much: pages scroll by themselves.
        """
        if origin:
            self.own.add(origin)
        context = self.browser.new_context(
            base_url=origin or None,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        context.on("request", self._remember)
        context.on("console", self._note)
        self._contexts.append(context)
        return context.new_page()

    def foreign(self) -> list[str]:
        """Addresses asked for that belong to somebody else."""
        return [each.url for each in self.requests if self._is_foreign(each.url)]

    def cost(self, page: Page) -> Cost:
        """Cost of everything this page asked for since it was opened; wait for it to load first."""
        mine = [r for r in self.requests if _page_of(r) is page and _uses_network(r.url)]
        bodies = [r for r in mine if r.resource_type != "font" and r.response() is not None]
        return Cost(len(mine), sum(each.sizes()["responseBodySize"] for each in bodies))

    def photograph(self, folder: Path, name: str) -> list[str]:
        """Save a picture of every open page; returns its address and file, one line each."""
        folder.mkdir(parents=True, exist_ok=True)
        lines = []
        for number, page in enumerate(p for c in self._contexts for p in c.pages):
            path = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{number}.png"
            with contextlib.suppress(Error):  # A page that crashed has no picture.
                page.screenshot(path=path, full_page=True)
                lines.append(f"{page.url} {path}")
        return lines

    def close(self) -> None:
        """Close all pages; raises `AssertionError` for a foreign request or a broken policy."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()
        foreign, complaints = self.foreign(), list(self.complaints)
        self.requests.clear()
        self.complaints.clear()
        assert (foreign, complaints) == ([], []), "a page asked a stranger or broke its own policy"

    def _is_foreign(self, url: str) -> bool:
        parts = urlsplit(url)
        return _uses_network(url) and f"{parts.scheme}://{parts.netloc}" not in self.own

    # Playwright wants Python functions; it cannot wrap `list.append`.
    def _remember(self, request: Request) -> None:
        self.requests.append(request)

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)


def _uses_network(url: str) -> bool:
    return urlsplit(url).scheme not in NO_NETWORK


def _page_of(request: Request) -> Page | None:
    """The page of a request; one made by no page (a service worker, say) has none."""
    return request.frame.page if request.service_worker is None else None

"""`python3 run.py shots`: the three pictures of the README, taken from a running demo."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.runner import machine

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "shots"
ADDRESS = os.environ.get("WIRWISSEN_DEMO", "http://kurs.localhost:8000")
WIDTH, HEIGHT = 390, 720


def main() -> int:
    """Take the pictures; the demo must be running (WIRWISSEN_DEMO names another address)."""
    program = machine.chromium()
    if program is None:
        print("Chromium is missing here: apt-get install chromium-headless-shell", file=sys.stderr)
        return 3
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        _shot(browser, "info-event", person="", path="/info-termine/")
        _shot(browser, "attendance", person="leitung", path="", link="/leitung/termine/")
        _shot(browser, "completion", person="mara", path="/was-fehlt-noch/")
        browser.close()
    print(f"pictures in {FOLDER.name}/")
    return 0


def _shot(browser: Browser, name: str, *, person: str, path: str, link: str = "") -> None:
    viewport = {"width": WIDTH, "height": HEIGHT}
    page = browser.new_page(viewport=viewport, color_scheme="light")  # type: ignore[arg-type]
    if person:
        page.goto(f"{ADDRESS}/demo/")
        page.click(f'[data-demo-person="{person}"]')
    if link:  # the first page of that kind on "Heute"
        page.goto(f"{ADDRESS}/heute/")
        page.click(f'main a[href^="{link}"] >> nth=0')
    else:
        page.goto(f"{ADDRESS}{path}")
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())

"""Walking through a house as a person does: read the page, fill in, press a button."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

PASSWORD = "sieben stille Birken 7"
BERLIN = ZoneInfo("Europe/Berlin")
PATIENCE = 60.0  # seconds for a mail: the worker may be busy
CODE = re.compile(r"^\s*([A-Z0-9]{3,6}(?:[ -][A-Z0-9]{3,6}){0,3})\s*$", re.MULTILINE)
# Asked of the page, not of a locator: Playwright brings 300 kB into a page for its first locator.
_KIND = "css => document.querySelector(css)?.type"


@dataclass
class Journey:
    """One house with its mail server and its clock; nothing else is touched."""

    house: House
    sink: SmtpSink
    visitors: Visitors
    javascript: bool = True
    moved: timedelta = field(default_factory=timedelta)

    def visitor(self, *, narrow: bool = False) -> Walker:
        """Somebody new, with a browser of their own; `narrow`: 320 px wide, without JavaScript."""
        page = self.visitors.new_page(
            self.house.origin, javascript=self.javascript and not narrow,
            width=320 if narrow else 1280,
        )  # fmt: skip
        return Walker(page, self)

    def go_to(self, moment: datetime) -> None:
        """Move the house's clock to a time, through the database as the demo does."""
        self.moved = moment - datetime.now(moment.tzinfo)
        self.house.move_clock(int(self.moved.total_seconds()))

    @property
    def today(self) -> date:
        """The day it is in the house."""
        return (datetime.now(BERLIN) + self.moved).date()

    def link_for(self, address: str, *, count: int = 1) -> str:
        """The link in the latest mail to an address, once `count` mails have come."""
        return self.sink.wait_for(address, count=count, timeout=PATIENCE)[-1].links[0]

    def code_for(self, address: str, *, count: int = 1) -> str:
        """The latest code that was mailed to an address: alone in a line, letters and digits.

        `count`: how many codes have come by then; other mails may come in between.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            codes = [
                found for letter in self.sink.to(address) if (found := CODE.search(letter.text))
            ]
            if len(codes) >= count:
                return codes[-1][1]
            time.sleep(0.2)
        raise AssertionError(f"no code number {count} for {address}")


@dataclass
class Walker:
    """A person in front of a browser."""

    page: Page
    journey: Journey

    def go(self, path: str) -> Walker:
        """Open an address of the house; fails on anything but a good answer."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{answer.status} at {path}: {self.text[:400]}"
        return self

    def meet(self, path: str, status: int) -> Walker:
        """Open an address that answers with this status (404: not for this person)."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{answer.status} at {path}: {self.text[:400]}"
        return self

    def follow(self, words: str) -> Walker:
        """Click a link by its words."""
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()
        return self

    def fill(self, **fields: str | bool) -> Walker:
        """Fill fields by their names; `_` in a keyword stands for `_` in the name."""
        for name, value in fields.items():
            self.fill_one(name, value)
        return self

    def fill_one(self, name: str, value: str | bool) -> Walker:
        """One field, whatever it looks like; radio buttons and lists by their value."""
        css = f'main [name="{name}"]'
        found = self.page.locator(css)
        first = found.first
        kind = self.page.evaluate(_KIND, css)
        if kind == "select-one":
            first.select_option(str(value))
        elif kind in {"radio", "checkbox"}:
            if isinstance(value, bool):
                first.set_checked(value)
            else:
                found.and_(self.page.locator(f'[value="{value}"]')).first.check(force=True)
        else:
            first.fill(str(value))
        return self

    def press(self, words: str, *, exact: bool = False) -> Walker:
        """Press a button by its words and wait for the answer."""
        self.page.get_by_role("button", name=words, exact=exact).first.click()
        self.page.wait_for_load_state()
        return self

    def see_value(self, name: str, value: str) -> Walker:
        """A field holds this."""
        held = self.page.locator(f'main [name="{name}"]').first.input_value()
        assert held == value, (name, held)
        return self

    def press_beside(self, words: str, value: str) -> Walker:
        """Press the button with that value in the row that says these words."""
        row = self.page.locator("li", has_text=words).last
        row.locator(f'button[value="{value}"]').click()
        self.page.wait_for_load_state()
        return self

    def code_on_page(self) -> str:
        """A code that stands alone in a line of the page."""
        found = CODE.search(self.text)
        assert found is not None, self.text
        return found[1]

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        self.page.wait_for_load_state()
        said: str = self.page.evaluate("document.body.innerText")
        return said

    @property
    def path(self) -> str:
        """Where the browser stands."""
        return self.page.url.removeprefix(self.journey.house.origin)

    def see(self, *words: str) -> Walker:
        """The page says all of this (soft blanks count as blanks)."""
        said = self.text.replace("\u00a0", " ")
        missing = [one for one in words if one not in said]
        assert not missing, f"{missing} not on {self.path}:\n{said[:3000]}"
        return self

"""Somebody who has a keyboard and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.flows.walk import Journey

MOST_TABS = 80


@dataclass(frozen=True)
class Keys:
    """Somebody with a keyboard. What is heard is what a screen reader says of the focus."""

    page: Page

    def heard(self) -> str:
        """Group, role and name of what has the focus; "" if nothing has."""
        focus = self.page.locator("*:focus")
        if not focus.count():
            return ""
        group = focus.locator("xpath=ancestor::*[@role='group' or self::fieldset][1]")
        around = group.aria_snapshot().partition("\n")[0] if group.count() else ""
        return f"{around} {focus.aria_snapshot().partition(chr(10))[0]}".replace("\u00a0", " ")

    def tab_to(self, *words: str) -> str:
        """Press Tab until all these words are heard."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            passed.append(self.heard())
            if all(word in passed[-1] for word in words):
                return passed[-1]
        raise AssertionError(f"{words} not within {MOST_TABS} tabs of {self.page.url}: {passed}")

    def write(self, *words: str, text: str) -> None:
        """Go to a field and type."""
        self.tab_to("textbox", *words)
        self.page.keyboard.type(text)

    def choose(self, group: str, option: str) -> None:
        """Go into a group of radio buttons, along it with the arrows, and choose."""
        self.tab_to("radio", group)
        for _ in range(MOST_TABS):
            if option in self.heard():
                break
            self.page.keyboard.press("ArrowDown")
        assert option in self.heard()
        self.page.keyboard.press("Space")

    def press(self, role: str, words: str) -> None:
        """Go to a button or link and press Enter."""
        self.tab_to(role, words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def see(self, words: str) -> None:
        """The page says this."""
        text = self.page.locator("body").inner_text().replace("\u00a0", " ")
        assert words in text, f"{words!r} not on {self.page.url}:\n{text[:3000]}"


def keys(journey: Journey, path: str, *, width: int = 1280) -> Keys:
    """Somebody new opens an address."""
    page = journey.visitors.new_page(journey.house.origin, javascript=False, width=width)
    page.goto(path)
    return Keys(page)

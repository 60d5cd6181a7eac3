"""What is wrong with a page for somebody who reads it otherwise: axe-core and the width."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]


class _Node(TypedDict):
    target: list[str]
    failureSummary: str


class _Violation(TypedDict):
    id: str
    impact: str | None
    nodes: list[_Node]


def axe(page: Page, *, only: str | None = None) -> list[str]:
    """What axe-core finds on this page: one line for each element, `[]` when all is well.

    `only` names a single rule, such as "color-contrast", where the others were already looked at.

    The page needs JavaScript. axe goes in through the developer tools, so the page's policy
    against foreign scripts stays in force.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_script())
    options = {"resultTypes": ["violations"]} | ({"runOnly": [only]} if only else {})
    found = cast(list[_Violation], page.evaluate(_RUN, options))
    return [
        f"{each['id']} ({each['impact']}) at {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for each in found
        for node in each["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Elements that reach past the right edge of the window; `[]` when nothing scrolls sideways."""
    return cast(list[str], page.evaluate(_OVERFLOW))


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


_RUN = "async (options) => (await axe.run(document, options)).violations"

# The page scrolls sideways only if the root is wider than the window; then name the culprits,
# innermost first. Boxes that scroll within themselves are allowed (wide tables do).
_OVERFLOW = """() => {
  const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge) return [];
  const scrolls = (e) => e && e !== root && e !== document.body &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.querySelectorAll('body *')].filter(
    (e) => e.getBoundingClientRect().right > edge + 0.5 && !scrolls(e.parentElement));
  const name = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') +
    (e.classList.length ? '.' + [...e.classList].join('.') : '') +
    ' to ' + Math.round(e.getBoundingClientRect().right) + ' of ' + edge + ' px: ' +
    (e.textContent || '').trim().slice(0, 40);
  return wide.length ? wide.reverse().slice(0, 10).map(name) : ['page ' + root.scrollWidth];
}"""

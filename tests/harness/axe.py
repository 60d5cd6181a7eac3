"""What is wrong with a page for somebody who reads it otherwise: axe-core and the width."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

from playwright.sync_api import BrowserContext, Page

Scheme = Literal["light", "dark"]


class _Node(TypedDict):
    target: list[str]
    failureSummary: str


class _Violation(TypedDict):
    id: str
    impact: str | None
    nodes: list[_Node]


def axe(page: Page) -> list[str]:
    """What axe-core finds on this page: one line for each element, `[]` when all is well.

    Contrast, half of axe's work, is left to `contrast`, since it depends on the scheme.

    The page needs JavaScript. axe goes in through the developer tools, so the page's policy
    against foreign scripts stays in force.
    """
    return _lines(cast(list[_Violation], _ask(page, _RUN)))


def contrast(page: Page, passed: set[str] | None = None) -> list[str]:
    """What axe-core says of contrast in the scheme that is on, as `axe` does.

    Of texts that look alike (same colour, size and weight on the same grounds) axe is shown one.
    `passed` holds the looks that passed before, on whatever page; those of a good page are added.
    """
    passed = set() if passed is None else passed
    looks, violations = cast(
        tuple[list[str], list[_Violation]], _ask(page, _RUN_CONTRAST, sorted(passed))
    )
    if not violations:
        passed.update(looks)
    return _lines(violations)


def carry_axe(context: BrowserContext) -> None:
    """Give axe-core to every page of a context from its start: Chromium then reads it only once.

    Not where a page's own behaviour is tested: this is a script that a visitor has not.
    """
    context.add_init_script(_script())


def _ask(page: Page, script: str, told: object = None) -> object:
    """What a script that uses axe-core answers; `null` says that axe is not there yet."""
    found: object = page.evaluate(script, told)
    if found is None:
        page.evaluate(_script())
        found = page.evaluate(script, told)
    return found


def _lines(violations: list[_Violation]) -> list[str]:
    return [
        f"{each['id']} ({each['impact']}) at {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for each in violations
        for node in each["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Elements that reach past the right edge of the window; `[]` when nothing scrolls sideways."""
    return cast(list[str], page.evaluate(_OVERFLOW))


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


_RUN = """async () => typeof axe === 'undefined' ? null : (await axe.run(document, {
  resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}},
})).violations"""

# Grounds: everything below a text that shows through, up to the first that covers all. What is
# lifted out of the flow before that may lie on anything, so its look is never known from before.
_RUN_CONTRAST = """async (passed) => {
  if (typeof axe === 'undefined') return null;
  const clear = 'rgba(0, 0, 0, 0) none 1 none normal';
  const grounds = (e) => {
    if (!e) return '';
    const s = getComputedStyle(e);
    const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode];
    const mine = own.join(' ') === clear ? '' : own.join(' ') + '|';
    if (/^rgb\\(.* none 1 none normal$/.test(own.join(' '))) return mine;
    return mine + (/static|relative/.test(s.position) ? '' : 'lifted|') + grounds(e.parentElement);
  };
  const faded = (e) => {
    if (!e) return '';
    const s = getComputedStyle(e);
    return `${s.opacity} ${s.filter} ${s.mixBlendMode}|`.replace('1 none normal|', '') +
      faded(e.parentElement);
  };
  const speaks = (e) => /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(e.tagName) ||
    [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const cut = (e) => e && (getComputedStyle(e).clipPath === 'inset(50%)' || cut(e.parentElement));
  const seen = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const shown = new Map();
  for (const e of document.body.querySelectorAll('*')) {
    if (!speaks(e) || !seen(e) || cut(e)) continue;
    const s = getComputedStyle(e), below = grounds(e);
    const off = e.disabled || e.control?.disabled || e.matches('[aria-disabled="true"] *');
    const look = [e.tagName, off, s.color, s.fontSize, s.fontWeight, s.textShadow, below,
      faded(e)];
    if (below.includes('lifted')) look.push(shown.size);
    if (!shown.has(look.join(' '))) shown.set(look.join(' '), e);
  }
  const known = new Set(passed);
  const fresh = [...shown].filter(([look]) => look.includes('lifted') || !known.has(look));
  if (!fresh.length) return [[], []];
  const found = await axe.run({include: fresh.map(([, e]) => e)}, {
    resultTypes: ['violations'], runOnly: ['color-contrast'],
  });
  return [fresh.map(([look]) => look), found.violations];
}"""

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

"""Gathers what the apps' tests registered about their pages (see `tests.registry`)."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.registry import Access, PageState

ROOT = Path(__file__).resolve().parents[2]
# Addresses that belong to nobody's app tests: libraries' own and the demo's.
NO_PAGES_OF_OURS = frozenset({"today"})


@cache
def modules() -> tuple[str, ...]:
    """Every `tests/<wing>/<app>/pages.py` of this house, as a module name.

    The network house lists the pages of the foundation by itself: other people see them there.
    """
    tests = ROOT / "tests"
    if settings.HOUSE == "network":
        found = [*tests.glob("network/pages.py"), *tests.glob("network/*/pages.py")]
    else:
        found = [path for path in tests.glob("*/*/pages.py") if path.parts[-3] != "network"]
    return tuple(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted(found))


@cache
def all_access() -> tuple[Access, ...]:
    """Every cell of the authorisation matrix, as typed by hand."""
    return tuple(cell for name in modules() for cell in importlib.import_module(name).ACCESS)


@cache
def all_states() -> tuple[PageState, ...]:
    """Every registered state of every page."""
    return tuple(state for name in modules() for state in importlib.import_module(name).STATES)


def url_names() -> set[str]:
    """The names of all addresses of this house, with their namespace."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> list[str]:
    names: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names += _names(pattern.url_patterns, inner)
        elif pattern.name:
            names.append(prefix + pattern.name)
        else:
            names.append(f"{prefix}?{pattern.pattern}")
    return names

"""The shipped facts about other providers: sites, their dates, printed prices. Read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wirwissen.course.programme.rules.facts import SiteFact, Sorted, site_fact, sort_dates


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A price that was really printed; `cents` of 0 is free."""

    what: str
    cents: int
    how: str
    source_url: str


@dataclass(frozen=True, kw_only=True)
class Directory:
    """What the files hold, sorted: `dates.refused` says what stays out and why."""

    sites: tuple[SiteFact, ...]
    dates: Sorted
    costs: tuple[Cost, ...]


@cache
def directory() -> Directory:
    """The directory as shipped with this version of the product."""
    sites = tuple(site_fact(record) for record in _records("sites"))
    names = {site.key: site.name for site in sites}
    return Directory(
        sites=sites,
        dates=sort_dates(_records("dates"), names),
        costs=tuple(Cost(**record) for record in _records("costs")),
    )


def _records(name: str) -> list[dict[str, Any]]:
    text = files("wirwissen.course.programme").joinpath(f"facts/{name}.json").read_text("utf-8")
    records: list[dict[str, Any]] = json.loads(text)["records"]
    return records

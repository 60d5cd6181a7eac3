"""The orga's papers: who may see them, and in which states they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from tests.network.world import World
from tests.registry import Access, PageState
from wirwissen.network.groups.models import DutyChange
from wirwissen.network.papers.views import PAPERS

ORGA = frozenset({"orga", "foreign_orga"})


def first(world: World) -> Mapping[str, object]:
    return {"slug": "zugang"}


ACCESS = [
    Access("papers:papers", ORGA, why="a list page: each orga prints its own group's"),
    Access("papers:paper", ORGA, first, why="each orga prints its own group's"),
]
STATES = [
    PageState("papers:papers", "all", "orga"),
    PageState("papers:paper", "zugang", "orga", first),
]
STATES += [
    PageState("papers:paper", slug, "orga", lambda world, slug=slug: {"slug": slug})  # type: ignore[misc]
    for slug in PAPERS
    if slug != "zugang"
]


def grow(world: World) -> None:
    """One more change in the access list."""
    change = DutyChange.objects.filter(group=world.own.group, member=world.own.orga).first()
    assert change is not None

    DutyChange.objects.create(
        group=change.group, member=change.member, kind=change.kind, given=True,
        changed_on=change.changed_on, by=world.own.second_orga,
    )  # fmt: skip

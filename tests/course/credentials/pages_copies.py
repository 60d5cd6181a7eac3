"""Pages about duplicates: who may see them, and in which states."""

from __future__ import annotations

from collections.abc import Mapping

from tests.course.credentials.make_ready import issued
from tests.registry import Access, PageState
from tests.world import LONG_WORD, World
from wirwissen.course.credentials import services
from wirwissen.foundation.core.clock import now

ENDERS = frozenset({"office", "releaser"})
BOTH = ("GET", "POST")


def a_certificate(world: World) -> Mapping[str, object]:
    return {"pk": issued(world.own.participant).pk}


def with_duplicates(world: World) -> Mapping[str, object]:
    paper = issued(world.own.participant)
    for reason in ("beim Umzug verloren", LONG_WORD):
        services.hand_out_duplicate(paper, by=world.own.office, reason=reason, now=now())
    return {"pk": paper.pk}


def a_duplicate(world: World) -> Mapping[str, object]:
    paper = issued(world.own.participant)
    row = services.hand_out_duplicate(paper, by=world.own.office, reason="verloren", now=now())
    return {"pk": row.pk}


def lists_with_duplicates(world: World) -> Mapping[str, object]:
    with_duplicates(world)
    return {}


ACCESS = [
    Access("credentials:duplicate", ENDERS, a_certificate, BOTH),
    Access("credentials:duplicate_file", ENDERS, a_duplicate),
]

STATES = [
    PageState("credentials:duplicate", "empty", "office", a_certificate),
    PageState("credentials:duplicate", "filled", "releaser", with_duplicates),
    PageState("credentials:duplicate", "error", "office", with_duplicates, post={"reason": ""}),
    PageState("credentials:releases", "duplicates", "office", lists_with_duplicates),
    PageState("credentials:papers", "duplicates", "participant", lists_with_duplicates),
]

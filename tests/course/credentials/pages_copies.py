"""Pages about duplicates and holders' links: who may see them, and in which states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.course.credentials.make_ready import issued
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from tests.world import World
from wirwissen.course.credentials import services
from wirwissen.course.credentials.models import HolderLink, Paper
from wirwissen.foundation.core.clock import now, today

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


def a_link(world: World) -> str:
    paper = issued(world.own.participant)
    return services.make_link(paper, until=today() + timedelta(days=30), now=now())


def a_token(world: World) -> Mapping[str, object]:
    return {"token": a_link(world)}


def an_own_link(world: World) -> Mapping[str, object]:
    a_link(world)
    return {"pk": HolderLink.objects.get().pk}


def with_links(world: World) -> Mapping[str, object]:
    a_link(world)
    paper = Paper.objects.get(participant=world.own.participant)
    services.make_link(paper, until=today(), now=now())
    return {"pk": paper.pk}


def list_with_links(world: World) -> Mapping[str, object]:
    with_links(world)
    return {}


def a_link_that_is_over(world: World) -> Mapping[str, object]:
    token = a_link(world)
    HolderLink.objects.update(until=today() - timedelta(days=1))
    return {"token": token}


ACCESS = [
    Access("credentials:link", frozenset({"participant"}), a_certificate, BOTH),
    Access("credentials:take_back_link", frozenset({"participant"}), an_own_link, ("POST",)),
    Access("credentials:shown", EVERYBODY, a_token, why="whoever the holder gave the link"),
    Access("credentials:duplicate", ENDERS, a_certificate, BOTH),
    Access("credentials:duplicate_file", ENDERS, a_duplicate),
]

STATES = [
    PageState("credentials:link", "empty", "participant", a_certificate),
    PageState("credentials:link", "filled", "participant", with_links),
    PageState("credentials:link", "past", "participant", with_links, post={"until": "1.1.2020"}),
    PageState("credentials:link", "too-far", "participant", with_links, post={"until": "1.1.2099"}),
    PageState("credentials:link", "no-date", "participant", a_certificate, post={"until": "bald"}),
    PageState("credentials:papers", "links", "participant", list_with_links),
    PageState("credentials:shown", "valid", "anonymous", a_token),
    PageState("credentials:shown", "over", "anonymous", a_link_that_is_over),
    PageState("credentials:duplicate", "empty", "office", a_certificate),
    PageState("credentials:duplicate", "filled", "releaser", with_duplicates),
    PageState("credentials:duplicate", "error", "office", with_duplicates, post={"reason": ""}),
    PageState("credentials:releases", "duplicates", "office", lists_with_duplicates),
    PageState("credentials:papers", "duplicates", "participant", lists_with_duplicates),
]

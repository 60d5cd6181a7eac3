"""The member's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.network import make
from tests.network.world import ACTORS, World
from tests.registry import LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import today
from wirwissen.network.groups.models import Audience, Group, Member

BOTH, POST = ("GET", "POST"), ("POST",)
MEMBERS = frozenset(ACTORS) - {"anonymous", "keeper", "stranger"}
SIGNED_IN = frozenset(ACTORS) - {"anonymous"}
Args = Mapping[str, object]


def changed(world: World) -> Args:
    Group.objects.update(agreement_version=2)
    return {}


def closing(world: World) -> Args:
    Group.objects.update(closes_on=today() + timedelta(days=20))
    return {}


def paused(world: World) -> Args:
    Member.objects.update(state="paused", digest=True, silent_until=today())
    make.member(make.group(f"Zweiter {LONG_WORD}"), pseudonym="Juno").delete()
    other = make.group(f"Zweiter {LONG_WORD}")
    Member.objects.create(
        group=other, user=world.own.member.user, pseudonym="Juno", joined_month=today(),
        agreed_version=1,
    )  # fmt: skip
    return {}


def with_cards(world: World) -> Args:
    member, fellow = world.own.member, world.own.fellow
    make.card(member)
    make.card(member, Audience.GROUP)
    make.card(member, Audience.PERSON, to=fellow)
    make.card(fellow, Audience.PERSON, to=member)
    return {}


def audience(name: str) -> Mapping[str, object]:
    return {"audience": name}


FULL_CARD = {"profession": LONG_WORD, "shown_until": f"{today() + timedelta(days=9):%d.%m.%Y}"}

ACCESS = [
    Access("groups:agreement", MEMBERS, methods=BOTH),
    Access("groups:own", MEMBERS),
    Access("groups:name", MEMBERS, methods=BOTH),
    Access("groups:post", MEMBERS, methods=BOTH),
    Access("groups:cards", MEMBERS),
    Access("groups:card", MEMBERS, lambda world: audience("team"), methods=BOTH),
    Access("groups:card_back", MEMBERS, lambda world: {"pk": "unbekannt"}, methods=POST,
           why="a card that is not one's own changes nothing and tells nothing"),
    Access("groups:code", MEMBERS, methods=BOTH),
    Access("groups:switch", SIGNED_IN, methods=POST, why="changes nothing for whoever has none"),
    Access("groups:pause", MEMBERS, methods=POST),
    Access("groups:go", MEMBERS, methods=BOTH),
    Access("groups:gone", SIGNED_IN, why="whoever left belongs to no group any more"),
]  # fmt: skip
STATES = [
    PageState("groups:agreement", "agreed", "member"),
    PageState("groups:agreement", "changed", "member", changed),
    PageState("groups:agreement", "no tick", "member", changed, post={"agreed": ""}),
    PageState("groups:own", "member", "member"),
    PageState("groups:own", "orga", "orga"),
    PageState("groups:own", "closing", "member", closing),
    PageState("groups:own", "paused, two groups", "member", paused),
    PageState("groups:name", "empty", "member"),
    PageState("groups:name", "wrong", "member", post={"pseudonym": ""}),
    PageState("groups:post", "empty", "member"),
    PageState("groups:post", "wrong", "member", post={"silent_until": "nie"}),
    PageState("groups:cards", "none", "member"),
    PageState("groups:cards", "all", "member", with_cards),
    PageState("groups:card", "team", "member", lambda world: audience("team")),
    PageState("groups:card", "everybody", "member", lambda world: audience("alle")),
    PageState("groups:card", "one person", "member", lambda world: audience("eine")),
    PageState("groups:card", "wrong", "member", lambda world: audience("eine"),
              post={"code": "falsch", "profession": "Pflege"}),
    PageState("groups:card", "preview", "member", lambda world: audience("team"),
              post={**FULL_CARD, "preview": "1"}),
    PageState("groups:code", "asked", "member"),
    PageState("groups:go", "asked", "member"),
    PageState("groups:gone", "left", "stranger"),
    PageState("groups:gone", "still in another", "member"),
]  # fmt: skip

"""The pages of groups: who may see them, and in which states they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.network import make
from tests.network.groups.pages_calls import ACCESS as CALL_ACCESS
from tests.network.groups.pages_calls import STATES as CALL_STATES
from tests.network.groups.pages_orga import ACCESS as ORGA_ACCESS
from tests.network.groups.pages_orga import STATES as ORGA_STATES
from tests.network.groups.pages_own import ACCESS as OWN_ACCESS
from tests.network.groups.pages_own import STATES as OWN_STATES
from tests.network.world import World
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Group, JoinRequest, PublicMeeting, TalkSlot

BOTH = ("GET", "POST")
Args = Mapping[str, object]


def only_ours(world: World) -> Args:
    Group.objects.filter(pk=world.foreign.group.pk).update(public_until=None)
    return {}


def no_dates(world: World) -> Args:
    PublicMeeting.objects.all().delete()
    return only_ours(world)


def nobody_yet(world: World) -> Args:
    Group.objects.update(public_until=None)
    return {}


def all_closed(world: World) -> Args:
    Group.objects.update(takes_requests=False)
    return {}


def ours(world: World) -> Args:
    return {"slug": world.own.group.slug}


def closed(world: World) -> Args:
    Group.objects.update(is_closed=True)
    return ours(world)


def text(world: World) -> Args:
    return {
        "slug": world.own.group.slug,
        "page_slug": world.own.group.pages.earliest("shown_until", "pk").slug,
    }


def neighbour(world: World) -> Args:
    return {
        "slug": world.own.group.slug,
        "pk": world.own.group.partners.earliest("shown_until", "pk").pk,
    }


def asked(world: World, **fields: object) -> JoinRequest:
    return make.request(world.own.group, email="neu@example.org", **fields)


def link(world: World, **fields: object) -> Args:
    return {"token": make.request_link(asked(world, **fields))}


def with_slots(world: World) -> Args:
    make.slot(world.own.orga)
    return link(world)


def with_talk(world: World) -> Args:
    slot = make.slot(world.own.orga)
    row = asked(world)
    services.take_slot(row, slot.pk, now=now())
    return {"token": make.request_link(row)}


def with_room(world: World) -> Args:
    args = with_talk(world)
    TalkSlot.objects.update(starts_at=now() + timedelta(minutes=10))
    return args


def declined(world: World) -> Args:
    row = asked(world)
    note = f"Heute nicht. {LONG_WORD}"
    services.decide(row, by=world.own.orga, is_admitted=False, note=note, now=now())
    return {"token": make.request_link(row)}


def appealed(world: World) -> Args:
    row = asked(world)
    services.decide(row, by=world.own.orga, is_admitted=False, note="", now=now())
    services.appeal(row, text="Ich lerne noch.", now=now())
    return {"token": make.request_link(row)}


def admitted(world: World) -> Args:
    return link(world, state="admitted")


def admitted_without_address(world: World) -> Args:
    row = make.request(world.own.group, state="admitted")
    return {"token": make.request_link(row)}


def admitted_known(world: World) -> Args:
    row = make.request(world.own.group, email=str(world.stranger.email), state="admitted")
    return {"token": make.request_link(row)}


FULL = {
    "pseudonym": "Juno", "way": "mail", "email": "juno@klinik-beispiel.example",
    "profession": "Pflege",
}  # fmt: skip

ACCESS = [
    Access("groups:group", EVERYBODY),
    Access("groups:public", EVERYBODY, ours),
    Access("groups:page", EVERYBODY, text),
    Access("groups:leaving", EVERYBODY, neighbour),
    Access("groups:calendar", EVERYBODY, ours),
    Access("groups:feed", EVERYBODY, ours),
    Access("groups:limits", EVERYBODY),
    Access("groups:join", EVERYBODY),
    Access("groups:join_form", EVERYBODY, ours, methods=BOTH),
    Access("groups:sent", EVERYBODY),
    Access("groups:withdrawn", EVERYBODY),
    Access("groups:look", EVERYBODY, methods=BOTH),
    Access("groups:request", EVERYBODY, link, methods=BOTH, why="whoever has the link"),
    Access("groups:account", EVERYBODY, admitted, methods=BOTH, why="whoever has the link"),
    *OWN_ACCESS,
    *ORGA_ACCESS,
    *CALL_ACCESS,
]
STATES = [
    PageState("groups:group", "filled", "anonymous", only_ours),
    PageState("groups:group", "several groups", "anonymous"),
    PageState("groups:group", "no dates", "anonymous", no_dates),
    PageState("groups:group", "no group yet", "anonymous", nobody_yet),
    PageState("groups:group", "signed in", "member", only_ours),
    PageState("groups:public", "filled", "anonymous", ours),
    PageState("groups:public", "closed", "anonymous", closed),
    PageState("groups:page", "filled", "anonymous", text),
    PageState("groups:page", "signed in", "member", text),
    PageState("groups:leaving", "filled", "anonymous", neighbour),
    PageState("groups:limits", "page", "anonymous"),
    PageState("groups:join", "several groups", "anonymous"),
    PageState("groups:join", "nobody takes requests", "anonymous", all_closed),
    PageState("groups:join_form", "empty", "anonymous", ours),
    PageState("groups:join_form", "wrong", "anonymous", ours, post={"way": "mail"}),
    PageState("groups:join_form", "warned", "anonymous", ours, post=FULL),
    PageState("groups:sent", "with address", "anonymous"),
    PageState("groups:withdrawn", "page", "anonymous"),
    PageState("groups:look", "empty", "anonymous"),
    PageState("groups:look", "wrong", "anonymous", post={"code": "nichts"}),
    PageState("groups:request", "no times", "anonymous", link),
    PageState("groups:request", "times", "anonymous", with_slots),
    PageState("groups:request", "no time chosen", "anonymous", with_slots, post={"act": "slot"}),
    PageState("groups:request", "talk", "anonymous", with_talk),
    PageState("groups:request", "room open", "anonymous", with_room),
    PageState("groups:request", "declined", "anonymous", declined),
    PageState("groups:request", "appeal empty", "anonymous", declined, post={"act": "appeal"}),
    PageState("groups:request", "appealed", "anonymous", appealed),
    PageState("groups:request", "final", "anonymous", lambda world: link(world, state="closed")),
    PageState("groups:request", "admitted", "anonymous", admitted),
    PageState("groups:request", "over", "anonymous", lambda world: {"token": "vorbei"}),
    PageState("groups:account", "new", "anonymous", admitted),
    PageState("groups:account", "wrong", "anonymous", admitted, post={"pseudonym": ""}),
    PageState("groups:account", "known", "anonymous", admitted_known),
    PageState("groups:account", "without address", "anonymous", admitted_without_address),
    PageState("groups:account", "signed in", "stranger", admitted),
    *OWN_STATES,
    *ORGA_STATES,
    *CALL_STATES,
]

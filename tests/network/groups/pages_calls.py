"""The pages of a call and of a group's end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.network import make
from tests.network.world import World
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Call, Group

BOTH, POST = ("GET", "POST"), ("POST",)
ANY_ORGA = frozenset({"orga", "foreign_orga"})
LISTS = "each orga sees its own group"
Args = Mapping[str, object]


def called(world: World) -> Args:
    facts = {
        "text": f"Wir gründen.\n\n{LONG_WORD}", "capacity": 48,
        "open_until": today() + timedelta(days=20), "meeting_at": now() + timedelta(days=30),
    }  # fmt: skip
    call = services.keep_call(world.own.group, facts, now=now())
    make.request(world.own.group, call=call)
    return {"slug": world.own.group.slug}


def own_call(world: World) -> Args:
    called(world)
    return {}


def over(world: World) -> Args:
    called(world)
    Call.objects.update(open_until=today() - timedelta(days=1))
    return {}


def closing(world: World) -> Args:
    Group.objects.update(closes_on=today() + timedelta(days=20))
    return {}


ACCESS = [
    Access("groups:call", EVERYBODY, called),
    Access("groups:sign_up", EVERYBODY, called, methods=BOTH),
    Access("groups:flyer", EVERYBODY, called),
    Access("groups:newsletter", EVERYBODY, called),
    Access("groups:call_edit", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:wave", ANY_ORGA, methods=POST, why=LISTS),
    Access("groups:call_end", ANY_ORGA, methods=POST, why=LISTS),
    Access("groups:closing", ANY_ORGA, methods=BOTH, why=LISTS),
]
STATES = [
    PageState("groups:call", "open", "anonymous", called),
    PageState("groups:public", "with a call", "anonymous", called),
    PageState("groups:sign_up", "empty", "anonymous", called),
    PageState("groups:call_edit", "none yet", "orga"),
    PageState("groups:call_edit", "open", "orga", own_call),
    PageState("groups:call_edit", "over", "orga", over),
    PageState("groups:call_edit", "wrong", "orga", post={"text": "", "day": "3.5.2027"}),
    PageState("groups:closing", "asked", "orga"),
    PageState("groups:closing", "planned", "orga", closing),
    PageState("groups:closing", "too soon", "orga", post={"on": "1.1.2020"}),
]

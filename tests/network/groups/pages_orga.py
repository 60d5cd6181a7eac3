"""The pages of the orga and of the house keeper."""

from __future__ import annotations

from collections.abc import Mapping

from tests.network import make
from tests.network.world import World
from tests.registry import LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Duty, DutyKind, Group, JoinRequest
from wirwissen.network.meetings.services import keep_room

BOTH, POST = ("GET", "POST"), ("POST",)
OWN_ORGA = frozenset({"orga"})
ANY_ORGA = frozenset({"orga", "foreign_orga"})
KEEPER = frozenset({"keeper"})
LISTS = "each orga sees its own group"
Args = Mapping[str, object]


def text(world: World) -> Args:
    return {"pk": world.own.group.pages.earliest("shown_until", "pk").pk}


def neighbour(world: World) -> Args:
    return {"pk": world.own.group.partners.earliest("shown_until", "pk").pk}


def _request(world: World) -> JoinRequest:
    row = make.request(world.own.group)
    JoinRequest.objects.filter(pk=row.pk).update(pseudonym=f"Juno {LONG_WORD}")
    return row


def request(world: World) -> Args:
    return {"pk": _request(world).pk}


def talk(world: World) -> Args:
    row, slot = _request(world), make.slot(world.own.orga)
    services.take_slot(row, slot.pk, now=now())
    return {"pk": row.pk}


def waiting(world: World) -> Args:
    talk(world)
    _request(world)
    make.slot(world.own.orga)
    make.slot(world.own.second_orga)
    return {}


def appealed(world: World) -> Args:
    row = _request(world)
    services.decide(row, by=world.own.orga, is_admitted=False, note="", now=now())
    services.appeal(row, text=f"Ich lerne noch. {LONG_WORD}", now=now())
    return {"pk": row.pk}


def slot(world: World) -> Args:
    return {"pk": make.slot(world.own.orga).pk}


def duty(world: World) -> Args:
    return {"pk": Duty.objects.get(member=world.own.confidant).pk}


def without_orga(world: World) -> Args:
    Duty.objects.filter(member__group=world.own.group).delete()
    return {"pk": world.own.group.pk}


def house_without_orga(world: World) -> Args:
    without_orga(world)
    return {}


def known_room(world: World) -> Args:
    keep_room(world.own.group, operator=f"Raum {LONG_WORD}", address="https://raum.example/a/")
    services.take_duty(world.own.second_orga, DutyKind.ORGA, by=world.own.orga, now=now())
    return {}


def no_group(world: World) -> Args:
    Group.objects.all().delete()
    return {}


def hidden(world: World) -> Args:
    Group.objects.update(public_until=None)
    return {}


MARKDOWN = f"---\ntitle: Werte {LONG_WORD}\nlayout: page\n---\n# Werte\n\nStill."

ACCESS = [
    Access("groups:orga", ANY_ORGA, why=LISTS),
    Access("groups:texts", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:settled", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:visibility", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:retreat", ANY_ORGA, methods=POST, why=LISTS),
    Access("groups:page_new", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:page_import", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:page_edit", OWN_ORGA, text, methods=BOTH),
    Access("groups:partner_new", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:partner_edit", OWN_ORGA, neighbour, methods=BOTH),
    Access("groups:requests", ANY_ORGA, why=LISTS),
    Access("groups:answer", OWN_ORGA, request, methods=BOTH),
    Access("groups:slot_new", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:slot_drop", OWN_ORGA, slot, methods=POST),
    Access("groups:duties", ANY_ORGA, methods=BOTH, why=LISTS),
    Access("groups:duty_take", OWN_ORGA, duty, methods=POST),
    Access("groups:house", KEEPER),
    Access("groups:found", KEEPER, methods=BOTH),
    Access("groups:rescue", KEEPER, without_orga, methods=BOTH),
]
STATES = [
    PageState("groups:orga", "filled", "orga"),
    PageState("groups:orga", "something waits", "orga", waiting),
    PageState("groups:texts", "filled", "orga"),
    PageState("groups:texts", "wrong", "orga", post={"name": ""}),
    PageState("groups:settled", "filled", "orga"),
    PageState("groups:settled", "wrong", "orga", post={"windows": "25"}),
    PageState("groups:visibility", "public", "orga"),
    PageState("groups:visibility", "hidden", "orga", hidden),
    PageState("groups:visibility", "wrong", "orga", post={"public_until": "immer"}),
    PageState("groups:page_new", "empty", "orga"),
    PageState("groups:page_new", "wrong", "orga", post={"title": ""}),
    PageState("groups:page_edit", "filled", "orga", text),
    PageState("groups:page_import", "empty", "orga"),
    PageState("groups:page_import", "wrong", "orga", post={"text": "---\ntitle: ohne Ende"}),
    PageState("groups:page_import", "read", "orga",
              post={"text": MARKDOWN, "shown_until": f"{now():%d.%m.%Y}"}),
    PageState("groups:partner_new", "empty", "orga"),
    PageState("groups:partner_new", "wrong", "orga", post={"url": "kein Netz"}),
    PageState("groups:partner_edit", "filled", "orga", neighbour),
    PageState("groups:requests", "nobody", "orga"),
    PageState("groups:requests", "filled", "orga", waiting),
    PageState("groups:answer", "no talk", "orga", request),
    PageState("groups:answer", "talk", "orga", talk),
    PageState("groups:answer", "wrong", "orga", request, post={"answer": ""}),
    PageState("groups:answer", "appeal, one's own answer", "orga", appealed),
    PageState("groups:slot_new", "empty", "orga"),
    PageState("groups:slot_new", "wrong", "orga", post={"day": "gestern"}),
    PageState("groups:duties", "filled", "orga"),
    PageState("groups:duties", "wrong", "orga", post={"kind": "orga", "code": "falsch"}),
    PageState("groups:house", "filled", "keeper"),
    PageState("groups:house", "no group", "keeper", no_group),
    PageState("groups:house", "without orga", "keeper", house_without_orga),
    PageState("groups:found", "empty", "keeper"),
    PageState("groups:found", "wrong", "keeper", post={"name": ""}),
    PageState("groups:rescue", "empty", "keeper", without_orga),
    PageState("groups:rescue", "wrong", "keeper", without_orga, post={"code": "falsch"}),
    PageState("today", "a request waits", "orga", waiting),
    PageState("today", "a first group", "keeper", no_group),
    PageState("meetings:room", "known outside", "orga", known_room),
    PageState("today", "a room to renew", "orga", known_room),
    PageState("today", "a group without orga", "keeper", house_without_orga),
    PageState("today", "without orga", "member", house_without_orga),
]  # fmt: skip

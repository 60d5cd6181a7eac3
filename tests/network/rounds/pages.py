"""The pages of rounds: who may see them, and in which states they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from tests.network import make
from tests.network.rounds import make_rounds
from tests.network.world import World
from tests.registry import LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.groups.services import give_duty, take_duty
from wirwissen.network.rounds import services
from wirwissen.network.rounds.models import Place, PlaceState, Round

OWN_GROUP = frozenset({"member", "orga", "confidant", "facilitator"})
MEMBERS = OWN_GROUP | {"foreign_member", "foreign_orga"}
FACILITATOR = frozenset({"facilitator"})
BOTH = ("GET", "POST")
Args = Mapping[str, object]


def planned(world: World) -> Round:
    give_duty(world.own.fellow, DutyKind.FACILITATOR, by=None, now=now())
    return make_rounds.a_round(world.own.facilitator, world.own.fellow, tail=f" {LONG_WORD}")


def one(world: World) -> Args:
    return {"pk": planned(world).pk}


def listed(world: World) -> Args:
    planned(world)
    return {}


def waiting(world: World) -> Args:
    found = planned(world)
    services.sign_up(found.pk, world.own.member, now=now())
    return {"pk": found.pk}


def offered(world: World) -> Args:
    args = waiting(world)
    services.settle(str(args["pk"]), now=now())
    return args


def booked(world: World) -> Args:
    args = offered(world)
    services.take_place(str(args["pk"]), world.own.member, now=now())
    services.keep_workbook(Round.objects.get(pk=args["pk"]), b"%PDF-1.7 Heft")
    return args


def cancelled(world: World) -> Args:
    found = planned(world)
    services.cancel_round(found, now=now())
    return {"pk": found.pk}


def alone(world: World) -> Args:
    found = planned(world)
    take_duty(world.own.fellow, DutyKind.FACILITATOR, by=None, now=now())
    return {"pk": found.pk}


OWN = "a list page: members of another group see their own, nobody else's"
ACCESS = [
    Access("rounds:rounds", MEMBERS, why=OWN),
    Access("rounds:round", OWN_GROUP, one, methods=BOTH),
    Access("rounds:workbook", frozenset({"member", "facilitator"}), booked),
    Access("rounds:led", FACILITATOR),
    Access("rounds:new", FACILITATOR, methods=BOTH),
    Access("rounds:room", FACILITATOR, one, methods=BOTH),
    Access("rounds:upload", FACILITATOR, one, methods=BOTH),
    Access("rounds:cancel", FACILITATOR, one, methods=BOTH),
]
STATES = [
    PageState("rounds:rounds", "one", "member", listed),
    PageState("rounds:rounds", "none", "facilitator"),
    PageState("rounds:round", "open", "member", one),
    PageState("rounds:round", "waiting", "member", waiting),
    PageState("rounds:round", "offered", "member", offered),
    PageState("rounds:round", "booked", "member", booked),
    PageState("rounds:round", "too late", "member", waiting, post={"take": "1"}),
    PageState("rounds:led", "one", "facilitator", listed),
    PageState("rounds:led", "none", "facilitator"),
    PageState("rounds:new", "empty", "facilitator"),
    PageState("rounds:new", "wrong", "facilitator", post={"second": "Niemand"}),
    PageState("rounds:room", "booked", "facilitator", booked),
    PageState("rounds:room", "alone", "facilitator", alone),
    PageState("rounds:room", "no such second", "facilitator", alone, post={"second": "Niemand"}),
    PageState("rounds:room", "cancelled", "facilitator", cancelled),
    PageState("rounds:upload", "empty", "facilitator", one),
    PageState("rounds:upload", "wrong", "facilitator", one, post={"licensed": ""}),
    PageState("rounds:cancel", "asked", "facilitator", one),
]


def grow(world: World) -> None:
    """One more round, and one more person in each."""
    planned(world)
    for found in Round.objects.filter(group=world.own.group):
        Place.objects.create(round=found, member=make.member(world.own.group),
                             state=PlaceState.BOOKED, waiting_since=now())  # fmt: skip

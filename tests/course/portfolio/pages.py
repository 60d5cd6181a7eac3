"""Who may see the pages of the portfolio, and in which states they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.registry import Access, PageState
from tests.world import World
from wirwissen.course.portfolio import services
from wirwissen.course.portfolio.models import Suitability
from wirwissen.foundation.core.clock import now, today

LEAD, OFFICE = frozenset({"lead"}), frozenset({"office"})
STAFF = frozenset({"lead", "office"})
SIGNED_IN = frozenset({
    "applicant", "participant", "fellow", "lead", "releaser", "office", "umbrella",
    "foreign_applicant",
    "foreign_participant", "foreign_lead", "foreign_office",
})  # fmt: skip
BOTH, POST = ("GET", "POST"), ("POST",)


def a_person(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk}


def a_handed_in(world: World) -> Mapping[str, object]:
    hand_in(world)
    return a_person(world)


ACCESS = [
    Access("portfolio:own", SIGNED_IN, methods=BOTH, why="empty without a place in a cohort"),
    Access("portfolio:participant", STAFF, a_person),
    Access("portfolio:state", STAFF, a_person, BOTH),
    Access("portfolio:read", LEAD, a_handed_in, POST),
    Access("portfolio:presentation", STAFF, a_person, BOTH),
    Access("portfolio:suitability", LEAD, a_person, POST),
    Access("portfolio:payments", OFFICE, a_person, BOTH),
]


def hand_in(world: World) -> Mapping[str, object]:
    """Everything handed in and read, one signature, one no, presented."""
    who = world.own.participant
    services.keep_state(
        who, sections=["Spurensuche", "Planung"], pages=34, handed_in_on=today(), by=who.person,
        now=now(),
    )  # fmt: skip
    services.mark_read(who, by_name="Amara Okafor")
    services.present(who, on=today() - timedelta(days=1), now=now())
    return {}


def in_talk(world: World) -> Mapping[str, object]:
    hand_in(world)
    for signer, declined in ((world.own.lead, False), (world.own.second_lead, True)):
        Suitability.objects.create(
            participant=world.own.participant, signer=signer, signer_name="Amara Okafor",
            declined=declined, signed_at=now(),
        )  # fmt: skip
    return a_person(world)


TOMORROW = {"pages": "34", "handed_in_on": "1.1.2999"}

STATES = [
    PageState("portfolio:own", "no-place", "applicant"),
    PageState("portfolio:own", "empty", "participant"),
    PageState("portfolio:own", "handed-in", "participant", hand_in),
    PageState("portfolio:own", "error", "participant", post=TOMORROW),
    PageState("portfolio:participant", "empty", "lead", a_person),
    PageState("portfolio:participant", "in-talk", "lead", in_talk),
    PageState("portfolio:participant", "handed-in", "office", a_handed_in),
    PageState("portfolio:state", "empty", "lead", a_person),
    PageState("portfolio:state", "error", "office", a_person, post=TOMORROW),
    PageState("portfolio:presentation", "empty", "lead", a_person),
    PageState("portfolio:presentation", "error", "lead", a_person, post={"on": "gestern"}),
    PageState("portfolio:payments", "empty", "office", a_person),
    PageState("portfolio:payments", "error", "office", a_person, post={"due": "", "paid": "x"}),
]

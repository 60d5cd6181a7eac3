"""Who may see the pages of the internships, and in which states they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests import make
from tests.registry import EVERYBODY, Access, PageState
from tests.world import World
from wirwissen.course.internships import services
from wirwissen.foundation.core.clock import now, today

STAFF = frozenset({"lead", "office"})
OWN = frozenset({"participant", *STAFF})
SIGNED_IN = frozenset({
    "applicant", "participant", "fellow", "lead", "releaser", "office", "umbrella",
    "foreign_applicant",
    "foreign_participant", "foreign_lead", "foreign_office",
})  # fmt: skip
BOTH = ("GET", "POST")
LEARNERS = frozenset({"participant", "fellow", "foreign_participant"})


def a_person(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk}


def a_placement(world: World) -> Mapping[str, object]:
    return {"pk": make.placement(world.own.participant, host_email="h@example.org").pk}


def a_link(world: World) -> Mapping[str, object]:
    placement = make.placement(world.own.participant, host_email="h@example.org")
    return {"token": services.send_host_link(placement, now=now())}


def number(world: World) -> Mapping[str, object]:
    return {"no": 1}


def person_and_number(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk, "no": 1}


ACCESS = [
    Access("internships:own", SIGNED_IN, why="empty for whoever has no place in a cohort"),
    Access("internships:role", SIGNED_IN),
    Access("internships:new", LEARNERS, number, BOTH, why="always the own participation"),
    Access("internships:report", LEARNERS, number, BOTH, why="always the own participation"),
    Access("internships:change", OWN, a_placement, BOTH),
    Access("internships:link", OWN, a_placement, BOTH),
    Access("internships:sheet", OWN, a_placement),
    Access("internships:withdraw", OWN, a_placement, BOTH),
    Access("internships:confirm", EVERYBODY, a_link, BOTH, why="an act link, no account"),
    Access("internships:participant", STAFF, a_person),
    Access("internships:new_for", STAFF, person_and_number, BOTH),
    Access("internships:report_for", STAFF, person_and_number, BOTH),
    Access("internships:paper", STAFF, a_placement, BOTH),
    Access("internships:override", STAFF, a_placement, BOTH),
]


PAST = {"from_on": date(2026, 5, 4), "to_on": date(2026, 5, 15)}  # hosts confirm what was


def filled(world: World) -> Mapping[str, object]:
    """Two confirmed places, one waiting, one taken back, and a report."""
    who = world.own.participant
    for quarters in (96, 64):
        row = make.placement(who, quarter_hours=quarters, **PAST)
        services.confirm(row, by_name="Kim Sander", how="link", on=today(), now=now())
    make.placement(who, no=2, quarter_hours=159)
    services.withdraw(make.placement(who, no=2), reason="falsche Person", now=now())
    services.hand_in_report(who, no=1, on=today(), by=who.person, now=now())
    return {}


def filled_person(world: World) -> Mapping[str, object]:
    filled(world)
    return a_person(world)


def confirmed_link(world: World) -> Mapping[str, object]:
    placement = make.placement(world.own.participant, host_email="h@example.org", **PAST)
    token = services.send_host_link(placement, now=now())
    services.confirm(placement, by_name="Kim Sander", how="link", on=today(), now=now())
    return {"token": token}


def reported(world: World) -> Mapping[str, object]:
    filled(world)
    return {"no": 1}


STATES = [
    PageState("internships:own", "empty", "participant"),
    PageState("internships:own", "filled", "participant", filled),
    PageState("internships:own", "no-place", "applicant"),
    PageState("internships:role", "shown", "participant"),
    PageState("internships:new", "empty", "participant", number),
    PageState("internships:new", "error", "participant", number, post={"host": "", "hours": "x"}),
    PageState("internships:report", "empty", "participant", number),
    PageState("internships:report", "known", "participant", reported),
    PageState("internships:change", "filled", "participant", a_placement),
    PageState("internships:link", "ready", "participant", a_placement),
    PageState("internships:sheet", "shown", "participant", a_placement),
    PageState("internships:withdraw", "empty", "participant", a_placement),
    PageState("internships:confirm", "open", "anonymous", a_link),
    PageState("internships:confirm", "done", "anonymous", confirmed_link),
    PageState("internships:confirm", "over", "anonymous", lambda world: {"token": "x" * 32}),
    PageState("internships:participant", "empty", "lead", a_person),
    PageState("internships:participant", "filled", "lead", filled_person),
    PageState("internships:new_for", "empty", "office", person_and_number),
    PageState("internships:report_for", "empty", "office", person_and_number),
    PageState("internships:paper", "empty", "lead", a_placement),
    PageState("internships:override", "empty", "lead", a_placement),
]

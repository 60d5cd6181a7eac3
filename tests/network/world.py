"""One small world of the network house for the guards: two groups, nobody in both."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from tests.clients import HouseClient, client_of
from tests.network import make
from tests.network.meetings.scene import furnish_meetings, grow_meetings
from tests.registry import LONG_WORD
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import today
from wirwissen.network.groups.models import Audience, DutyKind, Group, Member, PublicMeeting

# Who may knock at a page. "keeper" set the house up and belongs to no group.
ACTORS = (
    "anonymous", "keeper", "stranger", "member", "orga", "confidant", "facilitator",
    "foreign_member", "foreign_orga",
)  # fmt: skip


@dataclass
class Side:
    """One group with one of everybody."""

    group: Group
    member: Member
    fellow: Member
    orga: Member
    second_orga: Member
    confidant: Member
    facilitator: Member
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    own: Side
    foreign: Side
    organisation: Organisation
    keeper: User
    stranger: User

    def user(self, actor: str) -> User | None:
        """The user behind a name of `ACTORS`; `None` for anonymous."""
        if actor == "anonymous":
            return None
        if actor in {"keeper", "stranger"}:
            found: User = getattr(self, actor)
            return found
        side = self.foreign if actor.startswith("foreign_") else self.own
        member: Member = getattr(side, actor.removeprefix("foreign_"))
        return member.user

    def client(self, actor: str, *, strong: bool = True) -> HouseClient:
        """A browser in which that person is signed in."""
        return client_of(self.user(actor), strong=strong)


def make_world(*, long_words: bool = False) -> World:
    """`long_words`: on the own side every name and text ends with a word of 40 letters, which no
    browser can break by itself."""
    tail = f" {LONG_WORD}" if long_words else ""
    place, keeper = make.organisation(f"Träger{tail}"), make.user()
    Membership.objects.create(
        organisation=place, user=keeper, role=Role.OFFICE.value, name=f"Robin{tail}", since=today()
    )
    own = _side(place, "Kreis", tail)
    return World(
        own=own, foreign=_side(place, "Anderer Kreis", ""), organisation=place, keeper=keeper,
        stranger=make.user(),
    )  # fmt: skip


def grow(world: World) -> None:
    """One more of everything that stands in a list somewhere, on the own side."""
    count = PublicMeeting.objects.count()
    make.public_meeting(world.own.group, -40 - count, "Noch ein Thema")
    orga = make.member(world.own.group, DutyKind.ORGA)
    make.page(world.own.group, f"Noch ein Text {count}")
    make.partner(world.own.group, f"Noch jemand {count}")
    make.slot(orga).request = make.request(world.own.group)
    make.slot(orga)
    make.card(world.own.member, Audience.PERSON, to=orga)
    make.card(orga, Audience.PERSON, to=world.own.member)
    for name in ("care", "rounds", "papers"):  # imported here: an app's pages import this module
        import_module(f"tests.network.{name}.pages").grow(world)
    grow_meetings(world.own)


def _side(place: Organisation, name: str, tail: str) -> Side:
    group = make.group(
        f"{name}{tail}", organisation=place, for_whom=f"Für Fachleute.{tail}",
        how_we_meet=f"Einmal im Monat.{tail}", values=[f"Niemand muss sich zeigen.{tail}"],
        agreement=f"Was hier gesprochen wird, bleibt hier.{tail}",
        scope=f"Wer im psychosozialen Bereich arbeitet oder lernt.{tail}", offers_feeds=True,
    )  # fmt: skip
    for days in (-30, 12):
        make.public_meeting(group, days, f"Ein Thema{tail}")
    make.page(group, f"Ein Text{tail}")
    make.partner(group, f"Nachbarn{tail}")

    def somebody(word: str, *duties: DutyKind) -> Member:
        return make.member(group, *duties, pseudonym=f"{word}{tail[:30]}")

    side = Side(
        group=group,
        member=somebody("Amsel"),
        fellow=somebody("Fink"),
        orga=somebody("Meise", DutyKind.ORGA),
        second_orga=somebody("Star", DutyKind.ORGA),
        confidant=somebody("Drossel", DutyKind.CONFIDANT),
        facilitator=somebody("Zeisig", DutyKind.FACILITATOR),
    )
    furnish_meetings(side, tail)
    return side

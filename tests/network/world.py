"""One small world of the network house for the guards over all pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.clients import HouseClient, client_of
from tests.registry import LONG_WORD
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups.models import Group, PublicMeeting

ACTORS = ("anonymous", "member", "orga")


@dataclass
class World:
    """A group, its public dates, somebody with an account, and whoever set the house up."""

    group: Group
    organisation: Organisation
    member: User
    orga: User

    def user(self, actor: str) -> User | None:
        """The user behind a name of `ACTORS`; `None` for anonymous."""
        return {"anonymous": None, "member": self.member, "orga": self.orga}[actor]

    def client(self, actor: str, *, strong: bool = True) -> HouseClient:
        """A browser in which that person is signed in."""
        return client_of(self.user(actor), strong=strong)


def make_world(*, long_words: bool = False) -> World:
    """`long_words`: names and topics end with a word of 40 letters that no browser can break."""
    tail = f" {LONG_WORD}" if long_words else ""
    group = Group.objects.create(
        name=f"Kreis{tail}", slug="kreis", for_whom=f"Für Fachleute.{tail}",
        how_we_meet=f"Einmal im Monat.{tail}", values=[f"Niemand muss sich zeigen.{tail}"],
    )  # fmt: skip
    for days in (-30, 12):
        _meeting(group, days, f"Ein Thema{tail}")
    place = Organisation.objects.create(name=f"Träger{tail}", slug="traeger")
    member, orga = (
        User.objects.create_user(email=f"{name}@example.org", password="vier stille Birken 9")
        for name in ("kim", "robin")
    )
    Membership.objects.create(
        organisation=place, user=orga, role=Role.OFFICE.value, name=f"Robin{tail}", since=today()
    )
    return World(group=group, organisation=place, member=member, orga=orga)


def grow(world: World) -> None:
    """One more of everything that stands in a list somewhere."""
    count = PublicMeeting.objects.count()
    _meeting(world.group, -40 - count, "Noch ein Thema")


def _meeting(group: Group, days: int, topic: str) -> None:
    starts = now() + timedelta(days=days)
    PublicMeeting.objects.create(
        group=group, starts_at=starts, ends_at=starts + timedelta(hours=2), topic=topic
    )

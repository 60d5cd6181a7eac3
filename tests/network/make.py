"""Typed makers for the network house: one row each, all values invented."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.clock import today as clock_today
from wirwissen.network.groups import services
from wirwissen.network.groups.models import (
    Audience,
    Card,
    DutyKind,
    Group,
    JoinRequest,
    Member,
    Partner,
    PublicMeeting,
    PublicPage,
    TalkSlot,
)

PASSWORD = "vier stille Birken 9"
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
_number = itertools.count(1)


def user(email: str | None = "", **fields: Any) -> User:
    """An account with a password; `None`: without address."""
    address = f"mensch{next(_number)}@example.org" if email == "" else email
    return User.objects.create_user(email=address, password=PASSWORD, **fields)


def organisation(name: str = "Träger", **fields: Any) -> Organisation:
    return Organisation.objects.create(**{"name": name, "slug": f"t{next(_number)}", **fields})


def group(name: str = "Lindenkreis", **fields: Any) -> Group:
    """A group without members."""
    words = {"for_whom": "Für Fachleute.", "how_we_meet": "Einmal im Monat.", "agreement": "Still."}
    shown = {"public_until": clock_today() + timedelta(days=365)}
    number = f"g{next(_number)}"
    return Group.objects.create(**{"name": name, "slug": number, **words, **shown, **fields})


def member(
    of: Group | None = None, *duties: DutyKind, pseudonym: str = "", **fields: Any
) -> Member:
    """A member with an account of their own and these duties."""
    place = of or group()
    name = pseudonym or f"Name {next(_number)}"
    row = services.add_member(place, user(), pseudonym=name, now=clock_now())
    for duty in duties:
        services.give_duty(row, duty, by=None, now=clock_now())
    for key, value in fields.items():
        setattr(row, key, value)
    row.save()
    return row


def public_meeting(of: Group, days: int, topic: str = "Ein Thema") -> PublicMeeting:
    """A published date so many days from now."""
    starts = clock_now() + timedelta(days=days)
    return PublicMeeting.objects.create(
        group=of, starts_at=starts, ends_at=starts + timedelta(hours=2), topic=topic,
        shown_until=clock_today() + timedelta(days=365 + days),
    )  # fmt: skip


def request(of: Group | None = None, *, email: str = "", **fields: Any) -> JoinRequest:
    """A request to join; without address unless one is given."""
    place = of or group()
    row, _code = services.ask_to_join(
        place, pseudonym=f"Neu {next(_number)}", email=email, profession="Pflege",
        own_experience=True, now=clock_now(),
    )  # fmt: skip
    for key, value in fields.items():
        setattr(row, key, value)
    row.save()
    return row


def request_link(row: JoinRequest) -> str:
    """A living link's token for this request."""
    return create_act(purpose="join", target=row.pk, expires_at=clock_now() + timedelta(days=30))


def slot(by: Member, days: int = 3) -> TalkSlot:
    """A time that somebody of the orga offers."""
    starts = clock_now() + timedelta(days=days, seconds=next(_number))
    room = "https://raum.example/still"
    return services.offer_slot(by, starts_at=starts, room=room, now=clock_now())


def page(of: Group, title: str = "Ein Text", layout: str = "page") -> PublicPage:
    """A public page."""
    until = clock_today() + timedelta(days=30)
    return services.keep_page(of, title=title, layout=layout, body="## Wort\n\nText.",
                              shown_until=until)  # fmt: skip


def partner(of: Group, name: str = "Nachbarn") -> Partner:
    """A neighbour."""
    facts = {
        "name": name, "url": "https://nachbarn.example/", "about": "Treffen sich auch.",
        "is_sister": True, "shown_until": clock_today() + timedelta(days=30),
    }  # fmt: skip
    return services.keep_partner(of, facts=facts)


def card(member: Member, audience: Audience = Audience.ORGA, **fields: Any) -> Card:
    """A card that shows a profession for a month."""
    facts = {"profession": "Pflege", "region": "", "workplace": "", "contact": ""}
    until = clock_today() + timedelta(days=30)
    return services.show_card(member, audience, facts=facts, shown_until=until, **fields)

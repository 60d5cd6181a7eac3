"""Typed makers for the network house: one row each, all values invented."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.network.groups import services
from wirwissen.network.groups.models import DutyKind, Group, Member, PublicMeeting

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
    return Group.objects.create(**{"name": name, "slug": f"g{next(_number)}", **words, **fields})


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
        group=of, starts_at=starts, ends_at=starts + timedelta(hours=2), topic=topic
    )

"""What only two people may do together: one asks, another confirms in time, then it is open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

CONFIRM_WITHIN = timedelta(minutes=30)
OPEN_FOR = timedelta(minutes=60)
CHECK_EVERY = timedelta(days=200)  # crisis numbers; source: product/network-house.md, 13


class JointKind(StrEnum):
    """What two people of the orga open together."""

    CONTACT = "contact"
    EXPORT = "export"


def may_confirm(*, asked_by: str | None, by: str, asked_at: datetime, now: datetime) -> bool:
    """Whether somebody may be the second: another person, within 30 minutes.

    A first person who is gone (`None`) takes the request along.
    """
    return asked_by is not None and asked_by != by and now < asked_at + CONFIRM_WITHIN


def is_open(*, confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether it can be read: for an hour after the second person confirmed."""
    return confirmed_at is not None and confirmed_at <= now < confirmed_at + OPEN_FOR


def numbers_are_old(*, checked_on: date, today: date) -> bool:
    """Whether somebody should call the crisis numbers again."""
    return today - checked_on > CHECK_EVERY

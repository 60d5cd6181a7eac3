"""When a mail to a member may go, and under which neutral subject."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

# A member picks one. None says what it is about; the first is what everybody begins with.
SUBJECTS = (
    "Es gibt etwas Neues",
    "Kurze Nachricht",
    "Zur Erinnerung",
    "Nachricht für dich",
    "Eine Neuigkeit",
)
QUIET_FROM, QUIET_TO = time(21), time(8)


def subject_of(number: int) -> str:
    """The subject a member picked; the first where the list got shorter since."""
    return SUBJECTS[number] if 0 <= number < len(SUBJECTS) else SUBJECTS[0]


def deliver_at(now: datetime) -> datetime:
    """When a mail written now may go: never between 21 and 8 o'clock, local time.

    `now` is aware and in the house's zone. Source: product/network-house.md, 15.
    """
    clock = now.time()
    if QUIET_TO <= clock < QUIET_FROM:
        return now
    day = now.date() + timedelta(days=1) if clock >= QUIET_FROM else now.date()
    return datetime.combine(day, QUIET_TO, tzinfo=now.tzinfo)


def is_silent(silent_until: date | None, *, today: date) -> bool:
    """Whether somebody wants no mail today; the last day counts."""
    return silent_until is not None and today <= silent_until

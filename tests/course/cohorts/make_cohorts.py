"""Makers of whole cohorts for the tests of this app."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from tests import make
from wirwissen.course.cohorts.models import Attendance, Cohort, MakeUp, Participant, Session
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today

LONG_NAME = "Gesundheitsförderungsmaßnahmenbewilligerin von der Heydebrinkmannshausen"
WEEKEND = (("Fr Nm", 0, 14, 6), ("Sa Vm", 1, 9, 5), ("Sa Nm", 1, 14, 5), ("So", 2, 9, 6))


def staff(of: Cohort, name: str = "Amara Okafor", who: User | None = None) -> Staff:
    """A lead of the cohort's house, as services want to know them."""
    user = who or make.member(Role.LEAD, of.organisation, name=name)
    return Staff(user=user, organisation=of.organisation, roles=frozenset({Role.LEAD}), name=name)


def weekend(of: Cohort, part: str, first_day: datetime) -> list[Session]:
    """Four blocks of 6 + 5 + 5 + 6 units from a Friday (its midnight)."""
    return [
        make.session(
            of,
            part=part,
            label=label,
            starts_at=first_day + timedelta(days=days, hours=hour),
            ends_at=first_day + timedelta(days=days, hours=hour + 4),
            units=Decimal(units),
        )
        for label, days, hour, units in WEEKEND
    ]


def weekends(of: Cohort, *, held: int, to_come: int = 0) -> list[Session]:
    """Modules m1 … held and to come, four weeks apart, the last held one a week ago."""
    start = now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=7)
    sessions: list[Session] = []
    for number in range(held + to_come):
        first_day = start + timedelta(weeks=4 * (number - held + 1), days=-3)
        sessions += weekend(of, f"m{number + 1}", first_day)
    return sessions


def people(of: Cohort, count: int) -> list[Participant]:
    """So many people whose order in lists is the order they were made in."""
    return [make.participant(of, name=f"Mensch {number:02}") for number in range(1, count + 1)]


def all_there(sessions: Sequence[Session], people: Sequence[Participant]) -> None:
    """Everybody attended everything."""
    Attendance.objects.bulk_create(
        Attendance(session=one, participant=who, units=one.units, entered_at=now())
        for one in sessions
        for who in people
    )


def makeup(of: Participant, part: str, units: str, **fields: object) -> MakeUp:
    """A confirmed make-up in another town, attended in person."""
    fields.setdefault("confirmed_on", today())
    fields.setdefault("from_on", today() - timedelta(days=3))
    fields.setdefault("to_on", today() - timedelta(days=1))
    fields.setdefault("site", "Haus am Anger, Bremen")
    return MakeUp.objects.create(participant=of, part=part, units=Decimal(units), **fields)


def values(*given: object) -> tuple[object, ...]:
    """Several values to compare at once: a decimal and a whole number may be equal."""
    return given

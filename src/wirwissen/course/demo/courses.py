"""The two cohorts of the demo: one in the middle of its year, one that closed 23 months ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind, Session
from wirwissen.course.cohorts.rules.sheet import Mark
from wirwissen.course.cohorts.rules.timetable import TypedBlock
from wirwissen.course.cohorts.services import (
    add_person,
    add_weekend,
    create_cohort,
    save_sheet,
    save_sheets,
)
from wirwissen.course.demo.scenery import PRICE_CENTS, House
from wirwissen.course.programme.queries import curriculum_of

BLOCKS = (
    TypedBlock(day=0, starts=time(14), ends=time(19, 30), units=Decimal(6)),
    TypedBlock(day=1, starts=time(9), ends=time(13), units=Decimal(5)),
    TypedBlock(day=1, starts=time(14), ends=time(18), units=Decimal(5)),
    TypedBlock(day=2, starts=time(9), ends=time(14), units=Decimal(6)),
)
RHYTHM = timedelta(weeks=4)


def friday_on_or_after(day: date) -> date:
    """The next Friday, that day included."""
    return day + timedelta(days=(4 - day.weekday()) % 7)


def build_cohort(
    house: House, *, title: str, names: Sequence[str], first_day: date, now: datetime
) -> tuple[Cohort, dict[str, Participant]]:
    """A cohort with its whole timetable: 12 weekends, four weeks apart, both leads in each."""
    cohort = create_cohort(
        house.organisation, house.version, title=title, place="Köln", room_limit=26,
        due_cents=PRICE_CENTS, now=now,
    )  # fmt: skip
    for number, part in enumerate(curriculum_of(house.version).counted_parts):
        add_weekend(
            cohort, part=part.id, first_day=first_day + number * RHYTHM, blocks=BLOCKS,
            place="Saal 2", trainers=house.trainers,
        )  # fmt: skip
    people = {}
    for number, name in enumerate(names):
        person = add_person(
            cohort, name=name, email=f"mensch{number}.{title[-4:]}@example.org",
            joined_on=first_day, now=now,
        )  # fmt: skip
        person.due_cents = PRICE_CENTS
        person.save(update_fields=["due_cents"])
        people[name] = person
    return cohort, people


def fill(
    house: House, cohort: Cohort, missed: Mapping[str, Mapping[int, str]], *, until: datetime
) -> None:
    """Fill the sheets of all blocks that ended before `until`.

    `missed` gives, by name and running number of the block (from 0), the UE attended instead of
    all; everybody else was there from beginning to end.
    """
    by = house.staff(house.lead)
    people = list(cohort.participants.filter(kind=ParticipantKind.REGULAR))
    sessions = list(Session.objects.filter(cohort=cohort).order_by("starts_at"))
    entries = {}
    for number, session in enumerate(sessions):
        if session.ends_at >= until:
            continue
        entries[session.pk] = {
            person.pk: Mark(units=_attended(missed.get(person.name, {}), number, session))
            for person in people
        }
    save_sheets(cohort, entries, by=by, now=until)


def _attended(missed: Mapping[int, str], number: int, session: Session) -> Decimal:
    return Decimal(missed.get(number, str(session.units)))


def correct_one(house: House, cohort: Cohort, name: str, number: int, units: str) -> None:
    """A correction with a reason, so that the history has something to show."""
    sessions = list(Session.objects.filter(cohort=cohort).order_by("starts_at"))
    person = cohort.participants.get(name=name)
    session = sessions[number]
    save_sheet(
        session, {person.pk: Mark(units=Decimal(units))}, by=house.staff(house.second_lead),
        now=session.ends_at + timedelta(days=2), reason="kam später, stand falsch im Blatt",
    )  # fmt: skip

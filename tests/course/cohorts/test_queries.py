"""Reads: records in bulk, open sheets by the same rule as in Python, what waits on "Heute"."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse

from tests import make
from tests.course.cohorts import make_cohorts
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.models import (
    Attendance,
    Credit,
    Objection,
    ParticipantKind,
    ParticipantState,
    Session,
)
from wirwissen.course.cohorts.rules.sheet import SheetState
from wirwissen.course.programme.models import ProgrammeVersion
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.worklist import Todo

pytestmark = pytest.mark.django_db


def test_the_records_of_a_cohort_are_those_of_its_people_one_by_one() -> None:
    cohort = make.cohort()
    people = make_cohorts.people(cohort, 3)
    sessions = make_cohorts.weekends(cohort, held=2, to_come=1)
    make_cohorts.all_there(sessions[:6], people)
    make_cohorts.makeup(people[0], "m1", "5")
    other = make.participant(make.cohort(cohort.version))
    Credit.objects.create(participant=people[1], part="m2", source=other, part_there="m2")

    together = queries.attendance_parts(cohort, today())

    assert together == {one.pk: queries.attendance_part(one, today()) for one in people}
    assert [len(together[one.pk].sessions) for one in people] == [12, 8, 12]
    assert [len(together[one.pk].attendance) for one in people] == [6, 4, 6]
    assert [row.units for row in together[people[0].pk].makeups] == [5]


@pytest.mark.parametrize("count", [1, 3])
def test_the_records_of_a_cohort_cost_five_queries(
    django_assert_num_queries: pytest.FixtureRequest, count: int
) -> None:
    cohort = make.cohort()
    for person in make_cohorts.people(cohort, count):
        make.attendance(make.session(cohort), person, 7)
        source = make.participant(make.cohort(cohort.version))
        Credit.objects.create(participant=person, part="m2", source=source, part_there="m2")

    with django_assert_num_queries(5):  # type: ignore[operator]
        records = queries.attendance_parts(cohort, today())

    assert len(records) == count


def test_the_last_day_of_the_closing_module_counts_and_no_cancelled_one() -> None:
    cohort = make.cohort()
    make.session(cohort, part="m11", starts_at=make.at("2028-12-01 10:00"))
    make.session(cohort, part="m12", starts_at=make.at("2027-12-11 10:00"))
    make.session(cohort, part="m12", starts_at=make.at("2027-12-12 10:00"), cancelled_at=now())
    person = make.participant(cohort)

    assert queries.attendance_part(person, today()).closing_on == date(2027, 12, 11)


def test_without_a_date_of_the_closing_module_there_is_no_deadline_yet() -> None:
    assert queries.attendance_part(make.participant(), today()).closing_on is None


EVERY_PERSON = list(
    product(
        ParticipantKind, ParticipantState, (-1, 0, 1), (None, -1, 0, 1), (False, True),
        (False, True),
    )
)  # fmt: skip


def one_person(
    version: ProgrammeVersion,
    kind: str,
    state: str,
    joined: int,
    left: int | None,
    has_entry: bool,
    has_credit: bool,
) -> Session:
    """A session of yesterday whose only person is like this; days count from the session's."""
    session = make.session(make.cohort(version))
    on = queries.day_of(session)
    person = make.participant(
        session.cohort, kind=kind, state=state, joined_on=on + timedelta(days=joined),
        left_on=None if left is None else on + timedelta(days=left),
    )  # fmt: skip
    if has_entry:
        make.attendance(session, person, 7)
    if has_credit:
        Credit.objects.create(participant=person, part="m1", source=person, part_there="m1")
    return session


def waits(session: Session, at: datetime) -> bool:
    """What the rules say, in Python."""
    people = queries.people_of(session.cohort)
    (sheet,) = queries.sheets_of([session], people, queries.credited_parts(session.cohort), at)
    return sheet.waits


def test_the_database_finds_exactly_the_sheets_that_wait_by_the_rules() -> None:
    version, at = make.version(), now()
    sessions = [one_person(version, *facts) for facts in EVERY_PERSON]

    found = set(queries.open_sheets(version.programme.organisation, at))

    assert found == {session for session in sessions if waits(session, at)}
    assert 0 < len(found) < len(sessions) == 432


def test_a_sheet_that_is_cancelled_running_or_to_come_does_not_wait() -> None:
    cohort, at = make.cohort(), now()
    make.participant(cohort)
    for hours in (-7, -3, 2):
        make.session(cohort, starts_at=at + timedelta(hours=hours))
    make.session(cohort, cancelled_at=at)

    found = list(queries.open_sheets(cohort.organisation, at))

    assert [session.starts_at for session in found] == [at - timedelta(hours=7)]


def waits_for(user: User, at: datetime | None = None) -> list[Todo]:
    rows = list(Membership.objects.filter(user=user))
    return queries.todos(user, rows, at or now())


def test_an_open_sheet_stands_on_the_leads_today_and_after_three_days_with_emphasis() -> None:
    cohort = make.cohort()
    make.participant(cohort)
    ended = now() - timedelta(hours=1)
    session = make.session(cohort, starts_at=ended - timedelta(hours=4), ends_at=ended)
    lead = make.member(Role.LEAD, cohort.organisation)

    fresh, late = waits_for(lead), waits_for(lead, ended + timedelta(days=4))

    assert [(todo.url, todo.tone) for todo in (*fresh, *late)] == [
        (reverse("cohorts:sheet", args=[session.pk]), ""),
        (reverse("cohorts:sheet", args=[session.pk]), "warn"),
    ]
    assert late[0].state == "seit 4 Tagen offen"
    assert waits_for(make.member(Role.LEAD, make.organisation())) == []
    assert waits_for(make.member(Role.RELEASER, cohort.organisation)) == []


def test_many_open_sheets_are_six_lines_and_one_for_the_rest() -> None:
    cohort = make.cohort()
    make.participant(cohort)
    make_cohorts.weekends(cohort, held=2)
    lead = make.member(Role.LEAD, cohort.organisation)

    lines = waits_for(lead)

    assert len(lines) == 7
    assert lines[6].title == "Noch 2 weitere Blätter sind offen"


def test_open_objections_are_one_line_a_cohort() -> None:
    session = make.session()
    for person in make_cohorts.people(session.cohort, 2):
        make.attendance(session, person, 3)
        Objection.objects.create(
            session=session, participant=person, claimed_units=7, raised_at=now()
        )
    lead = make.member(Role.LEAD, session.cohort.organisation)

    assert [(todo.title, todo.url) for todo in waits_for(lead)] == [
        (
            "2 Einsprüche warten auf eine Antwort",
            reverse("cohorts:cohort", args=[session.cohort_id]) + "#einsprueche",
        )
    ]


def test_a_participant_sees_the_next_session_unless_paused() -> None:
    person = make.participant()
    make.session(person.cohort, starts_at=now() + timedelta(days=2), cancelled_at=now())
    make.session(person.cohort, starts_at=now() + timedelta(days=3), label="Sa Vm")

    assert [todo.title for todo in waits_for(person.person)] == ["Nächster Termin: Modul 1, Sa Vm"]
    services.pause(person)
    assert waits_for(person.person) == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_two_queries(
    django_assert_num_queries: pytest.FixtureRequest, count: int
) -> None:
    cohort = make.cohort()
    make.participant(cohort)
    for _ in range(count):
        make.session(cohort)
    lead = make.member(Role.LEAD, cohort.organisation)
    memberships = list(lead.memberships.all())

    with django_assert_num_queries(2):  # type: ignore[operator]
        lines = queries.todos(lead, memberships, now())

    assert len(lines) == count


def test_a_sheet_names_who_is_still_open_in_the_order_of_lists() -> None:
    cohort = make.cohort()
    people = [make.participant(cohort, name=name) for name in ("Özlem", "Ayla", "Oleh")]
    session = make.session(cohort)
    Attendance.objects.create(
        session=session, participant=people[1], units=Decimal(7), entered_at=now()
    )

    (sheet,) = queries.sheets_of([session], queries.people_of(cohort), {}, now())

    assert [one.name for one in sheet.still_open] == ["Oleh", "Özlem"]
    assert sheet.state is SheetState.OPEN

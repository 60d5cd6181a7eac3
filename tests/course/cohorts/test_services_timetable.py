"""Sessions, weekends, cancelling, moving; objections and their answers."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localtime

from tests import make
from tests.course.cohorts import make_cohorts
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.models import (
    Cohort,
    LedgerEntry,
    Objection,
    Participant,
    Session,
    Trainer,
)
from wirwissen.course.cohorts.rules.sheet import Mark
from wirwissen.course.cohorts.rules.timetable import TypedBlock
from wirwissen.course.cohorts.services import timetable
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail

pytestmark = pytest.mark.django_db

BLOCKS = [
    TypedBlock(day=0, starts=time(14), ends=time(19), units=Decimal(6)),
    TypedBlock(day=1, starts=time(9), ends=time(13), units=Decimal(5)),
    TypedBlock(day=1, starts=time(14), ends=time(18), units=Decimal(5)),
    TypedBlock(day=2, starts=time(9), ends=time(14), units=Decimal(6)),
]


def test_a_weekend_makes_its_sessions_once_with_the_pair_that_leads() -> None:
    cohort = make.cohort()
    pair = [make.trainer(cohort.organisation), make.trainer(cohort.organisation)]

    for _turn in range(2):
        services.add_weekend(
            cohort, part="m1", first_day=date(2027, 8, 20), blocks=BLOCKS, trainers=pair
        )

    sessions = list(queries.sessions_with_trainers(cohort))
    assert [(one.label, localtime(one.starts_at).hour, int(one.units)) for one in sessions] == [
        ("Fr Nm", 14, 6), ("Sa Vm", 9, 5), ("Sa Nm", 14, 5), ("So", 9, 6),
    ]  # fmt: skip
    assert all(set(queries.led_by(one)) == set(pair) for one in sessions)


def test_clock_change_weekend_ue_are_typed_never_computed_from_clock_times() -> None:
    cohort = make.cohort()

    services.add_weekend(cohort, part="m1", first_day=date(2027, 10, 29), blocks=BLOCKS)

    sessions = list(queries.sessions_of(cohort))
    night = sessions[3].starts_at - sessions[2].ends_at
    assert night == timedelta(hours=16)  # one hour more than the clocks say
    assert [int(one.units) for one in sessions] == [6, 5, 5, 6]


def test_other_units_at_the_same_time_are_refused() -> None:
    session = make.session()

    with pytest.raises(Refused, match="anderem Umfang"):
        services.add_session(
            session.cohort, part="m1", label="Fr", starts_at=session.starts_at,
            ends_at=session.ends_at, units=Decimal(8),
        )  # fmt: skip


def change(session: Session, *, units: str = "7", single: bool = False, **extra: object) -> None:
    trainers = extra.get("trainers", [])
    assert isinstance(trainers, list)
    services.change_session(
        session, part="m1", label="Fr Nm", units=Decimal(units), place="Bonn",
        trainers=trainers, held_single=single,
    )  # fmt: skip


def test_units_change_until_there_are_entries() -> None:
    session = make.session()
    change(session, units="8")
    make.attendance(session, make.participant(session.cohort), 8)

    change(session, units="8")
    with pytest.raises(Refused, match="schon Anwesenheit"):
        change(session, units="7")


def test_a_trainer_is_ill_the_other_holds_the_day_alone_session_marked_single_not_blocked() -> None:
    session = make.session()
    pair = [make.trainer(session.cohort.organisation) for _ in range(2)]
    change(session, trainers=pair)

    change(session, single=True, trainers=pair[:1])

    session.refresh_from_db()
    assert (session.held_single, session.place) == (True, "Bonn")
    assert queries.led_by(session) == pair[:1]


def test_a_cancelled_session_can_come_back() -> None:
    session = make.session()
    services.cancel_session(session, reason="Sturm", now=now())
    first = session.cancelled_at
    services.cancel_session(session, reason="Sturm und Hagel", now=now() + timedelta(days=1))

    assert (session.cancelled_at, session.cancel_reason) == (first, "Sturm und Hagel")
    services.restore_session(session)
    assert session.cancelled_at is None


def test_a_moved_session_keeps_its_first_date_and_forgets_it_when_moved_back() -> None:
    session = make.session(starts_at=now() + timedelta(days=1))
    first, length = session.starts_at, timedelta(hours=4)

    for days in (30, 60):
        later = first + timedelta(days=days)
        services.move_session(session, starts_at=later, ends_at=later + length, label="Mo")
    session.refresh_from_db()
    assert (session.moved_from, session.starts_at) == (first, first + timedelta(days=60))

    services.move_session(session, starts_at=first, ends_at=first + length, label="Fr Nm")
    assert session.moved_from is None


def test_a_session_with_entries_is_neither_moved_nor_deleted() -> None:
    session = make.session()
    make.attendance(session, make.participant(session.cohort), 7)

    with pytest.raises(Refused, match="hat also stattgefunden"):
        services.move_session(
            session, starts_at=now(), ends_at=now() + timedelta(hours=1), label="x"
        )
    with pytest.raises(Refused, match="Sagen Sie ihn ab"):
        services.remove_session(session)


def test_a_session_with_a_history_is_not_deleted_and_an_empty_one_is() -> None:
    session, empty = make.session(), make.session()
    person = make.participant(session.cohort)
    by = make_cohorts.staff(session.cohort)
    for marks in (Mark(units=Decimal(7)), None):
        services.save_sheet(session, {person.pk: marks}, by=by, now=now())

    with pytest.raises(Refused, match="Verlauf"):
        services.remove_session(session)
    services.remove_session(empty)
    assert list(Session.objects.all()) == [session]


def test_a_trainer_is_saved_and_changed() -> None:
    place = make.organisation()
    made = services.save_trainer(
        place, None, name="Jörg", user=None, certified_from=None, certified_until=None
    )

    services.save_trainer(
        place, made, name="Jörg Feldhaus", user=None, certified_from=today(), certified_until=None
    )

    assert [(one.name, one.certified_from) for one in Trainer.objects.all()] == [
        ("Jörg Feldhaus", today())
    ]


@pytest.fixture
def entry() -> tuple[Participant, Session]:
    """Three units entered today in a session of seven."""
    session = make.session()
    person = make.participant(session.cohort)
    by = make_cohorts.staff(session.cohort)
    services.save_sheet(session, {person.pk: Mark(units=Decimal(3))}, by=by, now=now())
    return person, session


def object_to(entry: tuple[Participant, Session], units: str, days: int = 0) -> Objection:
    person, session = entry
    return services.raise_objection(
        person, session, claimed_units=Decimal(units), text="", now=now() + timedelta(days=days)
    )


def test_a_person_objects_once_within_the_period(entry: tuple[Participant, Session]) -> None:
    first = object_to(entry, "7", days=14)

    assert object_to(entry, "6") == first
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(
    ("units", "days", "words"),
    [("7", 15, "vorbei"), ("3", 0, "steht es schon da"), ("8", 0, "8 ist mehr")],
)
def test_an_objection_that_cannot_be_says_the_way_on(
    entry: tuple[Participant, Session], units: str, days: int, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        object_to(entry, units, days)


def test_an_answer_may_correct_the_ledger_and_is_told_by_mail(
    entry: tuple[Participant, Session],
) -> None:
    person, session = entry
    objection = object_to(entry, "7")
    by = make_cohorts.staff(session.cohort, "Jörg Feldhaus")

    for _turn in range(2):
        objection = services.answer_objection(
            objection, answer="Stimmt.", units=Decimal(7), by=by, now=now()
        )

    last = LedgerEntry.objects.latest("number")
    assert (objection.state, objection.answer) == ("granted", "Stimmt.")
    assert make_cohorts.values(
        last.number, last.units_before, last.units_after, last.reason, last.by_name
    ) == (
        2, 3, 7, "nach Einspruch", "Jörg Feldhaus",
    )  # fmt: skip
    assert OutboxMail.objects.get().recipient == person.person.email


def test_an_answer_may_leave_the_entry(entry: tuple[Participant, Session]) -> None:
    by = make_cohorts.staff(entry[1].cohort)

    answered = services.answer_objection(
        object_to(entry, "7"), answer="Die Liste sagt 3.", units=None, by=by, now=now()
    )

    assert answered.state == "answered"
    assert [int(row.units) for row in entry[1].attendances.all()] == [3]


def test_dies_during_the_course_quiet_state_no_automatic_mail_ever(
    entry: tuple[Participant, Session],
) -> None:
    objection = object_to(entry, "7")
    entry[0].person.is_quiet = True
    entry[0].person.save()

    by = make_cohorts.staff(entry[1].cohort)
    services.answer_objection(objection, answer="…", units=None, by=by, now=now())

    assert OutboxMail.objects.count() == 0


@pytest.mark.parametrize("act", ["change", "move"])
def test_a_session_is_looked_at_again_under_the_lock_of_its_sheets(
    monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Somebody saved the sheet between the page and the lock."""
    session = make.session(starts_at=now() - timedelta(hours=5))
    lock: Callable[[str], Cohort] = timetable.lock_cohort

    def faster(pk: str) -> Cohort:
        make.attendance(session, make.participant(session.cohort), 1)
        return lock(pk)

    monkeypatch.setattr(timetable, "lock_cohort", faster)

    with pytest.raises(Refused, match="schon Anwesenheit"):
        if act == "change":
            services.change_session(
                session, part=session.part, label="Sa", units=Decimal(1), place="", trainers=(),
                held_single=False,
            )  # fmt: skip
        else:
            services.move_session(
                session, starts_at=now(), ends_at=now() + timedelta(hours=1), label="Sa"
            )

"""Saving sheets: only changes, in one chain, a constant number of queries."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from tests.course.cohorts import make_cohorts
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.models import Attendance, Cohort, LedgerEntry, Participant, Session
from wirwissen.course.cohorts.rules.sheet import Mark
from wirwissen.course.cohorts.services import Saved
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db


def mark(units: str, excused: str | None = None) -> Mark:
    return Mark(units=Decimal(units), excused=excused)


@pytest.fixture
def session() -> Session:
    """A session of 7 UE yesterday, with two people."""
    cohort = make.cohort()
    make_cohorts.people(cohort, 2)
    return make.session(cohort)


def ids(session: Session) -> list[str]:
    return [person.pk for person in queries.people_of(session.cohort)]


def save(session: Session, *marks: Mark | None, reason: str = "", seen: int | None = None) -> Saved:
    entries = dict(zip(ids(session), marks, strict=False))
    by = make_cohorts.staff(session.cohort)
    return services.save_sheet(session, entries, by=by, now=now(), reason=reason, seen=seen)


def standing(session: Session) -> list[tuple[object, ...]]:
    rows = session.attendances.order_by("participant__name")
    return list(rows.values_list("units", "excused"))


def history(cohort: Cohort) -> list[tuple[object, ...]]:
    rows = LedgerEntry.objects.filter(cohort=cohort).order_by("number")
    return list(rows.values_list("number", "units_before", "units_after", "reason", "by_name"))


def faults(cohort: Cohort) -> tuple[int | None, int]:
    return queries.faults_of(queries.entries_of(cohort), queries.standing_units(cohort))


def test_a_first_save_writes_the_entries_and_their_history(session: Session) -> None:
    saved = save(session, mark("7"), mark("0", "abgemeldet"), reason="zählt hier nicht")

    assert saved == Saved(first=2)
    assert standing(session) == [(7, None), (0, "abgemeldet")]
    assert history(session.cohort) == [
        (1, None, 7, "", "Amara Okafor"), (2, None, 0, "", "Amara Okafor"),
    ]  # fmt: skip


def test_a_correction_keeps_what_stood_before_and_its_reason(session: Session) -> None:
    save(session, mark("7"), mark("7"))

    saved = save(session, mark("5.25"), reason="ging zwei Stunden eher")

    assert saved == Saved(corrected=1)
    assert standing(session) == [(Decimal("5.25"), None), (7, None)]
    assert history(session.cohort)[2:] == [
        (3, 7, Decimal("5.25"), "ging zwei Stunden eher", "Amara Okafor")
    ]
    assert faults(session.cohort) == (None, 0)


def test_people_left_unfilled_stay_unfilled(session: Session) -> None:
    save(session, mark("7"))

    assert standing(session) == [(7, None)]


def test_an_emptied_entry_is_open_again_and_leaves_a_trace(session: Session) -> None:
    save(session, mark("7"), mark("7"))

    assert save(session, None) == Saved(cleared=1)
    assert standing(session) == [(7, None)]
    assert history(session.cohort)[2:] == [(3, 7, None, "", "Amara Okafor")]
    assert faults(session.cohort) == (None, 0)


def test_a_changed_excuse_is_a_change_of_its_own(session: Session) -> None:
    save(session, mark("5"))

    assert save(session, mark("5", "Familie")) == Saved(corrected=1)
    assert history(session.cohort)[1:] == [(2, 5, 5, "", "Amara Okafor")]


@pytest.mark.parametrize(
    ("units", "words"),
    [("7.25", "7,25 ist mehr"), ("-1", "ab 0"), ("6.7", "in Vierteln")],
)
def test_units_that_cannot_be_are_refused_and_nothing_is_saved(
    session: Session, units: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        save(session, mark("7"), mark(units))

    assert (standing(session), history(session.cohort)) == ([], [])


def test_a_session_that_has_not_begun_takes_no_entry(session: Session) -> None:
    later = make.session(session.cohort, starts_at=now() + timedelta(minutes=5))

    with pytest.raises(Refused, match="beginnt erst am"):
        save(later, mark("7"))


def test_a_cancelled_session_takes_no_entry(session: Session) -> None:
    services.cancel_session(session, reason="Sturm", now=now())

    with pytest.raises(Refused, match="abgesagt"):
        save(session, mark("7"))


def test_somebody_of_another_cohort_is_refused(session: Session) -> None:
    stranger = make.participant()
    by = make_cohorts.staff(session.cohort)

    with pytest.raises(Refused, match="gehört nicht zum Kurs"):
        services.save_sheet(session, {stranger.pk: mark("7")}, by=by, now=now())


def test_somebody_who_had_left_before_takes_no_entry(session: Session) -> None:
    person = Participant.objects.get(pk=ids(session)[0])
    services.leave(person, on=queries.day_of(session) - timedelta(days=1))

    with pytest.raises(Refused, match="nicht dabei"):
        save(session, mark("7"))


def test_whoever_saves_a_sheet_that_somebody_else_changed_meanwhile_is_told(
    session: Session,
) -> None:
    seen = queries.last_number([session])
    save(session, None, mark("0"))

    with pytest.raises(Refused, match="Inzwischen"):
        save(session, mark("7"), mark("7"), seen=seen)
    assert standing(session) == [(0, None)]
    assert save(session, mark("7"), mark("7"), seen=1) == Saved(first=1, corrected=1)


def test_a_history_of_several_sheets_is_one_chain_and_tampering_is_found(
    session: Session,
) -> None:
    other = make.session(session.cohort, label="Sa Vm")
    save(session, mark("7"), mark("7"))
    save(other, mark("7"), mark("3"))
    assert faults(session.cohort) == (None, 0)

    Attendance.objects.filter(units=3).update(units=7)
    assert faults(session.cohort) == (None, 1)

    LedgerEntry.objects.filter(number=2).update(units_after=0)
    assert faults(session.cohort)[0] == 2


def queries_of_a_save(count: int) -> int:
    cohort = make.cohort()
    people = make_cohorts.people(cohort, count)
    session = make.session(cohort)
    by = make_cohorts.staff(cohort)
    first = {person.pk: mark("7") for person in people[1:]}
    services.save_sheet(session, first, by=by, now=now())
    entries: dict[str, Mark | None] = {person.pk: mark("5") for person in people}
    if count > 2:
        entries[people[2].pk] = None
    with CaptureQueriesContext(connection) as captured:
        services.save_sheet(session, entries, by=by, now=now(), seen=99)
    return len(captured)


def test_a_sheet_of_24_costs_as_many_queries_as_one_of_3() -> None:
    assert queries_of_a_save(24) == queries_of_a_save(3)


class TestAgain(TestCase):
    """Properties that need the database."""

    @given(st.lists(st.integers(0, 28).map(lambda n: Decimal(n) / 4), min_size=2, max_size=2))
    def test_a_sheet_saved_twice_changes_nothing_the_second_time(
        self, units: list[Decimal]
    ) -> None:
        cohort = make.cohort()
        make_cohorts.people(cohort, 2)
        session = make.session(cohort)
        marks = [Mark(units=one) for one in units]

        first = save(session, *marks)
        before = history(cohort)
        second = save(session, *marks)

        assert (first, second) == (Saved(first=2), Saved())
        assert history(cohort) == before
        assert faults(cohort) == (None, 0)


def test_a_mark_with_an_empty_excuse_is_the_same_as_one_without(session: Session) -> None:
    save(session, mark("5"))

    assert save(session, replace(mark("5"), excused="")) == Saved()

"""The edge cases of real courses that concern a cohort, each under the words of its text."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.course.cohorts import make_cohorts
from tests.course.cohorts.make_cohorts import values
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.models import Attendance, Cohort, Participant, Session
from wirwissen.course.cohorts.rules.forecast import Forecast, forecast_of
from wirwissen.course.cohorts.rules.sheet import Mark
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.results import AbsenceResult, State
from wirwissen.course.record.rules import check, deadline_of
from wirwissen.course.record.validation import validate
from wirwissen.foundation.core.clock import now, today

pytestmark = pytest.mark.django_db


def forecast(person: Participant) -> Forecast:
    record = queries.attendance_part(person, today())
    validate(record)
    return forecast_of(record)


def absence(person: Participant) -> AbsenceResult:
    result = forecast(person).result
    assert result is not None
    return result


def year(held: int = 12) -> tuple[Participant, list[Session]]:
    """A person who attended everything of a year with so many modules held."""
    person = make.participant()
    sessions = make_cohorts.weekends(person.cohort, held=held, to_come=12 - held)
    make_cohorts.all_there(sessions[: held * 4], [person])
    return person, sessions


def attended(session: Session, person: Participant, units: str) -> None:
    Attendance.objects.filter(session=session, participant=person).update(units=Decimal(units))


def test_misses_one_module_and_an_afternoon_22_and_5_is_27_over_26_open() -> None:
    person, sessions = year()
    for session in sessions[4:8]:
        attended(session, person, "0")
    attended(sessions[1], person, "0")

    over = absence(person)
    attended(sessions[1], person, "1")
    within = absence(person)

    assert values(over.used, over.allowed, over.to_make_up, over.state) == (27, 26, 1, State.OPEN)
    assert values(within.used, within.left, within.state) == (26, 0, State.MET)


def test_one_session_made_up_covers_what_is_over_and_deletes_no_absence() -> None:
    person, sessions = year()
    for session in (*sessions[4:8], sessions[1]):
        attended(session, person, "0")

    makeup = make_cohorts.makeup(person, "m2", "1")
    covered = absence(person)
    services.withdraw_makeup(makeup, reason="falsches Blatt", now=now())
    withdrawn = absence(person)

    figures = values(covered.gross, covered.covered, covered.used, covered.state)
    assert figures == (27, 1, 26, State.MET)
    assert values(withdrawn.used, withdrawn.state) == (27, State.OPEN)


def test_makes_up_module_7_at_a_site_that_calls_it_module_8_20_there_cover_20() -> None:
    person, sessions = year()
    for session in sessions[24:28]:
        attended(session, person, "0")

    make_cohorts.makeup(person, "m7", "20", topic_there="Modul 8")

    parts = {part.part.id: part for part in forecast(person).parts}
    assert values(parts["m7"].absent, parts["m7"].covered, parts["m8"].covered) == (22, 20, 0)


@pytest.mark.parametrize("fields", [{"confirmed_on": None}, {"present": False}])
def test_a_make_up_that_is_not_confirmed_or_not_in_person_covers_nothing(
    fields: dict[str, object],
) -> None:
    person, sessions = year()
    attended(sessions[0], person, "0")

    make_cohorts.makeup(person, "m1", "6", **fields)

    assert absence(person).used == 6


def test_leaves_two_hours_early_on_a_sunday_partial_ue_no_half_day_rounding() -> None:
    person, sessions = year()
    by = make_cohorts.staff(person.cohort)

    services.save_sheet(sessions[3], {person.pk: Mark(units=Decimal("3.25"))}, by=by, now=now())

    assert absence(person).used == Decimal("2.75")


def open_sheets(cohort: Cohort) -> set[Session]:
    return set(queries.open_sheets(cohort.organisation, now()))


def test_pauses_after_a_relapse_no_reason_shown_deadline_kept() -> None:
    person, sessions = year(held=3)
    before = deadline_of(queries.attendance_part(person, today()))
    Attendance.objects.filter(session=sessions[11]).delete()
    services.pause(person)

    assert open_sheets(person.cohort) == set()
    assert deadline_of(queries.attendance_part(person, today())) == before
    assert before is not None
    services.resume(person)
    assert open_sheets(person.cohort) == {sessions[11]}


def test_module_cancelled_by_a_storm_moved_by_months_not_counted_as_absence() -> None:
    person, sessions = year(held=11)
    storm = sessions[44:48]
    deadline = deadline_of(queries.attendance_part(person, today()))
    for session in storm:
        services.cancel_session(session, reason="Sturm", now=now())
    cancelled = absence(person)
    assert values(cancelled.used, cancelled.reachable) == (0, 0)

    for session in storm:
        later = session.starts_at + timedelta(days=100)
        services.move_session(
            session, starts_at=later, ends_at=later + timedelta(hours=4), label="Mo"
        )

    moved = absence(person)
    after = deadline_of(queries.attendance_part(person, today()))
    assert values(moved.used, moved.reachable, moved.state) == (0, 22, State.OPEN)
    assert deadline is not None
    assert after is not None
    assert 98 <= (after - deadline).days <= 102


def test_module_12_split_over_two_weekends_sessions_of_one_module_in_two_blocks() -> None:
    person, sessions = year()
    for session in sessions[46:]:
        later = session.starts_at - timedelta(days=14)
        Session.objects.filter(pk=session.pk).update(
            starts_at=later, ends_at=later + timedelta(hours=4)
        )

    plans = queries.plans_of(
        curriculum_of(person.cohort.version), queries.sessions_of(person.cohort)
    )
    assert values(plans[11].fits, absence(person).state) == (True, State.MET)


def test_switches_cohort_after_module_5_keeps_credited_modules_the_new_shows_the_rest() -> None:
    person, old = year(held=5)
    attended(old[0], person, "0")
    new_version = make.version(person.cohort.version.programme)
    new = make.cohort(new_version)
    sessions = make_cohorts.weekends(new, held=6, to_come=6)
    credits = {f"m{n}": f"m{n}" for n in range(1, 6)}

    moved = services.switch_cohort(person, new, credits=credits, on=today(), now=now())

    result = absence(moved)
    parts = forecast(moved).parts
    assert [int(part.attended) for part in parts[:7]] == [16, 22, 22, 22, 22, 0, 0]
    assert values(result.used, result.unfilled, result.reachable) == (6, 22, 132)
    assert open_sheets(new) == set(sessions[20:24])


def test_switches_cohort_with_what_was_made_up_also_for_a_module_missed_as_a_whole() -> None:
    person, old = year(held=5)
    for session in old[8:12]:
        attended(session, person, "0")
    make_cohorts.makeup(person, "m3", "22")
    new = make.cohort(make.version(person.cohort.version.programme))
    make_cohorts.weekends(new, held=5, to_come=7)

    moved = services.switch_cohort(person, new, credits={"m3": "m3"}, on=today(), now=now())

    part = forecast(moved).parts[2]
    assert values(part.absent, part.covered) == (22, 22)


def test_switches_twice_and_keeps_what_the_first_cohort_saw() -> None:
    person, _old = year(held=2)
    version = person.cohort.version
    credits = {"m1": "m1", "m2": "m2"}
    for _turn in range(2):
        cohort = make.cohort(version)
        make_cohorts.weekends(cohort, held=2, to_come=10)
        person = services.switch_cohort(person, cohort, credits=credits, on=today(), now=now())

    assert values(*(part.attended for part in forecast(person).parts[:2])) == (22, 22)
    assert absence(person).unfilled == 0


def test_goes_back_to_the_first_cohort_and_is_there_again() -> None:
    person, _sessions = year(held=2)
    other = make.cohort(person.cohort.version)
    away = services.switch_cohort(person, other, credits={"m1": "m1"}, on=today(), now=now())

    back = services.switch_cohort(away, person.cohort, credits={"m1": "m1"}, on=today(), now=now())

    assert (back.pk, back.state, back.left_on) == (person.pk, "active", None)
    assert values(forecast(back).parts[0].attended, back.credits.count()) == (22, 0)


def test_hands_in_the_second_report_23_or_25_months_after_closing_the_day_is_shown() -> None:
    person, sessions = year()
    closing = max(queries.day_of(session) for session in sessions)
    record = queries.attendance_part(person, today())

    assert record.closing_on == closing
    assert check(record).deadline == closing.replace(year=closing.year + 2)


def test_wants_erasure_after_dropping_out_lists_say_geloeschte_person() -> None:
    person = make.participant(name="")
    make.participant(person.cohort, name="Zoe")

    assert [one.shown_name for one in queries.people_of(person.cohort)] == [
        "Zoe", "gelöschte Person",
    ]  # fmt: skip


def test_24_accepted_and_two_make_up_guests_allowed() -> None:
    cohort = make.cohort(room_limit=26)
    make_cohorts.people(cohort, 24)
    for name in ("Gast Eins", "Gast Zwei"):
        make.participant(cohort, name=name, kind="makes_up")

    size = queries.size_of(cohort, queries.people_of(cohort), curriculum_of(cohort.version))

    assert values(size.counted, size.guests, size.room_over, size.size.value) == (24, 2, 0, "fits")


def test_self_study_does_not_count_for_absence() -> None:
    version = make.version()
    version.curriculum["parts"].append(
        {"id": "s1", "kind": "self_study", "title": "Lesen", "units": 120, "counts": False}
    )
    version.save()
    person = make.participant(make.cohort(version))
    session = make.session(person.cohort, part="s1")
    make.attendance(session, person, 0)

    record = queries.attendance_part(person, today())

    assert values(record.sessions, record.attendance, absence(person).used) == ((), (), 0)

"""What the learning record needs from a cohort, for one person or for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from wirwissen.course.cohorts.models import (
    Attendance,
    Cohort,
    Credit,
    MakeUp,
    Participant,
    Session,
)
from wirwissen.course.cohorts.queries.timetable import sessions_of
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.record import shapes

CENTS = Decimal(100)


def attendance_parts(
    cohort: Cohort, as_of: date, people: Sequence[Participant] | None = None
) -> dict[str, shapes.LearningRecord]:
    """The records of everybody in a cohort by participant id, as far as this app knows them.

    Filled are programme, sessions, attendance, make-ups, presentation, payments, extension and
    closing day; internships, portfolio and suitability are for the upper apps to add. `people`:
    those already read. Four queries (one more without `people`), two more if somebody has credits.
    """
    if people is None:
        people = list(cohort.participants.all())
    curriculum = curriculum_of(cohort.version)
    sessions = list(sessions_of(cohort))
    facts = _facts_of(people)
    programme = curriculum.record_programme(cohort.version.label)
    closing_on = closing_day(curriculum, sessions)
    return {
        person.pk: _record(person, programme, sessions, facts, closing_on, as_of)
        for person in people
    }


def attendance_part(participant: Participant, as_of: date) -> shapes.LearningRecord:
    """The record of one person, as `attendance_parts` fills it.

    Four queries, two more with credits; `cohort__version` should be selected with the row.
    """
    return attendance_parts(participant.cohort, as_of, [participant])[participant.pk]


def closing_day(curriculum: Curriculum, sessions: Iterable[Session]) -> date | None:
    """The last day of the closing module that is not cancelled; `None` while it has no session.

    The closing module is the last module of the curriculum, without modules its last part.
    """
    parts = curriculum.counted_parts
    modules = [part.id for part in parts if part.kind == "module"] or [part.id for part in parts]
    days = [
        day_of(session)
        for session in sessions
        if modules and session.part == modules[-1] and session.cancelled_at is None
    ]
    return max(days, default=None)


def day_of(session: Session) -> date:
    """The day of a session where the house is."""
    return timezone.localdate(session.starts_at)


@dataclass
class _Facts:
    """Rows by participant; credited sessions by the id of the earlier participation."""

    attendance: dict[str, list[Attendance]] = field(default_factory=lambda: defaultdict(list))
    makeups: dict[str, list[MakeUp]] = field(default_factory=lambda: defaultdict(list))
    credits: dict[str, list[Credit]] = field(default_factory=lambda: defaultdict(list))
    earlier_sessions: dict[str, list[Session]] = field(default_factory=lambda: defaultdict(list))


def _facts_of(people: Sequence[Participant]) -> _Facts:
    facts = _Facts()
    ids = [person.pk for person in people]
    for credit in Credit.objects.filter(participant__in=ids).select_related("source"):
        facts.credits[credit.participant_id].append(credit)
    sources = [credit.source for rows in facts.credits.values() for credit in rows]
    for row in Attendance.objects.filter(participant__in=[*ids, *(one.pk for one in sources)]):
        facts.attendance[row.participant_id].append(row)
    for makeup in MakeUp.objects.filter(participant__in=ids, withdrawn_at=None):
        facts.makeups[makeup.participant_id].append(makeup)
    if sources:
        cohorts = {source.cohort_id for source in sources}
        for session in Session.objects.filter(cohort__in=cohorts).order_by("starts_at", "pk"):
            facts.earlier_sessions[session.cohort_id].append(session)
    return facts


def _record(
    person: Participant,
    programme: shapes.Programme,
    sessions: Sequence[Session],
    facts: _Facts,
    closing_on: date | None,
    as_of: date,
) -> shapes.LearningRecord:
    known = {part.id for part in programme.parts}
    credits = [credit for credit in facts.credits[person.pk] if credit.part in known]
    credited = {credit.part for credit in credits}
    here = [one for one in sessions if one.part in known - credited]
    shown = [_session(one, one.part) for one in here]
    rows = [row for row in facts.attendance[person.pk] if row.session_id in {o.pk for o in here}]
    for credit in credits:
        there = [
            session
            for session in facts.earlier_sessions[credit.source.cohort_id]
            if session.part == credit.part_there
        ]
        shown += [_session(session, credit.part) for session in there]
        ids = {session.pk for session in there}
        rows += [row for row in facts.attendance[credit.source_id] if row.session_id in ids]
    return shapes.LearningRecord(
        programme=programme,
        as_of=as_of,
        closing_on=closing_on,
        extension=_extension(person),
        sessions=tuple(shown),
        attendance=tuple(_row(row) for row in rows),
        makeups=tuple(_makeup(row) for row in facts.makeups[person.pk] if row.part in known),
        presentation=shapes.PresentationEntry(held_on=person.presented_on),
        payments=shapes.Payments(
            due=Decimal(person.due_cents) / CENTS, paid=Decimal(person.paid_cents) / CENTS
        ),
    )


def _session(session: Session, part: str) -> shapes.Session:
    return shapes.Session(
        id=session.pk,
        part=part,
        on=day_of(session),
        units=session.units,
        cancelled=session.cancelled_at is not None,
    )


def _row(row: Attendance) -> shapes.AttendanceRow:
    return shapes.AttendanceRow(session=row.session_id, units=row.units, excused=row.excused)


def _makeup(row: MakeUp) -> shapes.MakeUp:
    return shapes.MakeUp(
        part=row.part,
        units=row.units,
        days=row.days,
        site=row.site,
        starts_on=row.from_on,
        ends_on=row.to_on,
        confirmed_on=row.confirmed_on,
        present=row.present,
    )


def _extension(person: Participant) -> shapes.Extension | None:
    if person.extended_until is None:
        return None
    return shapes.Extension(
        until=person.extended_until, reason=person.extension_reason, by=person.extension_by
    )

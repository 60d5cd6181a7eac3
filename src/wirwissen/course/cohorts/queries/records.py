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
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.record import shapes

CENTS = Decimal(100)


@dataclass
class Facts:
    """Rows about the people of a cohort: by participant id, sessions by cohort id.

    With the rows of earlier cohorts that somebody has credits from; make-ups also withdrawn ones.
    """

    credits: dict[str, list[Credit]] = field(default_factory=lambda: defaultdict(list))
    sessions: dict[str, list[Session]] = field(default_factory=lambda: defaultdict(list))
    attendance: dict[str, list[Attendance]] = field(default_factory=lambda: defaultdict(list))
    makeups: dict[str, list[MakeUp]] = field(default_factory=lambda: defaultdict(list))


def facts_of(cohort: Cohort, people: Sequence[Participant]) -> Facts:
    """All rows that the records of these people are made of. Four queries."""
    facts, ids = Facts(), [person.pk for person in people]
    credits = Credit.objects.filter(participant__in=ids).select_related("source__cohort")
    for credit in credits:
        facts.credits[credit.participant_id].append(credit)
    sources = [credit.source for rows in facts.credits.values() for credit in rows]
    cohorts = {cohort.pk, *(source.cohort_id for source in sources)}
    for session in Session.objects.filter(cohort__in=cohorts).order_by("starts_at", "pk"):
        facts.sessions[session.cohort_id].append(session)
    everybody = {*ids, *(source.pk for source in sources)}
    for row in Attendance.objects.filter(participant__in=everybody):
        facts.attendance[row.participant_id].append(row)
    for makeup in MakeUp.objects.filter(participant__in=ids).order_by("from_on", "pk"):
        facts.makeups[makeup.participant_id].append(makeup)
    return facts


def attendance_parts(
    cohort: Cohort,
    as_of: date,
    people: Sequence[Participant] | None = None,
    facts: Facts | None = None,
) -> dict[str, shapes.LearningRecord]:
    """The records of everybody in a cohort by participant id, as far as this app knows them.

    Filled are programme, sessions, attendance, make-ups, presentation, payments, extension and
    closing day; internships, portfolio and suitability are for the upper apps to add. `people` and
    `facts`: those already read. Four queries without `facts`, one more without `people`.
    """
    if people is None:
        people = list(cohort.participants.all())
    facts = facts or facts_of(cohort, people)
    curriculum = curriculum_of(cohort.version)
    programme = curriculum.record_programme(cohort.version.label)
    closing_on = closing_day(curriculum, facts.sessions[cohort.pk])
    return {person.pk: _record(person, programme, facts, closing_on, as_of) for person in people}


def attendance_part(
    participant: Participant, as_of: date, facts: Facts | None = None
) -> shapes.LearningRecord:
    """The record of one person, as `attendance_parts` fills it.

    Four queries without `facts`; `cohort__version` should be selected with the row.
    """
    people = [participant]
    return attendance_parts(participant.cohort, as_of, people, facts)[participant.pk]


def plan_of(cohort: Cohort, as_of: date) -> shapes.LearningRecord:
    """A record with programme and sessions alone, to hold dates against. One query."""
    sessions = Session.objects.filter(cohort=cohort).order_by("starts_at", "pk")
    return shapes.LearningRecord(
        programme=curriculum_of(cohort.version).record_programme(cohort.version.label),
        as_of=as_of,
        sessions=tuple(_session(one, one.part) for one in sessions),
    )


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


def _record(
    person: Participant,
    programme: shapes.Programme,
    facts: Facts,
    closing_on: date | None,
    as_of: date,
) -> shapes.LearningRecord:
    known = {part.id for part in programme.parts}
    sessions, rows = _counted(person, known, facts)
    makeups = [
        row for row in facts.makeups[person.pk] if row.part in known and row.withdrawn_at is None
    ]
    return shapes.LearningRecord(
        programme=programme,
        as_of=as_of,
        closing_on=closing_on,
        extension=_extension(person),
        sessions=tuple(sessions),
        attendance=tuple(_row(row) for row in rows),
        makeups=tuple(_makeup(row) for row in makeups),
        presentation=shapes.PresentationEntry(held_on=person.presented_on),
        payments=shapes.Payments(
            due=Decimal(person.due_cents) / CENTS, paid=Decimal(person.paid_cents) / CENTS
        ),
    )


def _counted(
    person: Participant, known: set[str], facts: Facts
) -> tuple[list[shapes.Session], list[Attendance]]:
    """Sessions and entries that count: of this cohort, and for credited parts of the earlier one.

    Parts that do not count for the absence rule (self-study) are not in `known`.
    """
    credits = [credit for credit in facts.credits[person.pk] if credit.part in known]
    own = known - {credit.part for credit in credits}
    pieces = [(person.pk, person.cohort_id, {part: part for part in own})]
    pieces += [
        (credit.source_id, credit.source.cohort_id, {credit.part_there: credit.part})
        for credit in credits
    ]
    sessions: list[shapes.Session] = []
    rows: list[Attendance] = []
    for participant, cohort, part_of in pieces:
        there = [one for one in facts.sessions[cohort] if one.part in part_of]
        ids = {one.pk for one in there}
        sessions += [_session(one, part_of[one.part]) for one in there]
        rows += [row for row in facts.attendance[participant] if row.session_id in ids]
    return sessions, rows


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

"""Reads of attendance sheets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from wirwissen.course.cohorts.models import (
    Attendance,
    Credit,
    LedgerEntry,
    Participant,
    ParticipantKind,
    ParticipantState,
    Session,
)
from wirwissen.course.cohorts.queries.people import as_person
from wirwissen.course.cohorts.queries.records import day_of
from wirwissen.course.cohorts.rules import group
from wirwissen.course.cohorts.rules.ledger import Cell
from wirwissen.course.cohorts.rules.sheet import Mark, SheetState, state_of_sheet
from wirwissen.foundation.accounts.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One session with what is entered and who is still open, as of the moment asked."""

    session: Session
    state: SheetState
    rows: Mapping[str, Attendance]  # by participant id
    markable: tuple[Participant, ...]  # who may get an entry, in the order of lists
    expected: tuple[Participant, ...]  # for whom an entry is waited for

    @property
    def still_open(self) -> tuple[Participant, ...]:
        """Who is expected and has no entry yet."""
        return tuple(person for person in self.expected if person.pk not in self.rows)

    @property
    def marks(self) -> dict[str, Mark]:
        """What stands, by participant id."""
        return {who: Mark(units=row.units, excused=row.excused) for who, row in self.rows.items()}

    @property
    def is_fillable(self) -> bool:
        """Whether entries are taken now."""
        return self.state not in (SheetState.CANCELLED, SheetState.TO_COME)

    @property
    def waits(self) -> bool:
        """Whether somebody should fill it."""
        return self.state in (SheetState.OPEN, SheetState.LATE)


def sheets_of(
    sessions: Sequence[Session],
    people: Sequence[Participant],
    credited: Mapping[str, set[str]],
    now: datetime,
) -> list[Sheet]:
    """The sheets of these sessions for these people (in order). One query."""
    rows: dict[str, dict[str, Attendance]] = defaultdict(dict)
    for row in Attendance.objects.filter(session__in=[session.pk for session in sessions]):
        rows[row.session_id][row.participant_id] = row
    return [_sheet(session, people, credited, rows[session.pk], now) for session in sessions]


def _sheet(
    session: Session,
    people: Iterable[Participant],
    credited: Mapping[str, set[str]],
    rows: Mapping[str, Attendance],
    now: datetime,
) -> Sheet:
    on = day_of(session)
    markable, expected = [], []
    for person in people:
        facts = as_person(person)
        is_credited = session.part in credited.get(person.pk, ())
        if group.is_expected(facts, on=on, is_credited=is_credited):
            expected.append(person)
            markable.append(person)
        elif person.pk in rows or (not is_credited and group.may_be_marked(facts, on=on)):
            markable.append(person)
    return Sheet(
        session=session,
        rows=rows,
        markable=tuple(markable),
        expected=tuple(expected),
        state=state_of_sheet(
            now=now,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            cancelled=session.cancelled_at is not None,
            expected=[person.pk for person in expected],
            filled=rows.keys(),
        ),
    )


def ended_and_open(sessions: QuerySet[Session], now: datetime) -> QuerySet[Session]:
    """Those of the sessions that are over and wait for an entry. Adds no query.

    The same rule as `rules.group.is_expected`, told to the database; a test compares the two.
    """
    people = (
        Participant.objects.filter(cohort=OuterRef("cohort"))
        .exclude(kind=ParticipantKind.OBSERVER)
        .exclude(state=ParticipantState.PAUSED)
        .filter(Q(left_on=None) | Q(left_on__gte=OuterRef("on")))
        .filter(Q(kind=ParticipantKind.REGULAR) | Q(joined_on__lte=OuterRef("on")))
        .filter(~Exists(_entries()), Q(kind=ParticipantKind.MAKES_UP) | ~Exists(_credits()))
    )
    ended = sessions.filter(cancelled_at=None, ends_at__lte=now)
    return ended.annotate(on=TruncDate("starts_at")).filter(Exists(people))


def _entries() -> QuerySet[Attendance]:
    return Attendance.objects.filter(participant=OuterRef("pk"), session=OuterRef(OuterRef("pk")))


def _credits() -> QuerySet[Credit]:
    return Credit.objects.filter(participant=OuterRef("pk"), part=OuterRef(OuterRef("part")))


def open_sheets(organisation: Organisation, now: datetime) -> QuerySet[Session]:
    """Sessions of an organisation whose sheet waits, the oldest first. One query."""
    sessions = Session.objects.filter(cohort__organisation=organisation)
    return ended_and_open(sessions, now).select_related("cohort").order_by("starts_at", "pk")


def last_number(sessions: Iterable[Session]) -> int:
    """The number of the last entry in the history of these sessions, 0 without any. One query."""
    entries = LedgerEntry.objects.filter(session__in=[session.pk for session in sessions])
    return entries.aggregate(last=Max("number"))["last"] or 0


def changed_since(sessions: Iterable[Session], number: int | None) -> set[Cell]:
    """Where the history of these sessions has entries after that number. One query, none for
    `None`."""
    if number is None:
        return set()
    entries = LedgerEntry.objects.filter(session__in=[one.pk for one in sessions])
    return set(entries.filter(number__gt=number).values_list("session_id", "participant_id"))


def part_sessions(session: Session) -> QuerySet[Session]:
    """All sessions of the same part, in the order of the calendar. One query."""
    return Session.objects.filter(cohort=session.cohort_id, part=session.part).order_by(
        F("starts_at"), "pk"
    )

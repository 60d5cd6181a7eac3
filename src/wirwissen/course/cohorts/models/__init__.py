"""Cohorts: people, timetable, the attendance ledger and what hangs on it."""

from wirwissen.course.cohorts.models.ledger import (
    Attendance,
    LedgerEntry,
    MakeUp,
    Objection,
    ObjectionState,
)
from wirwissen.course.cohorts.models.people import (
    Cohort,
    Credit,
    Participant,
    ParticipantKind,
    ParticipantState,
    TitleForm,
)
from wirwissen.course.cohorts.models.timetable import (
    Session,
    SessionTrainer,
    Trainer,
)

__all__ = [
    "Attendance",
    "Cohort",
    "Credit",
    "LedgerEntry",
    "MakeUp",
    "Objection",
    "ObjectionState",
    "Participant",
    "ParticipantKind",
    "ParticipantState",
    "Session",
    "SessionTrainer",
    "TitleForm",
    "Trainer",
]

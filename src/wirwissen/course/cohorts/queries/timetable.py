"""Reads of the timetable."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from wirwissen.course.cohorts.models import Cohort, Session, SessionTrainer, Trainer
from wirwissen.course.cohorts.rules import timetable as rules
from wirwissen.course.programme.rules import Curriculum
from wirwissen.foundation.accounts.models import Organisation


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """All sessions of a cohort in the order of the calendar, cancelled ones too. One query."""
    return Session.objects.filter(cohort=cohort).order_by("starts_at", "pk")


def sessions_with_trainers(cohort: Cohort) -> QuerySet[Session]:
    """All sessions with who leads them (`led_by`). Two queries."""
    return sessions_of(cohort).prefetch_related("session_trainers__trainer")


def trainers_of(organisation: Organisation) -> QuerySet[Trainer]:
    """The trainers of an organisation by name. One query."""
    return Trainer.objects.filter(organisation=organisation).order_by("name", "pk")


def led_by(session: Session) -> list[Trainer]:
    """Who leads a session; no query when `session_trainers__trainer` is prefetched."""
    return sorted((row.trainer for row in session.session_trainers.all()), key=lambda t: t.name)


def block_of(session: Session) -> rules.Block:
    """What the rules need to know of a session."""
    return rules.Block(
        id=session.pk,
        part=session.part,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        units=session.units,
        cancelled=session.cancelled_at is not None,
    )


def plans_of(curriculum: Curriculum, sessions: Iterable[Session]) -> tuple[rules.PartPlan, ...]:
    """How the sessions fit the parts of the curriculum. No query by itself."""
    parts = [
        rules.PlannedPart(id=part.id, title=part.title, units=part.units)
        for part in curriculum.counted_parts
    ]
    return rules.plans_of_parts(parts, map(block_of, sessions))


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One trainer in two sessions at once; the other one may belong to another cohort."""

    trainer: Trainer
    session: Session
    other: Session


def clashes_of(cohort: Cohort) -> list[Clash]:
    """Overlapping sessions of everybody who leads a session of this cohort. One query."""
    rows = list(
        SessionTrainer.objects.filter(
            trainer__session_trainers__session__cohort=cohort, session__cancelled_at=None
        )
        .select_related("trainer", "session__cohort")
        .distinct()
    )
    trainers = {row.trainer_id: row.trainer for row in rows}
    sessions = {row.session_id: row.session for row in rows}
    found = rules.clashes(
        rules.Duty(
            trainer=row.trainer_id,
            session=row.session_id,
            starts_at=row.session.starts_at,
            ends_at=row.session.ends_at,
        )
        for row in rows
    )
    ours = [
        Clash(trainer=trainers[who], session=sessions[one], other=sessions[two])
        for who, one, two in found
        if cohort.pk in (sessions[one].cohort_id, sessions[two].cohort_id)
    ]
    return sorted(ours, key=lambda clash: (clash.session.starts_at, clash.trainer.name))

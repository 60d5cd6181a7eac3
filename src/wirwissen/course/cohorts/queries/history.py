"""Reads of the history: who entered and corrected what, and who objected."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from wirwissen.course.cohorts.models import (
    Attendance,
    Cohort,
    LedgerEntry,
    Objection,
    ObjectionState,
    Participant,
    Session,
)
from wirwissen.course.cohorts.rules import ledger
from wirwissen.foundation.accounts.models import Organisation


def history_of(session: Session) -> QuerySet[LedgerEntry]:
    """All entries of one sheet, the newest first, with their people. One query."""
    entries = LedgerEntry.objects.filter(session=session).select_related("participant")
    return entries.order_by("-number")


def corrections_of(participant: Participant) -> QuerySet[LedgerEntry]:
    """What was changed after the first entry about a person, newest first. One query."""
    entries = LedgerEntry.objects.filter(participant=participant, units_before__isnull=False)
    return entries.select_related("session").order_by("-number")


def objections_of(participant: Participant) -> QuerySet[Objection]:
    """A person's objections, the newest first, with their sessions. One query."""
    return participant.objections.select_related("session").order_by("-raised_at")


def open_objections(organisation: Organisation) -> QuerySet[Objection]:
    """Objections of an organisation that wait for an answer, the oldest first. One query."""
    return (
        Objection.objects.filter(
            session__cohort__organisation=organisation, state=ObjectionState.OPEN
        )
        .select_related("session__cohort", "participant")
        .order_by("raised_at")
    )


def as_entry(row: LedgerEntry) -> ledger.Entry:
    """What the rules need to know of an entry."""
    return ledger.Entry(
        number=row.number,
        session=row.session_id,
        participant=row.participant_id,
        before=row.units_before,
        after=row.units_after,
        reason=row.reason,
        by_name=row.by_name,
        entered_at=row.entered_at,
        chain=row.chain,
    )


def entries_of(cohort: Cohort) -> list[ledger.Entry]:
    """The whole history of a cohort in its order, for checking the chain. One query."""
    return [as_entry(row) for row in LedgerEntry.objects.filter(cohort=cohort).order_by("number")]


def standing_units(cohort: Cohort) -> list[Attendance]:
    """All entries that stand in a cohort's ledger. One query."""
    return list(Attendance.objects.filter(session__cohort=cohort))


def faults_of(
    entries: Iterable[ledger.Entry], rows: Iterable[Attendance]
) -> tuple[int | None, int]:
    """Where the chain breaks first (`None`: nowhere), and how many entries differ from it."""
    listed = list(entries)
    standing = {(row.session_id, row.participant_id): row.units for row in rows}
    return ledger.first_fault(listed), len(ledger.unmatched(listed, standing))


def latest_first(cohort: Cohort) -> QuerySet[LedgerEntry]:
    """The history of a cohort, the newest first, with sessions and people. One query."""
    entries = LedgerEntry.objects.filter(cohort=cohort).select_related("session", "participant")
    return entries.order_by(F("number").desc())

"""Changing the timetable. Units are typed; what does not fit is named and never blocks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Cohort, Session, SessionTrainer, Trainer
from wirwissen.course.cohorts.rules.timetable import TypedBlock, weekend
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused


def moment(on: date, at: time) -> datetime:
    """A typed day and clock time where the house is."""
    return datetime.combine(on, at, tzinfo=get_current_timezone())


def lock_cohort(pk: str) -> Cohort:
    """The cohort, locked: a sheet of it is not saved while its timetable changes."""
    return Cohort.objects.select_for_update().get(pk=pk)


@transaction.atomic
def add_session(
    cohort: Cohort,
    *,
    part: str,
    label: str,
    starts_at: datetime,
    ends_at: datetime,
    units: Decimal,
    place: str = "",
    trainers: Iterable[Trainer] = (),
) -> Session:
    """Add one session; the same one twice is one. Raises `Refused` if its time has other units."""
    cohort = lock_cohort(cohort.pk)
    there = cohort.sessions.filter(part=part, starts_at=starts_at, cancelled_at=None).first()
    if there and there.units == units:
        return there
    if there:
        raise Refused(
            _("Zu dieser Zeit gibt es schon einen Termin mit anderem Umfang. Ändern Sie ihn.")
        )
    session = cohort.sessions.create(
        part=part, label=label, starts_at=starts_at, ends_at=ends_at, units=units, place=place
    )
    set_trainers(session, trainers)
    return session


@transaction.atomic
def add_weekend(
    cohort: Cohort,
    *,
    part: str,
    first_day: date,
    blocks: Sequence[TypedBlock],
    place: str = "",
    trainers: Sequence[Trainer] = (),
) -> list[Session]:
    """Add the sessions of a module weekend from its first day and typed blocks."""
    return [
        add_session(
            cohort,
            part=part,
            label=block.label,
            starts_at=moment(block.on, block.starts),
            ends_at=moment(block.on, block.ends),
            units=block.units,
            place=place,
            trainers=trainers,
        )
        for block in weekend(first_day, blocks)
    ]


@transaction.atomic
def change_session(
    session: Session,
    *,
    part: str,
    label: str,
    units: Decimal,
    place: str,
    trainers: Iterable[Trainer],
    held_single: bool,
) -> None:
    """Change a session but for its time. Raises `Refused` if units change after entries."""
    lock_cohort(session.cohort_id)
    if (part, units) != (session.part, session.units) and session.attendances.exists():
        raise Refused(
            _(
                "Für diesen Termin ist schon Anwesenheit eingetragen. Deshalb bleiben Teil und "
                "Umfang, wie sie sind. Leeren Sie zuerst die Einträge auf der Modulseite."
            )
        )
    session.part, session.label, session.units = part, label, units
    session.place, session.held_single = place, held_single
    session.save(update_fields=["part", "label", "units", "place", "held_single"])
    set_trainers(session, trainers)


def set_trainers(session: Session, trainers: Iterable[Trainer]) -> None:
    """Make exactly these people lead a session."""
    wanted = {trainer.pk: trainer for trainer in trainers}
    rows = session.session_trainers
    rows.exclude(trainer__in=wanted).delete()
    there = set(rows.values_list("trainer", flat=True))
    SessionTrainer.objects.bulk_create(
        SessionTrainer(session=session, trainer=trainer)
        for key, trainer in wanted.items()
        if key not in there
    )


def cancel_session(session: Session, *, reason: str, now: datetime) -> None:
    """Cancel a session; it counts nowhere, its entries stay. Twice keeps the first time."""
    session.cancelled_at = session.cancelled_at or now
    session.cancel_reason = reason
    session.save(update_fields=["cancelled_at", "cancel_reason"])


def restore_session(session: Session) -> None:
    """Take a cancellation back."""
    session.cancelled_at, session.cancel_reason = None, ""
    session.save(update_fields=["cancelled_at", "cancel_reason"])


@transaction.atomic
def move_session(session: Session, *, starts_at: datetime, ends_at: datetime, label: str) -> None:
    """Move a session; the first beginning it ever had stays on record.

    A cancelled one comes back with its new date. Raises `Refused` once there are entries.
    """
    lock_cohort(session.cohort_id)
    if session.attendances.exists():
        raise Refused(
            _(
                "Für diesen Termin ist schon Anwesenheit eingetragen. Er hat also stattgefunden. "
                "Legen Sie für den neuen Tag einen eigenen Termin an."
            )
        )
    if starts_at != session.starts_at:
        session.moved_from = session.moved_from or session.starts_at
    if session.moved_from == starts_at:
        session.moved_from = None
    session.starts_at, session.ends_at, session.label = starts_at, ends_at, label
    session.cancelled_at, session.cancel_reason = None, ""
    session.save(
        update_fields=[
            "starts_at", "ends_at", "label", "moved_from", "cancelled_at", "cancel_reason",
        ]
    )  # fmt: skip


def remove_session(session: Session) -> None:
    """Delete a session that was entered by mistake. Raises `Refused` once it has a history."""
    if session.attendances.exists() or session.objections.exists():
        raise Refused(
            _("Für diesen Termin gibt es schon Einträge. Sagen Sie ihn ab, statt ihn zu löschen.")
        )
    try:
        session.delete()
    except ProtectedError:
        raise Refused(
            _("Für diesen Termin gibt es einen Verlauf. Sagen Sie ihn ab, statt ihn zu löschen.")
        ) from None


def save_trainer(
    organisation: Organisation,
    trainer: Trainer | None,
    *,
    name: str,
    user: User | None,
    certified_from: date | None,
    certified_until: date | None,
) -> Trainer:
    """Add or change somebody who leads sessions."""
    row = trainer or Trainer(organisation=organisation)
    row.name, row.user = name, user
    row.certified_from, row.certified_until = certified_from, certified_until
    row.save()
    return row

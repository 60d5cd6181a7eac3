"""Saving attendance: one request for a whole group, every change in the chained history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wirwissen.course.cohorts import queries
from wirwissen.course.cohorts.models import (
    Attendance,
    Cohort,
    LedgerEntry,
    Participant,
    Session,
)
from wirwissen.course.cohorts.queries import as_person, day_of
from wirwissen.course.cohorts.rules import group, ledger
from wirwissen.course.cohorts.rules.sheet import (
    Change,
    Fault,
    Mark,
    change_of,
    fault_of_sheet,
    fault_of_units,
)
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.templatetags.house import units as units_in_words

Entries = Mapping[str, Mark | None]  # by participant id; `None` empties the entry


class Outdated(Refused):
    """Somebody else has written since the form was shown."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What a save did: so many first entries, corrections and emptied ones."""

    first: int = 0
    corrected: int = 0
    cleared: int = 0

    @property
    def count(self) -> int:
        """All changes."""
        return self.first + self.corrected + self.cleared


@dataclass(frozen=True, kw_only=True)
class _Step:
    """One change of one cell."""

    session: Session
    participant: str
    row: Attendance | None
    before: Mark | None
    after: Mark | None
    kind: Change


def save_sheet(
    session: Session,
    entries: Entries,
    *,
    by: Staff,
    now: datetime,
    reason: str = "",
    seen: int | None = None,
) -> Saved:
    """Save the sheet of one session; see `save_sheets`."""
    return save_sheets(
        session.cohort, {session.pk: entries}, by=by, now=now, reason=reason, seen=seen
    )


@transaction.atomic
def save_sheets(
    cohort: Cohort,
    entries: Mapping[str, Entries],
    *,
    by: Staff,
    now: datetime,
    reason: str = "",
    seen: int | None = None,
) -> Saved:
    """Save entries by session id; people who are not named stay as they are.

    Only changes are written: the same entries twice change nothing the second time. `reason` goes
    to corrections. `seen` is the last number of the history when the form was shown: if somebody
    else has written since, nothing is saved (`Outdated`). Raises `Refused`. A constant number of
    queries.
    """
    # PostgreSQL locks this row, SQLite has one writer at a time: numbers get no gap and no twin.
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    sessions = {one.pk: one for one in cohort.sessions.filter(pk__in=entries)}
    if len(sessions) < len(entries):
        raise Refused(_("Einen dieser Termine gibt es nicht mehr. Laden Sie die Seite neu."))
    named = {person for marks in entries.values() for person in marks}
    people = {one.pk: one for one in cohort.participants.filter(pk__in=named)}
    for key, marks in entries.items():
        _check_sheet(sessions[key], now)
        for person, mark in marks.items():
            _check_entry(sessions[key], people.get(person), mark)
    steps = list(_steps(sessions, entries))
    if steps and seen is not None and queries.last_number(sessions.values()) > seen:
        raise Outdated(
            _(
                "Inzwischen hat jemand anderes hier etwas eingetragen. Sehen Sie die Einträge "
                "noch einmal durch. Dann speichern Sie."
            )
        )
    _write(cohort, steps, by=by, now=now, reason=reason)
    kinds = [step.kind for step in steps]
    return Saved(
        first=kinds.count(Change.FIRST),
        corrected=kinds.count(Change.CORRECTED),
        cleared=kinds.count(Change.CLEARED),
    )


def _check_sheet(session: Session, now: datetime) -> None:
    fault = fault_of_sheet(
        now=now, starts_at=session.starts_at, cancelled=session.cancelled_at is not None
    )
    if fault is Fault.CANCELLED:
        raise Refused(_("Dieser Termin ist abgesagt. Hier ist nichts einzutragen."))
    if fault is Fault.FUTURE:
        when = date_format(localtime(session.starts_at), "D, j. F Y, H:i")
        raise Refused(
            _("Dieser Termin beginnt erst am %(when)s Uhr. Ab dann können Sie eintragen.")
            % {"when": when}
        )


def _check_entry(session: Session, person: Participant | None, mark: Mark | None) -> None:
    if person is None:
        raise Refused(_("Jemand auf dem Blatt gehört nicht zum Kurs. Laden Sie die Seite neu."))
    if mark is None:
        return
    if not group.may_be_marked(as_person(person), on=day_of(session)):
        raise Refused(
            _("%(name)s war an diesem Tag nicht dabei. Laden Sie die Seite neu.")
            % {"name": person.shown_name}
        )
    fault = fault_of_units(mark.units, planned=session.units)
    if fault is not None:
        raise Refused(sentence_of(fault, mark.units, session.units, person.shown_name))


def sentence_of(fault: Fault, units: Decimal, planned: Decimal, name: str) -> str:
    """Why these units are not taken, and what to enter instead."""
    facts = {"name": name, "units": units_in_words(units), "planned": units_in_words(planned)}
    if fault is Fault.NO_QUARTER:
        return _("%(name)s: Schreiben Sie eine Zahl in Vierteln, zum Beispiel 6,5.") % facts
    if fault is Fault.NEGATIVE:
        return _("%(name)s: Schreiben Sie eine Zahl ab 0.") % facts
    return (
        _("%(name)s: %(units)s ist mehr, als der Termin hat. Möglich ist 0 bis %(planned)s.")
        % facts
    )


def _steps(sessions: Mapping[str, Session], entries: Mapping[str, Entries]) -> Iterable[_Step]:
    """The changes, in the order of the calendar and then as the entries came."""
    rows = {
        (row.session_id, row.participant_id): row
        for row in Attendance.objects.filter(session__in=sessions)
    }
    ordered = sorted(sessions.values(), key=lambda one: (one.starts_at, one.pk))
    for session in ordered:
        for person, mark in entries[session.pk].items():
            row = rows.get((session.pk, person))
            before = Mark(units=row.units, excused=row.excused) if row else None
            after = _tidy(mark)
            kind = change_of(before, after)
            if kind is not Change.NONE:
                yield _Step(
                    session=session, participant=person, row=row,
                    before=before, after=after, kind=kind,
                )  # fmt: skip


def _tidy(mark: Mark | None) -> Mark | None:
    """An empty excuse is none."""
    return Mark(units=mark.units, excused=mark.excused or None) if mark else None


def _write(cohort: Cohort, steps: list[_Step], *, by: Staff, now: datetime, reason: str) -> None:
    new: list[Attendance] = []
    changed: list[Attendance] = []
    gone: list[str] = []
    for step in steps:
        if step.after is None:
            gone += [step.row.pk] if step.row else []
            continue
        row = step.row or Attendance(session=step.session, participant_id=step.participant)
        row.units, row.excused = step.after.units, step.after.excused
        row.entered_by, row.entered_at = by.user, now
        (changed if step.row else new).append(row)
    if new:
        Attendance.objects.bulk_create(new)
    if changed:
        fields = ["units", "excused", "entered_by", "entered_at"]
        Attendance.objects.bulk_update(changed, fields)
    if gone:
        Attendance.objects.filter(pk__in=gone).delete()
    if steps:
        LedgerEntry.objects.bulk_create(_chained(cohort, steps, by=by, now=now, reason=reason))


def _chained(
    cohort: Cohort, steps: Iterable[_Step], *, by: Staff, now: datetime, reason: str
) -> list[LedgerEntry]:
    """The new lines of the history, each tied to the one before. One query."""
    last = LedgerEntry.objects.filter(cohort=cohort).order_by("-number").first()
    last_number, chain = (last.number, last.chain) if last else (0, ledger.GENESIS)
    lines = []
    for number, step in enumerate(steps, start=last_number + 1):
        entry = ledger.Entry(
            number=number,
            session=step.session.pk,
            participant=step.participant,
            before=step.before.units if step.before else None,
            after=step.after.units if step.after else None,
            reason="" if step.kind is Change.FIRST else reason,
            by_name=by.name,
            entered_at=now,
        )
        chain = ledger.link(chain, entry)
        lines.append(
            LedgerEntry(
                cohort=cohort, number=number, session=step.session,
                participant_id=step.participant, units_before=entry.before,
                units_after=entry.after, reason=entry.reason, by_name=entry.by_name,
                entered_at=now, chain=chain,
            )
        )  # fmt: skip
    return lines


def mark_single(session: Session, is_single: bool) -> None:
    """Note that one of the leads held a session alone: marked, not blocked."""
    if session.held_single != is_single:
        session.held_single = is_single
        session.save(update_fields=["held_single"])

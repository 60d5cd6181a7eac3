"""Reports: given, heard, decided by two, appealed once. Effects are `measures`' work."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import create_envelope, seal_text
from wirwissen.network.care.models import Decision, Report, Seat, Side
from wirwissen.network.care.queries import reports as queries
from wirwissen.network.care.rules.reports import (
    Measure,
    Step,
    hearing_is_over,
    may_appeal,
    may_decide,
    uninvolved,
)
from wirwissen.network.care.services.measures import take_effect
from wirwissen.network.groups.models import Member
from wirwissen.network.groups.services import notify

SEATS = 2


@transaction.atomic
def report(by: Member, *, subject: str, about: Member | None, text: str, now: datetime) -> Report:
    """Keep a report, sealed, and give it to two uninvolved people by lot."""
    row = Report(
        group_id=by.group_id, by=by, about=about, subject=subject, envelope=create_envelope(),
        reported_on=timezone.localdate(now),
    )  # fmt: skip
    assert row.envelope is not None
    row.text_sealed = seal_text(row.envelope, text.strip(), row=row, field="text_sealed")
    row.save(force_insert=True)
    fill_seats(row, now=now)
    return row


@transaction.atomic
def fill_seats(row: Report, *, now: datetime) -> None:
    """Give empty seats of the current round to uninvolved people; nobody sits in both rounds.

    Where there is nobody the seat stays empty: `look_after` tries again each night.
    """
    row = _locked(row)
    round_no = round_of(row)
    seats = list(Seat.objects.filter(report=row))
    missing = SEATS - sum(s.round_no == round_no and not s.stepped_aside for s in seats)
    person = person_of(row)
    involved = {seat.member_id for seat in seats} | {row.by_id, person.pk if person else None}
    able = uninvolved(queries.candidates(row.group), involved=frozenset(filter(None, involved)))
    while missing > 0 and able:
        chosen = able.pop(secrets.randbelow(len(able)))
        Seat.objects.create(report=row, member_id=chosen, round_no=round_no)
        notify(Member.objects.select_related("user").get(pk=chosen), now)
        missing -= 1


@transaction.atomic
def step_aside(seat: Seat, *, now: datetime) -> None:
    """Somebody is involved after all: another person takes the seat, their proposal falls."""
    Seat.objects.filter(pk=seat.pk).update(stepped_aside=True)
    open_ones = Decision.objects.filter(report=seat.report_id, round_no=seat.round_no)
    open_ones.filter(decided_on__isnull=True, proposed_by=seat.member_id).delete()
    fill_seats(seat.report, now=now)


@transaction.atomic
def hear(seat: Seat, matter: str, *, now: datetime) -> Side:
    """Tell the other side, in the deciders' own words, what it is about, and ask them.

    Raises `Refused` for a report about nobody. Twice keeps the first.
    """
    row = _locked(seat.report)
    person = person_of(row)
    if person is None:
        raise Refused(_("Dieser Hinweis nennt keinen Menschen. Hier gibt es niemanden anzuhören."))
    known = Side.objects.filter(report=row).first()
    if known is not None:
        return known
    side = Side(
        report=row, member=person, envelope=create_envelope(), invited_on=timezone.localdate(now)
    )
    assert side.envelope is not None
    side.matter_sealed = seal_text(side.envelope, matter.strip(), row=side, field="matter_sealed")
    side.save(force_insert=True)
    _go_to(row, Step.HEARING)
    notify(person, now)
    return side


@transaction.atomic
def answer_hearing(side: Side, text: str, *, now: datetime) -> None:
    """What the other side says. May be written anew until it was decided."""
    row = _locked(side.report)
    if row.step != Step.HEARING or side.envelope is None:
        raise Refused(_("Darüber ist schon entschieden. Du kannst noch Einspruch einlegen."))
    side.answer_sealed = seal_text(side.envelope, text.strip(), row=side, field="answer_sealed")
    side.answered_on = timezone.localdate(now)
    side.save(update_fields=["answer_sealed", "answered_on"])
    _tell_seats(row, now=now)


@transaction.atomic
def propose(
    seat: Seat, measure: Measure, reason: str, *, until: date | None = None, now: datetime
) -> Decision:
    """One of the two proposes; an earlier proposal of this round is replaced, valid ones stay.

    Raises `Refused` before the hearing is over, or once it was decided.
    """
    row = _locked(seat.report)
    _refuse_early(row, measure, now)
    rows = Decision.objects.filter(report=row, round_no=seat.round_no)
    if rows.filter(decided_on__isnull=False).exists() or seat.round_no != round_of(row):
        raise Refused(_("Das ist schon entschieden."))
    rows.delete()
    made = Decision(
        report=row, about=person_of(row), round_no=seat.round_no, measure=measure.value,
        until=until if measure is Measure.PAUSE else None, envelope=create_envelope(),
        proposed_by=seat.member,
    )  # fmt: skip
    assert made.envelope is not None
    made.reason_sealed = seal_text(made.envelope, reason.strip(), row=made, field="reason_sealed")
    made.save(force_insert=True)
    _tell_seats(row, now=now, but=seat.member_id)
    return made


@transaction.atomic
def agree(seat: Seat, decision: Decision, *, now: datetime) -> None:
    """The other of the two agrees: now it is decided, and it takes effect.

    Raises `Refused` for one's own proposal: two people decide, never one.
    """
    row = _locked(seat.report)
    decision = Decision.objects.select_for_update().get(pk=decision.pk, report=row)
    if decision.decided_on is not None:
        return
    if decision.proposed_by_id in (None, seat.member_id) or decision.round_no != seat.round_no:
        raise Refused(_("Deinem eigenen Vorschlag stimmt die andere Person zu, nicht du."))
    _refuse_early(row, Measure(decision.measure), now)
    decision.agreed_by, decision.decided_on = seat.member, timezone.localdate(now)
    decision.save(update_fields=["agreed_by", "decided_on"])
    _go_to(row, Step.DECIDED)
    take_effect(decision, now=now)


@transaction.atomic
def appeal(side: Side, text: str, *, now: datetime) -> None:
    """The one appeal: two others decide anew. Raises `Refused` when it is too late or not open."""
    row, today = _locked(side.report), timezone.localdate(now)
    first = Decision.objects.filter(report=row, round_no=1, decided_on__isnull=False).first()
    is_open = row.step == Step.DECIDED and first is not None and first.decided_on is not None
    if not is_open or first is None or first.decided_on is None or side.envelope is None:
        raise Refused(_("Hier ist gerade kein Einspruch möglich."))
    if not may_appeal(
        decided_on=first.decided_on, round_no=1, measure=Measure(first.measure), today=today
    ):
        raise Refused(_("Die 14 Tage für einen Einspruch sind um."))
    side.appeal_sealed = seal_text(side.envelope, text.strip(), row=side, field="appeal_sealed")
    side.appealed_on = today
    side.save(update_fields=["appeal_sealed", "appealed_on"])
    _go_to(row, Step.APPEALED)
    fill_seats(row, now=now)


def person_of(row: Report) -> Member | None:
    """Whom it is about: the one who was heard, else the one the report names."""
    side = Side.objects.filter(report=row).select_related("member__user").first()
    return side.member if side else row.about


def round_of(row: Report) -> int:
    """1, or 2 once there was an appeal."""
    return 2 if Side.objects.filter(report=row, appealed_on__isnull=False).exists() else 1


def was_heard(row: Report, *, today: date) -> bool:
    """Whether the other side had its say."""
    side = Side.objects.filter(report=row).first()
    return side is not None and hearing_is_over(
        invited_on=side.invited_on, answered=side.answered_on is not None, today=today
    )


def _refuse_early(row: Report, measure: Measure, now: datetime) -> None:
    if row.step == Step.CLOSED:
        raise Refused(_("Das ist schon abgeschlossen."))
    heard = was_heard(row, today=timezone.localdate(now))
    if not may_decide(measure, has_person=person_of(row) is not None, heard=heard):
        raise Refused(
            _("Erst hören, dann entscheiden: Die andere Seite hat sieben Tage für ihre Antwort.")
        )


def _go_to(row: Report, step: Step) -> None:
    row.step = step.value
    row.save(update_fields=["step"])


def _tell_seats(row: Report, *, now: datetime, but: str | None = None) -> None:
    seats = Seat.objects.filter(report=row, stepped_aside=False, round_no=round_of(row))
    for seat in seats.exclude(member=but).select_related("member__user"):
        notify(seat.member, now)


def _locked(row: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("group", "about__user", "by").get(pk=row.pk)

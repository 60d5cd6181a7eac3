"""A participant says that an entry is wrong; the leads answer, and may correct it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import (
    Attendance,
    Cohort,
    Objection,
    ObjectionState,
    Participant,
    Session,
)
from wirwissen.course.cohorts.rules.sheet import Mark, fault_of_units, may_object
from wirwissen.course.cohorts.services.sheets import save_sheet, sentence_of
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail


@transaction.atomic
def raise_objection(
    participant: Participant,
    session: Session,
    *,
    claimed_units: Decimal,
    text: str,
    now: datetime,
) -> Objection:
    """Object to an entry, within the cohort's period. One open objection an entry."""
    # The lock of the cohort: an entry must not change while somebody objects to it.
    cohort = Cohort.objects.select_for_update().get(pk=session.cohort_id)
    mine = Objection.objects.filter(session=session, participant=participant)
    if there := mine.filter(state=ObjectionState.OPEN).first():
        return there
    row = Attendance.objects.filter(session=session, participant=participant).first()
    if row is None or not may_object(
        today=localdate(now),
        entered_on=localdate(row.entered_at),
        days=cohort.objection_days,
        cancelled=session.cancelled_at is not None,
        has_open=False,
    ):
        raise Refused(
            _(
                "Für diesen Eintrag ist die Zeit für einen Einspruch vorbei. Sprechen Sie mit "
                "Ihrer Kursleitung. Sie kann den Eintrag weiter ändern."
            )
        )
    if fault := fault_of_units(claimed_units, planned=session.units):
        raise Refused(sentence_of(fault, claimed_units, session.units, _("Ihre Angabe")))
    if claimed_units == row.units:
        raise Refused(_("So steht es schon da. Schreiben Sie, wie lange Sie wirklich da waren."))
    return mine.create(
        session=session,
        participant=participant,
        claimed_units=claimed_units,
        text=text,
        raised_at=now,
    )


@transaction.atomic
def answer_objection(
    objection: Objection,
    *,
    answer: str,
    units: Decimal | None,
    by: Staff,
    now: datetime,
) -> Objection:
    """Answer an objection; `units` corrects the entry (`None` leaves it). Twice answers once."""
    cohort = Cohort.objects.select_for_update().get(pk=objection.session.cohort_id)
    objection = Objection.objects.select_related("session", "participant__person").get(
        pk=objection.pk
    )
    if objection.state != ObjectionState.OPEN:
        return objection
    session, participant = objection.session, objection.participant
    row = Attendance.objects.filter(session=session, participant=participant).first()
    changes = units is not None and (row is None or row.units != units)
    if changes and units is not None:
        session.cohort = cohort
        mark = Mark(units=units, excused=row.excused if row else None)
        save_sheet(session, {participant.pk: mark}, by=by, now=now, reason=_("nach Einspruch"))
    objection.state = ObjectionState.GRANTED if changes else ObjectionState.ANSWERED
    objection.answer, objection.answered_at = answer, now
    objection.save(update_fields=["state", "answer", "answered_at"])
    person = participant.person
    if person.email and not person.is_quiet:
        queue_mail("cohorts/mail/answered.txt", to=person.email, now=now)
    return objection

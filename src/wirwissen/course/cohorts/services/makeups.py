"""Units made up at another site: entered by topic, confirmed, and withdrawn with a trace."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import MakeUp, Participant
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def enter_makeup(
    participant: Participant,
    *,
    part: str,
    topic_there: str,
    site: str,
    from_on: date,
    to_on: date,
    units: Decimal,
    days: Decimal,
    present: bool,
    by: User,
) -> MakeUp:
    """Enter what somebody made up for a named part. It covers units, it deletes no absence.

    `topic_there` is what the other site calls it: module 8 there may be module 7 here. The same
    entry twice is one.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    same = participant.makeups.filter(
        part=part, site=site, from_on=from_on, to_on=to_on, units=units, withdrawn_at=None
    ).first()
    return same or participant.makeups.create(
        part=part,
        topic_there=topic_there,
        site=site,
        from_on=from_on,
        to_on=to_on,
        units=units,
        days=days,
        present=present,
        entered_by=by,
    )


def check_confirmation(on: date, *, last_day: date, today: date) -> None:
    """Raise `Refused` for a confirmation dated ahead, or of what was not over yet."""
    if on > today:
        raise Refused(_("Die Bestätigung liegt in der Zukunft. Prüfen Sie das Datum."))
    if on < last_day:
        raise Refused(
            _("Bestätigen Sie ab dem %(day)s, dem letzten Tag. Vorher zählt es noch nicht.")
            % {"day": date_format(last_day, "j. F Y")}
        )


def confirm_makeup(makeup: MakeUp, *, on: date, by_name: str, now: datetime) -> None:
    """Note the other site's confirmation: it counts from that day. Raises `Refused`."""
    if makeup.withdrawn_at is not None:
        raise Refused(
            _("Diese Nachholung ist zurückgenommen. Tragen Sie sie neu ein, wenn sie doch gilt.")
        )
    check_confirmation(on, last_day=makeup.to_on, today=localdate(now))
    makeup.confirmed_on, makeup.confirmed_by = on, by_name
    makeup.save(update_fields=["confirmed_on", "confirmed_by"])


def withdraw_makeup(makeup: MakeUp, *, reason: str, now: datetime) -> None:
    """Take a make-up back. The row stays as a trace and counts no more. Twice keeps the first."""
    if makeup.withdrawn_at is None:
        makeup.withdrawn_at, makeup.withdrawn_reason = now, reason
        makeup.save(update_fields=["withdrawn_at", "withdrawn_reason"])

"""Verbs of internships. Who may do them is settled in the views' door; rules are in `rules`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.cohorts.services import check_confirmation
from wirwissen.course.internships import rules
from wirwissen.course.internships.models import Placement, Report
from wirwissen.course.internships.queries import internship_rules
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.acts import create_act, end_acts, find_act
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail

PURPOSE = "host"

# `credentials` is above this app: it adds here what must happen to an issued certificate.
withdrawal_hooks: list[Callable[[Participant, datetime], None]] = []


@transaction.atomic
def enter_placement(
    participant: Participant, *, no: int, host: str, host_email: str, from_on: date, to_on: date,
    hours: Decimal, cleared_on: date | None,
) -> Placement:  # fmt: skip
    """Enter hours at a host. Raises `Refused` for an internship the programme does not know."""
    if no not in {rule.no for rule in internship_rules(participant)}:
        raise Refused(_("Dieses Praktikum gibt es in Ihrem Kurs nicht. Wählen Sie ein anderes."))
    return Placement.objects.create(
        participant=participant, no=no, host=host, host_email=host_email.lower(), from_on=from_on,
        to_on=to_on, quarter_hours=rules.quarters(hours), no_conflict_on=cleared_on,
    )  # fmt: skip


@transaction.atomic
def change_placement(
    placement: Placement, *, host: str, host_email: str, from_on: date, to_on: date, hours: Decimal
) -> Placement:
    """Correct what nobody has confirmed yet; a link that is out is taken back with it, and with
    another first day the reason a lead gave for the one before."""
    row = _locked(placement)
    _check_open(row)
    if row.from_on != from_on:
        row.override_reason = row.override_by = ""
    row.host, row.host_email, row.from_on, row.to_on = host, host_email.lower(), from_on, to_on
    row.quarter_hours, row.link_sent_at, row.doubted_at = rules.quarters(hours), None, None
    row.save()
    end_acts(purpose=PURPOSE, target=row.pk)
    return row


@transaction.atomic
def send_host_link(placement: Placement, *, now: datetime) -> str:
    """Send the host a link for this one placement; returns its token. An earlier link ends."""
    row = _locked(placement)
    _check_open(row)
    if not row.host_email:
        raise Refused(_("Tragen Sie erst eine E-Mail-Adresse der Einrichtung ein."))
    end_acts(purpose=PURPOSE, target=row.pk)
    token = create_act(purpose=PURPOSE, target=row.pk, expires_at=now + rules.LINK_VALID)
    queue_mail("internships/mail/host.txt", to=row.host_email, context={"token": token}, now=now)
    row.link_sent_at, row.doubted_at = now, None
    row.save(update_fields=["link_sent_at", "doubted_at"])
    return token


def placement_of_link(token: str, *, now: datetime) -> Placement | None:
    """The placement a host's link is about; `None` if the link has ended. Two queries."""
    act = find_act(token, purpose=PURPOSE, now=now)
    if act is None:
        return None
    rows = Placement.objects.select_related("participant__cohort__organisation")
    return rows.filter(pk=act.target, withdrawn_at=None).first()


@transaction.atomic
def confirm(placement: Placement, *, by_name: str, how: str, on: date, now: datetime) -> Placement:
    """Confirm by the host's link or from a signed paper. Twice does no harm."""
    row = _locked(placement)
    if row.withdrawn_at is not None:
        raise Refused(_("Dieser Eintrag wurde zurückgenommen. Tragen Sie ihn neu ein."))
    if row.confirmed_on is None:
        check_confirmation(on, last_day=row.to_on, today=timezone.localdate(now))
        row.confirmed_on, row.confirmed_by, row.confirmed_how = on, by_name, how
        row.doubted_at = None
        row.save()
    return row


@transaction.atomic
def doubt(placement: Placement, *, now: datetime) -> None:
    """The host says that something is wrong: only that it is so is kept, the leads are told."""
    row = _locked(placement)
    if row.confirmed_on is None and row.withdrawn_at is None:
        row.doubted_at = now
        row.save(update_fields=["doubted_at"])


@transaction.atomic
def withdraw(placement: Placement, *, reason: str, now: datetime) -> None:
    """Take a placement back; the row stays as a tombstone and the rule reopens."""
    row = _locked(placement)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_reason = now, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    end_acts(purpose=PURPOSE, target=row.pk)
    if row.confirmed_on is not None:
        for hook in withdrawal_hooks:
            hook(row.participant, now)


@transaction.atomic
def override(placement: Placement, *, reason: str, by_name: str) -> None:
    """A lead accepts that a soft rule is broken, with reason and name."""
    Placement.objects.filter(pk=placement.pk).update(override_reason=reason, override_by=by_name)


@transaction.atomic
def hand_in_report(
    participant: Participant, *, no: int, on: date, by: User, now: datetime
) -> Report:
    """Keep that the report is there, and since when. Raises `Refused` for a day to come."""
    if on > timezone.localdate(now):
        raise Refused(_("Dieser Tag kommt erst noch. Tragen Sie den Tag der Abgabe ein."))
    row, _is_new = Report.objects.update_or_create(
        participant=participant, no=no, defaults={"handed_in_on": on, "entered_by": by}
    )
    return row


def take_back_report(participant: Participant, *, no: int) -> None:
    """Take back a report that was entered by mistake."""
    Report.objects.filter(participant=participant, no=no).delete()


def go_along(old: Participant, new: Participant) -> None:
    """Somebody changes the cohort: hours and reports are theirs and come along."""
    old.placements.update(participant=new)
    old.reports.exclude(no__in=new.reports.values("no")).update(participant=new)


def _locked(placement: Placement) -> Placement:
    rows = Placement.objects.select_for_update(of=("self",)).select_related("participant")
    return rows.get(pk=placement.pk)


def _check_open(row: Placement) -> None:
    if not rules.may_change(
        confirmed=row.confirmed_on is not None, withdrawn=row.withdrawn_at is not None
    ):
        raise Refused(
            _("Dieser Eintrag ist schon bestätigt. Nehmen Sie ihn zurück und tragen Sie neu ein.")
        )

"""Verbs of the portfolio, the presentation, suitability, payments and the late deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.portfolio import rules
from wirwissen.course.portfolio.models import PortfolioEntry, Suitability
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def keep_state(
    participant: Participant, *, sections: Sequence[str], pages: int, handed_in_on: date | None,
    by: User, now: datetime,
) -> PortfolioEntry:  # fmt: skip
    """Keep which sections are done, how many pages, and when it was handed in."""
    if handed_in_on is not None and handed_in_on > timezone.localdate(now):
        raise Refused(_("Dieser Tag kommt erst noch. Tragen Sie den Tag der Abgabe ein."))
    asked = curriculum_of(participant.cohort.version).rules.portfolio
    known = rules.sections_in_order(sections, asked.sections if asked else ())
    row, _is_new = PortfolioEntry.objects.update_or_create(
        participant=participant,
        defaults={
            "sections": list(known), "pages": pages, "handed_in_on": handed_in_on, "entered_by": by,
        },
    )  # fmt: skip
    return row


@transaction.atomic
def mark_read(participant: Participant, *, by_name: str) -> None:
    """A course lead has read the portfolio; the person sees the name."""
    row = PortfolioEntry.objects.select_for_update().filter(participant=participant).first()
    if row is None:
        raise Refused(_("Es gibt noch kein Portfolio. Tragen Sie erst die Abgabe ein."))
    if by_name not in row.read_by:
        row.read_by = [*row.read_by, by_name]
        row.save(update_fields=["read_by"])


@transaction.atomic
def present(participant: Participant, *, on: date | None, now: datetime) -> None:
    """Keep the date of the final presentation (`None` takes it back)."""
    Participant.objects.filter(pk=participant.pk).update(presented_on=on)


@transaction.atomic
def sign(
    participant: Participant, *, signer: User, name: str, declined: bool, now: datetime
) -> Suitability:
    """One lead's own signature, or their no. Raises `Refused` for the own record."""
    rows = Suitability.objects.select_for_update().filter(participant=participant)
    others_no = rows.filter(declined=True).exclude(signer=signer).exists()
    if not rules.may_sign(
        is_lead=True, is_own_record=participant.person_id == signer.pk, declined_by_other=others_no
    ):
        raise Refused(
            _("Hier können Sie gerade nicht unterschreiben. Sprechen Sie erst miteinander.")
        )
    row, _is_new = Suitability.objects.update_or_create(
        participant=participant,
        signer=signer,
        defaults={"signer_name": name, "declined": declined, "signed_at": now},
    )
    return row


def take_back_signature(participant: Participant, *, signer: User) -> None:
    """Take back the own signature; nobody takes back another's."""
    Suitability.objects.filter(participant=participant, signer=signer).delete()


@transaction.atomic
def keep_payments(participant: Participant, *, due_cents: int, paid_cents: int) -> None:
    """Keep what is due and what was paid, in cents. No payment service, no reminders."""
    Participant.objects.filter(pk=participant.pk).update(due_cents=due_cents, paid_cents=paid_cents)


def go_along(old: Participant, new: Participant) -> None:
    """Somebody changes the cohort: portfolio and signatures are about them and come along."""
    if not PortfolioEntry.objects.filter(participant=new).exists():
        PortfolioEntry.objects.filter(participant=old).update(participant=new)
    there = new.suitability.values("signer")
    old.suitability.exclude(signer__in=there).update(participant=new)

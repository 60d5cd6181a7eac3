"""Propose certificates: for one person, for a cohort, as a successor; and take a proposal back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind
from wirwissen.course.credentials.models import LIVING, PENDING, Paper, PaperKind, PaperState
from wirwissen.course.credentials.queries import as_standing, learning_records
from wirwissen.course.credentials.services.checks import (
    check_letters,
    check_ready,
    living_certificates,
    locked,
    standing_of,
    telling,
)
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def propose(participant: Participant, *, by: User, on_stock: bool, now: datetime) -> Paper:
    """Propose a certificate; only when every requirement is met. Twice does no harm.

    Raises `NotNow` while something is missing.
    """
    who = locked(participant)
    living = living_certificates([who])[who.pk]
    for state in LIVING:
        if state in living:
            return living[state]
    return _proposal(who, by=by, on_stock=on_stock, now=now)


@transaction.atomic
def propose_successor(old: Paper, *, by: User, now: datetime) -> Paper:
    """Propose a certificate that ends `old` when it is released. Raises `NotNow` or `Refused`."""
    if old.participant is None:
        raise Refused(_("Ersetzt werden nur Zertifikate. Stellen Sie sonst ein neues Papier aus."))
    who = locked(old.participant)
    living = living_certificates([who])[who.pk]
    if living.get(PaperState.ISSUED) != old:
        raise Refused(_("Dieses Papier ist schon beendet. Laden Sie die Liste neu."))
    for state in PENDING:
        if state in living:
            return living[state]
    return _proposal(who, by=by, on_stock=old.on_stock, now=now, replaces=old)


def _proposal(
    who: Participant, *, by: User, on_stock: bool, now: datetime, replaces: Paper | None = None
) -> Paper:
    standing = standing_of(who, now)
    with telling([standing]):
        check_ready(standing)
        check_letters(who.name)
    proposal = _as_proposal(who, by=by, on_stock=on_stock, now=now, replaces=replaces)
    proposal.save()
    return proposal


def _as_proposal(
    who: Participant, *, by: User, on_stock: bool, now: datetime, replaces: Paper | None = None
) -> Paper:
    return Paper(
        organisation=who.cohort.organisation, participant=who, kind=PaperKind.CERTIFICATE,
        state=PaperState.PROPOSED, on_stock=on_stock, proposed_by=by, proposed_at=now,
        replaces=replaces,
    )  # fmt: skip


@transaction.atomic
def propose_all(cohort: Cohort, *, by: User, on_stock: bool, now: datetime) -> list[Paper]:
    """Propose a certificate for everybody of a cohort who has everything and none yet.

    For nobody when one of them is refused: raises `NotNow`. As many queries for 24 as for one.
    """
    group = cohort.participants.filter(kind=ParticipantKind.REGULAR).order_by("name", "id")
    people = list(group.select_for_update(of=("self",)).select_related("portfolio"))
    living = living_certificates(people)
    records = learning_records(cohort, people, timezone.localdate(now))
    standings = [as_standing(who, records[who.pk], for_staff=True) for who in people]
    ready = [one for one in standings if one.is_ready and not living[one.participant.pk]]
    with telling(ready):
        for one in ready:
            check_letters(one.participant.name)
    return Paper.objects.bulk_create(
        _as_proposal(one.participant, by=by, on_stock=on_stock, now=now) for one in ready
    )


@transaction.atomic
def take_back_proposal(paper: Paper) -> None:
    """Take a proposal back, also from the umbrella; nothing was issued, so nothing stays.

    What it replaces stays valid.
    """
    Paper.objects.filter(pk=paper.pk, state__in=PENDING).delete()
    Paper.objects.filter(pk=paper.replaces_id, state=PaperState.ISSUED).update(ended_reason="")

"""Every few minutes: offers; after the end: no workbook, and 30 days later no notes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.sealed.services import destroy
from wirwissen.network.rounds.models import Round
from wirwissen.network.rounds.rules import NOTES_LAST
from wirwissen.network.rounds.services.leading import drop_workbook
from wirwissen.network.rounds.services.places import settle


@task()
def tidy() -> None:
    """The job. Safe to run twice."""
    tidy_rounds(now=clock_now())


def tidy_rounds(*, now: datetime) -> None:
    """Offer places, forget what a round has no use for any more."""
    today = timezone.localdate(now)
    for found in Round.objects.filter(ends_on__gte=today, cancelled_on__isnull=True):
        settle(found.pk, now=now)
    for found in Round.objects.filter(ends_on__lt=today).exclude(workbook=""):
        drop_workbook(found)
    ended = Round.objects.filter(ends_on__lt=today - NOTES_LAST, envelope__isnull=False)
    for found in ended.select_related("envelope"):
        _forget_notes(found)


@transaction.atomic
def _forget_notes(found: Round) -> None:
    envelope = found.envelope
    found.notes_sealed, found.envelope = b"", None
    found.save(update_fields=["notes_sealed", "envelope"])
    if envelope is not None:
        destroy(envelope)
        envelope.delete()

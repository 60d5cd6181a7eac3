"""Duplicates of lost certificates: the kept bytes with one line more, never rendered anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import Duplicate, Paper
from wirwissen.course.credentials.papers.duplicate import stamp_duplicate
from wirwissen.course.credentials.services.register import content_of
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def hand_out_duplicate(paper: Paper, *, by: User, reason: str, now: datetime) -> Duplicate:
    """Note in the register that a duplicate is handed out. Number and code stay valid.

    Raises `Refused` for whatever is no certificate, has ended or has lost its person.
    """
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if not rules.may_be_duplicated(kind=row.kind, state=row.state, is_kept=bool(row.envelope_id)):
        raise Refused(
            _("Zweitschriften gibt es nur von gültigen Zertifikaten. Sehen Sie im Register nach.")
        )
    return row.duplicates.create(handed_out_at=now, by=by, reason=reason)


def duplicate_content(duplicate: Duplicate) -> bytes:
    """The kept bytes, marked with the day of handing out; the same bytes each time.

    Raises `KeyGone` or `FileNotFoundError` after erasure.
    """
    return stamp_duplicate(
        content_of(duplicate.paper),
        handed_out_on=timezone.localdate(duplicate.handed_out_at),
        made_at=duplicate.handed_out_at,
    )

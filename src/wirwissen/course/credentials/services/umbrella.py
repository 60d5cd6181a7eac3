"""The umbrella association's step: after the house's second person, before number and document."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import Paper, PaperState
from wirwissen.course.credentials.services.issuing import issue, locked_paper
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def release_last(
    paper: Paper, *, by: User, stock_number: str = "", may: bool = True, now: datetime
) -> Paper:
    """The umbrella releases: now come number, check code, document and mail.

    `may`: whether `by` holds the umbrella's role. A second release gets the first one's paper.
    Raises `Refused` for whoever proposed or released it before, `NotNow` while something lacks.
    """
    typed = " ".join(stock_number.split())
    row = locked_paper(paper, typed)
    if row.state == PaperState.ISSUED:
        return row
    _check_step(row, by=by, may=may)
    row.umbrella_by = by
    return issue(row, typed, now)


@transaction.atomic
def give_back(paper: Paper, *, by: User, reason: str, may: bool = True) -> Paper:
    """The umbrella does not release yet: a proposal again, for a second person to release anew."""
    row = locked_paper(paper, "")
    _check_step(row, by=by, may=may)
    row.state, row.released_by, row.passed_on_at = PaperState.PROPOSED, None, None
    row.returned_reason = reason
    row.save()
    return row


def _check_step(row: Paper, *, by: User, may: bool) -> None:
    if row.participant is None or row.state != PaperState.AWAITING_UMBRELLA:
        raise Refused(
            _("Dieses Zertifikat liegt nicht mehr beim Dachverband. Laden Sie die Liste neu.")
        )
    if not rules.may_release_last(
        proposer=row.proposed_by_id, releaser=row.released_by_id, umbrella=by.pk, may=may
    ):
        raise Refused(_("Das muss jemand anderes beim Dachverband tun: Sie waren schon beteiligt."))

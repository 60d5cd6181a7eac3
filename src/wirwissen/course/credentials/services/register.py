"""What happens to an issued paper: handed out, checked, flagged, replaced, withdrawn, forgotten."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import (
    PENDING,
    Duplicate,
    HolderLink,
    Paper,
    PaperKind,
    PaperState,
)
from wirwissen.course.credentials.services.proposing import propose_successor
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import plain_code
from wirwissen.foundation.sealed.files import drop_file, read_file
from wirwissen.foundation.sealed.services import destroy


@transaction.atomic
def replace_paper(paper: Paper, *, by: User, reason: str, now: datetime) -> Paper:
    """Propose a successor (a new name). The old certificate stays valid until its release.

    With the release the old number closes and the old name leaves view. Raises `Refused` while
    something is missing; then nothing has changed.
    """
    successor = propose_successor(paper, by=by, now=now)
    Paper.objects.filter(pk=paper.pk, state=PaperState.ISSUED).update(ended_reason=reason)
    return successor


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, now: datetime) -> None:
    """Withdraw an issued paper: the check page says "not valid" from now on."""
    row = _living(paper)
    row.state, row.ended_at, row.ended_reason = PaperState.WITHDRAWN, now, reason
    row.flagged_at = None
    row.save(update_fields=["state", "ended_at", "ended_reason", "flagged_at"])
    row.holder_links.all().delete()


@transaction.atomic
def settle_flag(paper: Paper) -> None:
    """Somebody has looked at a flagged certificate: it stays valid."""
    Paper.objects.filter(pk=paper.pk).update(flagged_at=None)


def content_of(paper: Paper) -> bytes:
    """The issued bytes as they were kept. Raises `KeyGone` or `FileNotFoundError` after erasure."""
    if paper.envelope is None:
        raise FileNotFoundError(paper.pk)
    content = read_file(paper.envelope, paper.stored_name)
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise ValueError("The kept paper does not match its checksum.")
    return content


def is_valid(number: str, code: str) -> bool:
    """Whether number and code belong to a living paper: one look-up whatever was typed (T7).

    Two houses of one installation may give the same number; their codes differ.
    """
    wanted = rules.code_hash(plain_code(number), plain_code(code))
    return Paper.objects.filter(check_code_hash=wanted, state=PaperState.ISSUED).exists()


def set_title_form(participant: Participant, title_form: str) -> None:
    """Keep which form of the title the person wants on the certificate."""
    Participant.objects.filter(pk=participant.pk).update(title_form=title_form)


def flag_certificates(participant: Participant, now: datetime) -> None:
    """A confirmation behind an issued certificate was withdrawn: somebody must look at it."""
    rows = Paper.objects.filter(
        participant=participant, kind=PaperKind.CERTIFICATE, state=PaperState.ISSUED
    )
    rows.filter(flagged_at=None).update(flagged_at=now)


@transaction.atomic
def forget(user: User, now: datetime) -> None:
    """Before a person is erased: their entries stay without them, the bytes become unreadable.

    Whoever holds the printed certificate can still have it checked; nothing here says whose it is.
    """
    rows = Paper.objects.filter(participant__person=user)
    rows.filter(state__in=PENDING).delete()
    for paper in rows.exclude(envelope=None).select_related("envelope"):
        assert paper.envelope is not None
        destroy(paper.envelope)
        drop_file(paper.stored_name)
    Duplicate.objects.filter(paper__in=rows).update(reason="")
    HolderLink.objects.filter(paper__in=rows).delete()
    rows.update(
        participant=None, envelope=None, stored_name="", ended_reason="", issued_name="",
        issued_title="",
    )  # fmt: skip


def _living(paper: Paper) -> Paper:
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.state != PaperState.ISSUED:
        raise Refused(_("Dieses Papier ist schon beendet. Laden Sie die Liste neu."))
    return row

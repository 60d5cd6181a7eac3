"""Issue a confirmation; release a proposed certificate as the second person; issue it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import (
    HolderLink,
    NumberSeries,
    Paper,
    PaperKind,
    PaperState,
)
from wirwissen.course.credentials.papers.facts import Facts
from wirwissen.course.credentials.papers.letters import unprintable_letters
from wirwissen.course.credentials.papers.render import Attachment, PaperProblem, render
from wirwissen.course.credentials.papers.render import Paper as Layout
from wirwissen.course.credentials.queries import Standing
from wirwissen.course.credentials.services.checks import (
    check_letters,
    check_ready,
    locked,
    standing_of,
    telling,
    unprintable,
)
from wirwissen.course.credentials.services.facts import certificate_facts, confirmation_facts
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code, plain_code
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.files import keep_file
from wirwissen.foundation.sealed.services import create_envelope

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class NumberKnown(TypedDict):
        """Whether the register has the typed number already."""

        is_number_known: bool

    LockedPaper = WithAnnotations[Paper, NumberKnown]


@transaction.atomic
def issue_confirmation(participant: Participant, *, by: User, now: datetime) -> Paper:
    """Issue an attendance confirmation with the site's own next number. Whenever wanted."""
    who = locked(participant)
    check_letters(who.name)
    standing = standing_of(who, now)
    organisation = who.cohort.organisation
    number = _next_number(organisation, PaperKind.CONFIRMATION, now)
    facts = confirmation_facts(standing, number=number, now=now)
    paper = Paper(
        organisation=organisation, participant=who, kind=PaperKind.CONFIRMATION,
        state=PaperState.ISSUED, number=number, proposed_by=by, proposed_at=now, released_by=by,
        issued_at=now, issued_name=who.name,
    )  # fmt: skip
    return _keep(paper, Layout.ATTENDANCE_CONFIRMATION, facts, standing, now)


@transaction.atomic
def release(
    paper: Paper, *, by: User, stock_number: str = "", may: bool = True,
    has_umbrella: bool = False, now: datetime,
) -> Paper:  # fmt: skip
    """The second person releases: number, check code, document. The requirements are checked anew.

    `may`: whether `by` holds a role that releases. `stock_number` is typed from the association's
    stock where the paper is printed on it. With `has_umbrella` nothing is issued yet: the umbrella
    comes next. A second release gets the first one's paper.
    """
    typed = " ".join(stock_number.split())
    row = locked_paper(paper, typed)
    if row.state in (PaperState.ISSUED, PaperState.AWAITING_UMBRELLA):
        return row
    if row.participant is None or row.state != PaperState.PROPOSED:
        raise Refused(_("Dieser Vorschlag ist nicht mehr offen. Laden Sie die Liste neu."))
    if not rules.may_release(proposer=row.proposed_by_id, releaser=by.pk, may=may):
        raise Refused(_("Freigeben muss eine zweite Person mit diesem Recht. Fragen Sie sie."))
    row.released_by = by
    if not has_umbrella:
        return issue(row, typed, now)
    standing = standing_of(locked(row.participant), now)
    with telling([standing]):
        check_ready(standing)
        check_letters(standing.participant.name)
    row.state, row.passed_on_at, row.returned_reason = PaperState.AWAITING_UMBRELLA, now, ""
    row.save()
    return row


def issue(row: LockedPaper, typed: str, now: datetime) -> Paper:
    """The last step of a certificate, whoever takes it: check anew, number, document, mail."""
    assert row.participant is not None
    who = locked(row.participant)
    standing = standing_of(who, now)
    with telling([standing]):
        check_ready(standing)
        check_letters(who.name)
        number = _certificate_number(row, typed, now)
    _end_predecessor(row, now)
    row.state, row.number, row.issued_at = PaperState.ISSUED, number, now
    code = new_code()
    row.check_code_hash = rules.code_hash(plain_code(number), plain_code(code))
    facts = certificate_facts(standing, number=number, code=code, on_stock=row.on_stock, now=now)
    row.issued_name, row.issued_title = facts.name, ", ".join(facts.title_lines)
    kept = _keep(row, Layout.CERTIFICATE, facts, standing, now)
    if who.person.email and not who.person.is_quiet:
        queue_mail("credentials/mail/news.txt", to=who.person.email, now=now)
    return kept


def locked_paper(paper: Paper, typed: str) -> LockedPaper:
    """The entry, locked, and whether its register has the typed number already. One query."""
    # What was typed is looked up in the same query; two at once are told apart by the constraint.
    known = Paper.objects.filter(
        organisation=OuterRef("organisation"), kind=OuterRef("kind"), number__iexact=typed
    )
    rows = Paper.objects.select_for_update(of=("self",)).select_related("participant")
    return rows.annotate(is_number_known=Exists(known)).get(pk=paper.pk)


def _certificate_number(row: LockedPaper, typed: str, now: datetime) -> str:
    if not row.on_stock:
        return _next_number(row.organisation, PaperKind.CERTIFICATE, now)
    if not typed:
        raise Refused(_("Tragen Sie die Nummer vom Bogen des Dachverbands ein."))
    if odd := unprintable_letters(typed):
        raise Refused(unprintable(odd))
    if row.is_number_known:
        raise Refused(_("Diese Nummer steht schon im Register. Prüfen Sie den Bogen."))
    return typed


def _end_predecessor(row: Paper, now: datetime) -> None:
    living = Paper.objects.filter(pk=row.replaces_id, state=PaperState.ISSUED)
    living.update(
        state=PaperState.REPLACED, ended_at=now, flagged_at=None, issued_name="", issued_title=""
    )
    HolderLink.objects.filter(paper=row.replaces_id).delete()


def _next_number(organisation: Organisation, kind: PaperKind, now: datetime) -> str:
    # The row is locked by its UPDATE until this transaction ends: no number twice, no gap.
    year = timezone.localdate(now).year
    series, _is_new = NumberSeries.objects.get_or_create(
        organisation=organisation, kind=kind, year=year
    )
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db(fields=["last"])
    return rules.number_of(kind=kind.value, year=year, running=series.last)


def _keep(paper: Paper, layout: Layout, facts: Facts, standing: Standing, now: datetime) -> Paper:
    attachment = Attachment(
        name="lernakte.json",
        text=write_record(standing.record),
        description="Lernakte (learning-record/1)",
    )
    try:
        content = render(layout, facts=facts.as_json(), issued_at=now, attachments=[attachment])
    except PaperProblem:
        raise Refused(
            _("Das Papier lässt sich so nicht drucken. Kürzen Sie lange Titel im Programm.")
        ) from None
    paper.envelope = create_envelope()
    paper.stored_name = keep_file(paper.envelope, content)
    paper.sha256 = hashlib.sha256(content).hexdigest()
    paper.save()
    return paper

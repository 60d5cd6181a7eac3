"""Issue, propose, release, replace and withdraw papers; check a number and its code."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import NumberSeries, Paper, PaperKind, PaperState
from wirwissen.course.credentials.papers.facts import Facts
from wirwissen.course.credentials.papers.letters import unprintable_letters
from wirwissen.course.credentials.papers.render import (
    Attachment,
    PaperProblem,
    render,
)
from wirwissen.course.credentials.papers.render import Paper as Layout
from wirwissen.course.credentials.queries import Standing, as_standing, learning_record
from wirwissen.course.credentials.services.facts import certificate_facts, confirmation_facts
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code, plain_code
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.files import keep_file, read_file
from wirwissen.foundation.sealed.services import create_envelope


@transaction.atomic
def issue_confirmation(participant: Participant, *, by: User, now: datetime) -> Paper:
    """Issue an attendance confirmation with the site's own next number. Whenever wanted."""
    who = _locked(participant)
    standing = _standing(who, now)
    organisation = who.cohort.organisation
    number = _next_number(organisation, PaperKind.CONFIRMATION, now)
    facts = confirmation_facts(standing, number=number, now=now)
    paper = Paper(
        organisation=organisation, participant=who, kind=PaperKind.CONFIRMATION,
        state=PaperState.ISSUED, number=number, proposed_by=by, proposed_at=now, released_by=by,
        issued_at=now,
    )  # fmt: skip
    return _keep(paper, Layout.ATTENDANCE_CONFIRMATION, facts, standing, now)


@transaction.atomic
def propose(participant: Participant, *, by: User, on_stock: bool, now: datetime) -> Paper:
    """Propose a certificate; only when every requirement is met. Twice does no harm."""
    who = _locked(participant)
    living = who.papers.filter(
        kind=PaperKind.CERTIFICATE, state__in=[PaperState.PROPOSED, PaperState.ISSUED]
    ).first()
    if living is not None:
        return living
    _check_ready(_standing(who, now))
    if odd := unprintable_letters(who.name):
        raise Refused(
            _("Der Name enthält Zeichen, die wir nicht drucken können: %(signs)s. Ändern Sie ihn.")
            % {"signs": odd}
        )
    return Paper.objects.create(
        organisation=who.cohort.organisation, participant=who, kind=PaperKind.CERTIFICATE,
        state=PaperState.PROPOSED, on_stock=on_stock, proposed_by=by, proposed_at=now,
    )  # fmt: skip


def take_back_proposal(paper: Paper) -> None:
    """Take a proposal back; nothing was issued, so nothing stays."""
    Paper.objects.filter(pk=paper.pk, state=PaperState.PROPOSED).delete()


@transaction.atomic
def release(paper: Paper, *, by: User, stock_number: str = "", now: datetime) -> Paper:
    """The second person releases: number, check code, document. The requirements are checked anew.

    `stock_number` is typed from the association's stock where the paper is printed on it.
    """
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.state == PaperState.ISSUED:
        return row
    if row.participant is None or row.state != PaperState.PROPOSED:
        raise Refused(_("Dieser Vorschlag ist nicht mehr offen. Laden Sie die Liste neu."))
    if not rules.may_release(proposer=row.proposed_by_id, releaser=by.pk, may=True):
        raise Refused(_("Sie haben vorgeschlagen. Freigeben muss eine andere Person."))
    who = _locked(row.participant)
    standing = _standing(who, now)
    _check_ready(standing)
    if row.on_stock and not stock_number:
        raise Refused(_("Tragen Sie die Nummer vom Bogen des Dachverbands ein."))
    number = stock_number or _next_number(row.organisation, PaperKind.CERTIFICATE, now)
    if Paper.objects.filter(organisation=row.organisation, kind=row.kind, number=number).exists():
        raise Refused(_("Diese Nummer steht schon im Register. Prüfen Sie den Bogen."))
    row.state, row.number, row.released_by, row.issued_at = PaperState.ISSUED, number, by, now
    code = new_code()
    row.check_code_hash = rules.code_hash(number, plain_code(code))
    facts = certificate_facts(standing, number=number, code=code, on_stock=row.on_stock, now=now)
    kept = _keep(row, Layout.CERTIFICATE, facts, standing, now)
    if who.person.email and not who.person.is_quiet:
        queue_mail("credentials/mail/news.txt", to=who.person.email, now=now)
    return kept


@transaction.atomic
def replace_paper(paper: Paper, *, by: User, reason: str, now: datetime) -> Paper:
    """Close a certificate for a successor (a new name): the old number closes and leaves view."""
    _end(paper, PaperState.REPLACED, reason, now)
    assert paper.participant is not None
    return propose(paper.participant, by=by, on_stock=paper.on_stock, now=now)


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, now: datetime) -> None:
    """Withdraw an issued paper: the check page says "not valid" from now on."""
    _end(paper, PaperState.WITHDRAWN, reason, now)


def content_of(paper: Paper) -> bytes:
    """The issued bytes as they were kept. Raises `KeyGone` after erasure."""
    if paper.envelope is None:
        raise FileNotFoundError(paper.pk)
    content = read_file(paper.envelope, paper.stored_name)
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise ValueError("The kept paper does not match its checksum.")
    return content


def is_valid(number: str, code: str) -> bool:
    """Whether number and code belong to a living paper. The same work for every answer (T7)."""
    typed = number.strip().upper()
    rows = Paper.objects.filter(kind=PaperKind.CERTIFICATE, number__iexact=typed)
    row = rows.order_by("issued_at").last()
    wanted = row.check_code_hash if row else "-" * 64
    matches = constant_time_compare(
        rules.code_hash(row.number if row else typed, plain_code(code)), wanted
    )
    return matches and row is not None and row.state == PaperState.ISSUED


def set_title_form(participant: Participant, title_form: str) -> None:
    """Keep which form of the title the person wants on the certificate."""
    Participant.objects.filter(pk=participant.pk).update(title_form=title_form)


def flag_certificates(participant: Participant, now: datetime) -> None:
    """A confirmation behind an issued certificate was withdrawn: somebody must look at it."""
    rows = Paper.objects.filter(
        participant=participant, kind=PaperKind.CERTIFICATE, state=PaperState.ISSUED
    )
    rows.filter(flagged_at=None).update(flagged_at=now)


def _locked(participant: Participant) -> Participant:
    rows = Participant.objects.select_for_update(of=("self",))
    return rows.select_related("cohort__version__programme", "cohort__organisation", "person").get(
        pk=participant.pk
    )


def _standing(who: Participant, now: datetime) -> Standing:
    record = learning_record(who, timezone.localdate(now))
    return as_standing(who, record, for_staff=True)


def _check_ready(standing: Standing) -> None:
    if not standing.is_ready:
        lacking = " ".join(row.text for row in standing.open_rows)
        raise Refused(_("Noch kein Vorschlag möglich. %(lacking)s") % {"lacking": lacking})


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
            _("Das Papier passt so nicht auf eine Seite. Kürzen Sie Titel im Programm.")
        ) from None
    paper.envelope = create_envelope()
    paper.stored_name = keep_file(paper.envelope, content)
    paper.sha256 = hashlib.sha256(content).hexdigest()
    paper.save()
    return paper


def _end(paper: Paper, state: PaperState, reason: str, now: datetime) -> None:
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.state != PaperState.ISSUED:
        raise Refused(_("Dieses Papier ist schon beendet. Laden Sie die Liste neu."))
    row.state, row.ended_at, row.ended_reason, row.flagged_at = state, now, reason, None
    row.save(update_fields=["state", "ended_at", "ended_reason", "flagged_at"])

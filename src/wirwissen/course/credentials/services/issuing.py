"""Issue a confirmation; propose a certificate and release it by a second person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import NumberSeries, Paper, PaperKind, PaperState
from wirwissen.course.credentials.papers.facts import Facts
from wirwissen.course.credentials.papers.letters import unprintable_letters
from wirwissen.course.credentials.papers.render import Attachment, PaperProblem, render
from wirwissen.course.credentials.papers.render import Paper as Layout
from wirwissen.course.credentials.queries import Standing, as_standing, learning_record
from wirwissen.course.credentials.services.facts import certificate_facts, confirmation_facts
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code, plain_code
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.files import keep_file
from wirwissen.foundation.sealed.services import create_envelope


@transaction.atomic
def issue_confirmation(participant: Participant, *, by: User, now: datetime) -> Paper:
    """Issue an attendance confirmation with the site's own next number. Whenever wanted."""
    who = _locked(participant)
    _check_letters(who.name)
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
def propose(
    participant: Participant, *, by: User, on_stock: bool, now: datetime,
    replaces: Paper | None = None,
) -> Paper:  # fmt: skip
    """Propose a certificate; only when every requirement is met. Twice does no harm.

    `replaces` is the person's issued certificate: it stays valid until this one is released.
    """
    who = _locked(participant)
    living = {
        row.state: row
        for row in who.papers.filter(
            kind=PaperKind.CERTIFICATE, state__in=[PaperState.PROPOSED, PaperState.ISSUED]
        )
    }
    if PaperState.PROPOSED in living:
        return living[PaperState.PROPOSED]
    if PaperState.ISSUED in living and replaces is None:
        return living[PaperState.ISSUED]
    _check_ready(_standing(who, now))
    _check_letters(who.name)
    return Paper.objects.create(
        organisation=who.cohort.organisation, participant=who, kind=PaperKind.CERTIFICATE,
        state=PaperState.PROPOSED, on_stock=on_stock, proposed_by=by, proposed_at=now,
        replaces=replaces,
    )  # fmt: skip


@transaction.atomic
def propose_all(
    people: Iterable[Participant], *, by: User, on_stock: bool, now: datetime
) -> list[Paper]:
    """Propose a certificate for each of them, or for nobody when one is refused."""
    return [propose(person, by=by, on_stock=on_stock, now=now) for person in people]


@transaction.atomic
def take_back_proposal(paper: Paper) -> None:
    """Take a proposal back; nothing was issued, so nothing stays. What it replaces stays valid."""
    Paper.objects.filter(pk=paper.pk, state=PaperState.PROPOSED).delete()
    Paper.objects.filter(pk=paper.replaces_id, state=PaperState.ISSUED).update(ended_reason="")


@transaction.atomic
def release(
    paper: Paper, *, by: User, stock_number: str = "", may: bool = True, now: datetime
) -> Paper:
    """The second person releases: number, check code, document. The requirements are checked anew.

    `may`: whether `by` holds a role that releases. `stock_number` is typed from the association's
    stock where the paper is printed on it. A second release gets the first one's paper.
    """
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.state == PaperState.ISSUED:
        return row
    if row.participant is None or row.state != PaperState.PROPOSED:
        raise Refused(_("Dieser Vorschlag ist nicht mehr offen. Laden Sie die Liste neu."))
    if not rules.may_release(proposer=row.proposed_by_id, releaser=by.pk, may=may):
        raise Refused(_("Freigeben muss eine zweite Person mit diesem Recht. Fragen Sie sie."))
    who = _locked(row.participant)
    standing = _standing(who, now)
    _check_ready(standing)
    _check_letters(who.name)
    number = _certificate_number(row, stock_number, now)
    _end_predecessor(row, now)
    row.state, row.number, row.released_by, row.issued_at = PaperState.ISSUED, number, by, now
    code = new_code()
    row.check_code_hash = rules.code_hash(plain_code(number), plain_code(code))
    facts = certificate_facts(standing, number=number, code=code, on_stock=row.on_stock, now=now)
    kept = _keep(row, Layout.CERTIFICATE, facts, standing, now)
    if who.person.email and not who.person.is_quiet:
        queue_mail("credentials/mail/news.txt", to=who.person.email, now=now)
    return kept


def _certificate_number(row: Paper, stock_number: str, now: datetime) -> str:
    if not row.on_stock:
        return _next_number(row.organisation, PaperKind.CERTIFICATE, now)
    number = " ".join(stock_number.split())
    if not number:
        raise Refused(_("Tragen Sie die Nummer vom Bogen des Dachverbands ein."))
    if odd := unprintable_letters(number):
        raise Refused(_unprintable(odd))
    known = Paper.objects.filter(organisation=row.organisation, kind=row.kind)
    if known.filter(number__iexact=number).exists():
        raise Refused(_("Diese Nummer steht schon im Register. Prüfen Sie den Bogen."))
    return number


def _end_predecessor(row: Paper, now: datetime) -> None:
    living = Paper.objects.filter(pk=row.replaces_id, state=PaperState.ISSUED)
    living.update(state=PaperState.REPLACED, ended_at=now, flagged_at=None)


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
        raise Refused(_("Noch kein Zertifikat möglich. %(lacking)s") % {"lacking": lacking})


def _check_letters(name: str) -> None:
    if odd := unprintable_letters(name):
        raise Refused(_unprintable(odd))


def _unprintable(signs: str) -> str:
    return _(
        "Diese Zeichen können wir nicht drucken: %(signs)s. Schreiben Sie Name oder Nummer anders."
    ) % {"signs": signs}


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

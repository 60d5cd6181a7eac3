"""Verbs of papers: numbers, two people, successors, flags, erasure."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests import make
from tests.course.credentials.make_ready import STOCK_NUMBER, issued, make_ready, proposed
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.models import NumberSeries, Paper, PaperKind, PaperState
from wirwissen.course.credentials.services.facts import certificate_facts
from wirwissen.course.internships import services as internships
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import erase_person
from wirwissen.foundation.sealed.files import read_file
from wirwissen.foundation.sealed.store import KeyGone

pytestmark = pytest.mark.django_db
YEAR = today().year


@pytest.fixture
def who() -> Participant:
    return make.participant(name="Mara Lindner")


def colleague(who: Participant, role: Role = Role.RELEASER) -> User:
    return make.member(role, who.cohort.organisation)


def confirm(who: Participant) -> Paper:
    return services.issue_confirmation(who, by=who.person, now=now())


def test_confirmations_get_the_next_number_of_their_house_and_year(who: Participant) -> None:
    elsewhere = make.participant()

    numbers = [confirm(one).number for one in (who, who, elsewhere)]

    assert numbers == [f"TB-{YEAR}-0001", f"TB-{YEAR}-0002", f"TB-{YEAR}-0001"]


def test_a_confirmation_that_fails_leaves_no_gap(who: Participant) -> None:
    confirm(who)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        confirm(who)
        raise ZeroDivisionError

    assert confirm(who).number == f"TB-{YEAR}-0002"


def test_a_new_year_begins_with_one(who: Participant) -> None:
    confirm(who)

    later = services.issue_confirmation(
        who, by=who.person, now=now().replace(month=6, day=1) + timedelta(days=365)
    )

    assert later.number == f"TB-{YEAR + 1}-0001"


def test_issued_bytes_are_kept_sealed_and_handed_out_the_same(who: Participant) -> None:
    paper = confirm(who)

    first, second = services.content_of(paper), services.content_of(paper)

    assert first == second
    assert hashlib.sha256(first).hexdigest() == paper.sha256
    assert first.startswith(b"%PDF-")


def test_a_name_that_cannot_be_printed_is_named_before_a_number_is_taken() -> None:
    who = make.participant(name="Mara \U00010330")

    with pytest.raises(Refused, match="\U00010330"):
        confirm(who)

    assert NumberSeries.objects.count() == 0


def test_nobody_is_proposed_while_something_is_missing(who: Participant) -> None:
    with pytest.raises(Refused, match="Das Portfolio ist noch nicht abgegeben"):
        services.propose(who, by=colleague(who), on_stock=False, now=now())


@pytest.mark.parametrize(("absent", "possible"), [(26, True), (27, False)])
def test_26_of_264_units_may_be_missed_and_27_not(
    who: Participant, absent: int, possible: bool
) -> None:
    make_ready(who, absent=absent)

    standing = queries.as_standing(who, queries.learning_record(who, today()), for_staff=True)

    assert standing.is_ready is possible
    assert [row.lack for row in standing.open_rows] == ([] if possible else ["1 UE nachholen"])


def test_proposing_twice_is_one_proposal(who: Participant) -> None:
    first = proposed(who)

    again = services.propose(who, by=colleague(who), on_stock=True, now=now())

    assert (again.pk, Paper.objects.count()) == (first.pk, 1)


def test_whoever_proposed_cannot_release(who: Participant) -> None:
    lead = colleague(who, Role.LEAD)
    paper = proposed(who, by=lead)

    with pytest.raises(Refused):
        services.release(paper, by=lead, now=now())

    paper.refresh_from_db()
    assert (paper.state, paper.number) == (PaperState.PROPOSED, "")


def test_whoever_has_no_such_role_cannot_release(who: Participant) -> None:
    with pytest.raises(Refused):
        services.release(proposed(who), by=colleague(who, Role.OFFICE), may=False, now=now())


def test_a_release_gives_number_code_document_and_a_neutral_mail(who: Participant) -> None:
    paper = issued(who)

    assert (paper.state, paper.number) == (PaperState.ISSUED, f"WW-{YEAR}-0001")
    assert paper.issued_at is not None
    assert services.content_of(paper).startswith(b"%PDF-")
    mail = OutboxMail.objects.get()
    assert mail.recipient == who.person.email
    assert "Zertifikat" not in mail.subject


def test_two_releases_at_once_give_one_number(who: Participant) -> None:
    paper = proposed(who)
    stale = Paper.objects.get(pk=paper.pk)

    first = services.release(paper, by=colleague(who), now=now())
    second = services.release(stale, by=colleague(who, Role.LEAD), now=now())

    assert (first.number, first.sha256) == (second.number, second.sha256)
    assert NumberSeries.objects.get().last == 1


def test_the_release_checks_anew_what_was_there_at_the_proposal(who: Participant) -> None:
    paper = proposed(who)
    Participant.objects.filter(pk=who.pk).update(paid_cents=0)

    with pytest.raises(Refused, match="offen"):
        services.release(paper, by=colleague(who), now=now())

    assert NumberSeries.objects.count() == 0


def test_a_stock_paper_needs_the_number_of_its_sheet(who: Participant) -> None:
    paper = proposed(who, on_stock=True)

    with pytest.raises(Refused, match="Bogen"):
        services.release(paper, by=colleague(who), now=now())
    kept = services.release(paper, by=colleague(who), stock_number=f" {STOCK_NUMBER} ", now=now())

    assert (kept.number, NumberSeries.objects.count()) == (STOCK_NUMBER, 0)


def test_the_same_sheet_is_not_used_twice(who: Participant) -> None:
    issued(who, on_stock=True)
    other = proposed(make.participant(who.cohort), on_stock=True)

    with pytest.raises(Refused, match="steht schon im Register"):
        services.release(other, by=colleague(who), stock_number=STOCK_NUMBER.lower(), now=now())


def test_a_number_typed_by_mistake_changes_no_series(who: Participant) -> None:
    paper = proposed(who)

    kept = services.release(paper, by=colleague(who), stock_number="DV 1", now=now())

    assert kept.number == f"WW-{YEAR}-0001"


def test_a_successor_takes_over_only_when_it_is_released(who: Participant) -> None:
    old = issued(who)
    Participant.objects.filter(pk=who.pk).update(name="Mark Lindner")

    new = services.replace_paper(old, by=colleague(who), reason="neuer Name", now=now())
    old.refresh_from_db()
    before = (old.state, old.number)
    services.release(new, by=colleague(who), now=now())
    old.refresh_from_db()

    assert before == (PaperState.ISSUED, f"WW-{YEAR}-0001")
    assert (old.state, old.ended_reason) == (PaperState.REPLACED, "neuer Name")
    assert Paper.objects.get(state=PaperState.ISSUED).number == f"WW-{YEAR}-0002"
    assert [paper.pk for paper in queries.own_papers(who.person, today())] == [new.pk]
    assert not queries.may_download(who.person, old, is_ours=False)


def test_a_certificate_is_not_lost_when_its_successor_is_not_possible(who: Participant) -> None:
    old = issued(who)
    Participant.objects.filter(pk=who.pk).update(paid_cents=0)

    with pytest.raises(Refused):
        services.replace_paper(old, by=colleague(who), reason="neuer Name", now=now())

    old.refresh_from_db()
    assert (old.state, old.ended_reason) == (PaperState.ISSUED, "")


def test_taking_a_successor_back_leaves_the_old_one(who: Participant) -> None:
    old = issued(who)
    new = services.replace_paper(old, by=colleague(who), reason="neuer Name", now=now())

    services.take_back_proposal(new)

    row = Paper.objects.get()
    assert (row.pk, row.state, row.ended_reason) == (old.pk, PaperState.ISSUED, "")


def test_the_database_itself_knows_one_issued_certificate_a_person(who: Participant) -> None:
    paper = issued(who)

    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.create(
            organisation=paper.organisation, participant=who, kind=PaperKind.CERTIFICATE,
            state=PaperState.ISSUED, number="X", proposed_at=now(),
        )  # fmt: skip


def test_a_paper_ends_once(who: Participant) -> None:
    paper = confirm(who)
    services.withdraw(paper, reason="falsches Programm", now=now())

    with pytest.raises(Refused):
        services.withdraw(paper, reason="noch einmal", now=now())


def test_a_confirmation_taken_back_by_the_host_flags_the_certificate(who: Participant) -> None:
    paper = issued(who)
    placement = who.placements.get(no=1)

    internships.withdraw(placement, reason="falsche Person", now=now())

    paper.refresh_from_db()
    assert paper.flagged_at is not None
    services.settle_flag(paper)
    assert Paper.objects.filter(flagged_at=None, state=PaperState.ISSUED).count() == 1


def test_an_erased_person_leaves_a_number_and_nothing_else(
    who: Participant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    paper = issued(who)
    proposed_elsewhere = proposed(make.participant(person=who.person))
    envelope = paper.envelope
    assert envelope is not None

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(who.person, now=now())

    row = Paper.objects.get()
    assert row.pk != proposed_elsewhere.pk
    assert (row.number, row.sha256, row.participant, row.envelope, row.stored_name) == (
        f"WW-{YEAR}-0001", paper.sha256, None, None, "",
    )  # fmt: skip
    with pytest.raises(FileNotFoundError):
        services.content_of(row)
    with pytest.raises((KeyGone, FileNotFoundError)):
        read_file(envelope, paper.stored_name)


def test_a_certificate_names_only_hours_that_count(who: Participant) -> None:
    make_ready(who)
    make.placement(who, no=1, quarter_hours=16)  # nobody has confirmed these
    standing = queries.as_standing(who, queries.learning_record(who, today()), for_staff=True)

    facts = certificate_facts(standing, number="WW-1", code="X", on_stock=False, now=now())

    assert facts.internship_hours == (Decimal(40), Decimal(80))
    assert (facts.verification_url.endswith("/pruefen/WW-1/"), facts.mode) == (True, "own")

"""Duplicates: kept bytes, one line more, same number, both standards."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests import make
from tests.course.credentials.make_ready import issued
from tests.course.credentials.papers import samples
from tests.pdf_check import check_pdfs
from tests.world import World, make_world
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules, services
from wirwissen.course.credentials.models import Duplicate, Paper
from wirwissen.course.credentials.papers.duplicate import stamp_duplicate
from wirwissen.course.credentials.papers.render import Paper as Layout
from wirwissen.course.credentials.papers.render import overlay, render
from wirwissen.course.record.reading import read_record
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy.services import erase_person

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 26)


@pytest.fixture
def who() -> Participant:
    return make.participant(name="Mara Lindner")


def handed_out(paper: Paper, reason: str = "verloren") -> Duplicate:
    return services.hand_out_duplicate(paper, by=make.user(), reason=reason, now=now())


def texts_of(content: bytes) -> list[bytes]:
    """The content streams of the first page, as they are."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = pdf.pages[0].Contents
        several = isinstance(streams, pikepdf.Array)
        return [part.read_bytes() for part in (streams if several else [streams])]


@pytest.mark.parametrize(
    ("kind", "state", "is_kept", "wanted"),
    [
        ("certificate", "issued", True, True),
        ("certificate", "issued", False, False),
        ("certificate", "withdrawn", True, False),
        ("certificate", "replaced", True, False),
        ("confirmation", "issued", True, False),
    ],
)
def test_only_a_valid_kept_certificate_is_duplicated(
    kind: str, state: str, is_kept: bool, wanted: bool
) -> None:
    assert rules.may_be_duplicated(kind=kind, state=state, is_kept=is_kept) is wanted


def test_a_duplicate_is_the_kept_paper_with_one_line_more(who: Participant) -> None:
    paper = issued(who)
    kept = services.content_of(paper)

    marked = services.duplicate_content(handed_out(paper))

    (drawn,) = texts_of(kept)
    assert drawn in texts_of(marked)
    with pikepdf.open(io.BytesIO(marked)) as pdf, pikepdf.open(io.BytesIO(kept)) as before:
        inside = pdf.attachments["lernakte.json"].get_file().read_bytes()
        assert inside == before.attachments["lernakte.json"].get_file().read_bytes()
        assert "/Zweitschrift" in pdf.pages[0].Resources.XObject
    assert read_record(inside).attendance != ()
    assert services.content_of(paper) == kept


def test_the_same_duplicate_is_the_same_bytes_and_a_later_one_another_date(
    who: Participant,
) -> None:
    first = handed_out(issued(who))
    later = Duplicate(paper=first.paper, handed_out_at=first.handed_out_at + timedelta(days=40))

    contents = [services.duplicate_content(row) for row in (first, first, later)]

    assert (contents[0] == contents[1], contents[0] == contents[2]) == (True, False)


def test_number_and_code_stay_valid(who: Participant) -> None:
    paper = issued(who)
    before = (paper.number, paper.check_code_hash, paper.sha256)

    handed_out(paper)

    paper.refresh_from_db()
    assert (paper.number, paper.check_code_hash, paper.sha256, paper.state) == (*before, "issued")


def test_a_withdrawn_certificate_has_no_duplicate(who: Participant) -> None:
    paper = issued(who)
    services.withdraw(paper, reason="falsch", now=now())

    with pytest.raises(Refused, match="gültigen Zertifikaten"):
        handed_out(paper)


def test_erasing_the_person_empties_the_reason_and_ends_the_file(
    who: Participant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = handed_out(issued(who), reason="nach der Trennung verloren")

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(who.person, now=now())

    kept = Duplicate.objects.get()
    assert (kept.pk, kept.reason, kept.paper.participant) == (row.pk, "", None)
    with pytest.raises(FileNotFoundError):
        services.duplicate_content(kept)


def test_the_office_hands_one_out_and_the_register_tells_who_and_when() -> None:
    world: World = make_world()
    paper = issued(world.own.participant)
    path = reverse("credentials:duplicate", args=[paper.pk])
    office = world.client("office")

    office.post(path, {"reason": "beim Umzug verloren"})
    office.post(path, {"reason": ""})
    row = Duplicate.objects.get()
    page = office.get(path).content.decode()
    file = office.get(reverse("credentials:duplicate_file", args=[row.pk]))

    assert (row.by, row.reason) == (world.own.office, "beim Umzug verloren")
    name = world.own.office.memberships.get().name
    assert f"{name}: beim Umzug verloren" in page
    assert file.content == services.duplicate_content(row)
    assert file.headers["Content-Disposition"] == 'attachment; filename="zweitschrift.pdf"'
    register = office.get(reverse("credentials:releases")).content.decode()
    assert "Zweitschrift am" in register
    own = world.client("participant").get(reverse("credentials:download", args=[paper.pk]))
    assert own.content == services.content_of(paper)


def test_a_duplicate_of_an_ended_certificate_is_handed_out_no_more() -> None:
    world = make_world()
    paper = issued(world.own.participant)
    row = handed_out(paper)
    services.withdraw(paper, reason="falsch", now=now())

    asked = [
        world.client("office").get(reverse(f"credentials:{name}", args=[pk])).status_code
        for name, pk in (("duplicate", paper.pk), ("duplicate_file", row.pk))
    ]

    assert asked == [404, 404]


@pytest.mark.java
def test_a_duplicate_keeps_both_standards_and_a_line_without_its_mark_does_not(
    who: Participant,
) -> None:
    kept = render(
        Layout.CERTIFICATE, facts=samples.certificate(specimen=True).as_json(),
        issued_at=samples.ISSUED_AT,
    )  # fmt: skip
    stamped = stamp_duplicate(kept, handed_out_on=ON, made_at=samples.ISSUED_AT)
    real = services.duplicate_content(handed_out(issued(who)))

    verdicts = check_pdfs([stamped, real, _plainly_laid_over(kept)])

    assert [[row.passed for row in both] for both in verdicts[:2]] == [[True, True], [True, True]]
    assert [row.passed for row in verdicts[2]] == [True, False]


def _plainly_laid_over(kept: bytes) -> bytes:
    line = overlay(handed_out_on=ON, made_at=samples.ISSUED_AT)
    with pikepdf.open(io.BytesIO(kept)) as pdf, pikepdf.open(io.BytesIO(line)) as over:
        pdf.pages[0].add_overlay(over.pages[0], None)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()

"""Papers: uploaded, handed out, set aside unread, returned, deleted."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.admissions.papers import pdf, photo
from wirwissen.course.admissions.models import (
    Application,
    ApplicationFile,
    ApplicationState,
    FileReturn,
    FileState,
)
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services.files import check_papers, keep_papers, set_aside
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.upload_handler import MEGABYTE
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.uploads.check import Limits

pytestmark = pytest.mark.django_db


def with_paper(**fields: Any) -> tuple[Application, ApplicationFile]:
    """A draft with one PDF among its further papers."""
    application = make.application(state=ApplicationState.DRAFT, **fields)
    keep_papers(application, Section.PAPERS, check_papers([pdf("Zeugnis Mara.pdf")]), now=now())
    return application, application.files.get()


def sent(application: Application) -> None:
    application.state, application.submitted_at = ApplicationState.SUBMITTED, now()
    application.save()


def reader_of(application: Application, *, cleared: bool = True) -> User:
    """Somebody of the selection who has declared not to know the person (or has not yet)."""
    user = make.member(Role.LEAD, application.offer.organisation)
    application.offer.readers.create(user=user, name="Amara Okafor", named_at=now())
    if cleared:
        application.openings.create(reader=user, knows_person=False, declared_at=now())
    return user


def url(paper: ApplicationFile, name: str = "paper") -> str:
    return reverse(f"admissions:{name}", args=[paper.pk])


def test_the_owner_gets_the_paper_back_as_a_download_under_a_neutral_name() -> None:
    application, paper = with_paper()

    answer = client_of(application.person).get(url(paper))

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="weitere-unterlagen.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not Reading.objects.exists()


def test_a_reader_opens_it_after_sending_and_leaves_a_trace() -> None:
    application, paper = with_paper()
    reader = client_of(reader_of(application))
    before = reader.get(url(paper)).status_code

    sent(application)
    after = [reader.get(url(paper)).status_code for _time in range(2)]

    readings = [(each.reader_name, each.what, each.owner) for each in Reading.objects.all()]
    assert (before, after) == (404, [200, 200])
    assert readings == [("Amara Okafor", "Datei: Weitere Unterlagen", application.person)]


def test_without_the_declaration_or_from_another_house_nobody_opens_it() -> None:
    application, paper = with_paper()
    sent(application)
    house = application.offer.organisation
    others = [
        reader_of(application, cleared=False),
        make.member(Role.OFFICE, house),
        make.member(Role.LEAD, house),
        make.member(Role.OFFICE, make.organisation("Haus am Anger")),
        make.user(),
    ]
    left = reader_of(application)
    left.memberships.all().delete()
    others.append(left)

    assert {client_of(each).get(url(paper)).status_code for each in others} == {404}


def test_set_aside_nobody_of_the_house_opens_it_and_the_owner_is_told() -> None:
    application, paper = with_paper()
    sent(application)
    reader = client_of(reader_of(application))

    reader.post(url(paper, "paper_set_aside"))

    assert reader.get(url(paper)).status_code == 404
    assert client_of(application.person).get(url(paper)).status_code == 200
    assert [each.subject for each in OutboxMail.objects.all()] == ["Es gibt etwas Neues"]
    owner = client_of(application.person)
    page = owner.get(reverse("admissions:application", args=[application.pk])).content.decode()
    assert "Ein Papier liegt ungelesen beiseite" in page


@pytest.mark.django_db(transaction=True)
def test_the_office_returns_and_deletes_it_and_only_the_log_remains() -> None:
    application, paper = with_paper()
    sent(application)
    office = make.member(Role.OFFICE, application.offer.organisation)
    path = Path(settings.MEDIA_ROOT) / paper.stored_name[:2] / paper.stored_name
    assert path.exists()
    set_aside(paper, by=office, now=now())

    client_of(office).post(url(paper, "paper_return"))

    line = FileReturn.objects.get()
    assert (line.application, line.by, line.deleted_at is not None) == (application, office, True)
    assert not ApplicationFile.objects.exists()
    assert not path.exists()


def test_a_paper_that_does_not_lie_aside_is_not_returned() -> None:
    application, paper = with_paper()
    office = client_of(make.member(Role.OFFICE, application.offer.organisation))

    answer = office.post(url(paper, "paper_return"))

    assert answer.status_code == 409
    assert ApplicationFile.objects.filter(state=FileState.KEPT).exists()


def test_deleting_the_only_letter_takes_the_finished_mark_away() -> None:
    application = make.application(state=ApplicationState.DRAFT, done=["motivation"])
    keep_papers(application, Section.MOTIVATION, check_papers([photo()]), now=now())

    client_of(application.person).post(url(application.files.get(), "paper_delete"))

    application.refresh_from_db()
    assert (application.done, application.files.count()) == ([], 0)


def test_once_sent_the_owner_deletes_only_what_lies_aside() -> None:
    application, paper = with_paper()
    sent(application)
    owner = client_of(application.person)

    assert owner.post(url(paper, "paper_delete")).status_code == 409
    set_aside(paper, by=make.user(), now=now())
    owner.post(url(paper, "paper_delete"))

    assert not ApplicationFile.objects.exists()
    assert FileReturn.objects.get().deleted_at is not None


def test_what_would_be_more_than_200_mb_is_refused_and_named() -> None:
    application, paper = with_paper()
    paper.size = Limits().max_bytes_per_person
    paper.save()

    not_taken = keep_papers(application, Section.PAPERS, check_papers([photo()]), now=now())

    assert [(each.label, each.sentence[:34]) for each in not_taken] == [
        ("seite.jpg", "Ihre Dateien sind zusammen größer ")
    ]
    assert application.files.count() == 1


def test_a_file_of_21_mb_is_named_and_the_small_one_beside_it_kept() -> None:
    application = make.application(state=ApplicationState.DRAFT)
    client: HouseClient = client_of(application.person)
    large = SimpleUploadedFile("riesig.pdf", b"%PDF-" + b"0" * (21 * MEGABYTE))
    address = reverse("admissions:section", args=[application.pk, "unterlagen"])

    answer = client.post(address, {"step": "upload", "papers": [large, photo("klein.jpg")]})
    page = client.get(answer["Location"]).content.decode()

    assert "<strong>riesig.pdf</strong>: Diese Datei ist größer als 20 MB." in page
    assert "klein.jpg" in page
    assert application.files.count() == 1


def test_marks_in_a_photo_do_not_survive() -> None:
    application = make.application(state=ApplicationState.DRAFT)
    checked = check_papers([photo(marks=b"GPS 50.9 6.9")])
    keep_papers(application, Section.PAPERS, checked, now=now())

    answer = client_of(application.person).get(url(application.files.get()))

    assert answer.content.startswith(b"\xff\xd8\xff")
    assert b"GPS" not in answer.content

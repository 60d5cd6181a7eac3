"""The office: lists without dossiers, and every step for somebody without e-mail."""

from typing import Any

import pytest
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.admissions.papers import pdf
from wirwissen.course.admissions import queries
from wirwissen.course.admissions.models import Application, ApplicationState
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.files import check_papers, keep_papers, set_aside
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import MailState, OutboxMail
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.privacy.models import Reading

pytestmark = pytest.mark.django_db

PARTS: dict[str, dict[str, str]] = {
    "kontakt": {"name": "Theo Anselm", "address": "Am Bach 3\n50996 Köln"},
    "motivation": {"text": "Mit der Hand geschrieben."},
    "lebenslauf": {"text": "1970 geboren."},
    "was-traegt": {"text": "Der Chor."},
    "finanzierung": {"funding": "open"},
    "einwilligung": {"agreed": "on"},
}


def office_of(offer: Offer) -> tuple[User, HouseClient]:
    user = make.member(Role.OFFICE, offer.organisation, name="Jo Berg")
    return user, client_of(user)


def on_paper(**fields: Any) -> Application:
    """An application of somebody without e-mail that the office enters."""
    return make.application(
        person=make.user(None), by_office=True, state=ApplicationState.DRAFT, **fields
    )


def url(name: str, *args: str) -> str:
    return reverse(f"admissions:{name}", args=args)


def test_somebody_without_mail_goes_from_entitlement_to_sent_through_the_office() -> None:
    offer = make.offer()
    entitlement = make.entitlement(offer.version.programme, name="Theo Anselm")
    _user, office = office_of(offer)

    fields = {"offer": offer.pk, "entitlement": entitlement.pk, "name": ""}
    begun = office.post(url("begin_office"), fields)
    application = Application.objects.get()
    for name, typed in PARTS.items():
        office.post(url("section_office", application.pk, name), {"step": "done", **typed})
    scanned = {"step": "upload", "papers": [pdf("scan.pdf")]}
    office.post(url("section_office", application.pk, "unterlagen"), scanned)
    office.post(url("send_office", application.pk))

    application.refresh_from_db()
    entitlement.refresh_from_db()
    assert begun["Location"] == url("application_office", application.pk)
    assert (application.state, application.by_office) == (ApplicationState.SUBMITTED, True)
    assert entitlement.person == application.person
    assert application.person.email is None
    assert application.files.count() == 1
    assert not OutboxMail.objects.exists()


def test_the_office_begins_without_info_event_by_name_alone() -> None:
    offer = make.offer(needs_info_event=False)
    _user, office = office_of(offer)

    missing = office.post(url("begin_office"), {"offer": offer.pk, "entitlement": "", "name": ""})
    office.post(url("begin_office"), {"offer": offer.pk, "entitlement": "", "name": "Theo Anselm"})

    assert "Hier fehlt noch der Name." in missing.content.decode()
    assert Application.objects.get().name == "Theo Anselm"


def test_the_office_reads_no_dossier_of_people_who_write_themselves() -> None:
    application = make.application(motivation="Ich möchte lernen.", name="Mara Lindner")
    _user, office = office_of(application.offer)

    page = office.get(url("application_office", application.pk)).content.decode()

    assert "Mara Lindner" in page
    assert "Ich möchte lernen." not in page
    assert office.get(url("section_office", application.pk, "motivation")).status_code == 404
    for name in ("send_office", "reopen_office", "withdraw_office"):
        assert office.post(url(name, application.pk)).status_code == 404


def test_before_sending_the_office_sees_neither_contact_nor_papers() -> None:
    application = make.application(state=ApplicationState.DRAFT, address="Uferweg 14")
    keep_papers(application, Section.PAPERS, check_papers([pdf()]), now=now())
    _user, office = office_of(application.offer)

    page = office.get(url("application_office", application.pk)).content.decode()

    assert "Uferweg 14" not in page
    assert "PDF" not in page


def test_reading_support_needs_leaves_a_trace_and_only_the_office_may() -> None:
    application = make.application(state=ApplicationState.DRAFT)
    needs = {"text": "Ein Platz an der Tür."}
    services.save_section(application, Section.NEEDS, needs, is_done=True, now=now())
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.SUBMITTED)
    user, office = office_of(application.offer)
    lead = client_of(make.member(Role.LEAD, application.offer.organisation))

    page = office.get(url("needs_office", application.pk)).content.decode()

    assert "Ein Platz an der Tür." in page
    assert lead.get(url("needs_office", application.pk)).status_code == 404
    traces = [(each.reader, each.reader_name, each.what) for each in Reading.objects.all()]
    assert traces == [(user, "Jo Berg", "Bewerbung: Was Sie im Kurs brauchen")]


def test_typing_for_somebody_leaves_a_trace_of_what_was_opened() -> None:
    application = on_paper()
    _user, office = office_of(application.offer)

    office.get(url("section_office", application.pk, "motivation"))

    assert [each.what for each in Reading.objects.all()] == ["Bewerbung: Motivationsschreiben"]


def test_a_mail_that_does_not_arrive_stands_beside_the_person() -> None:
    application = make.application()
    assert application.person.email is not None
    queue_mail("admissions/mail/sent.txt", to=application.person.email)
    OutboxMail.objects.update(state=MailState.UNDELIVERABLE)
    _user, office = office_of(application.offer)

    assert "E-Mail kommt nicht an" in office.get(url("applications_office")).content.decode()
    page = office.get(url("application_office", application.pk)).content.decode()
    assert "Die letzte E-Mail kam nicht an." in page


def test_another_house_sees_none_of_it() -> None:
    application = on_paper(name="Theo Anselm")
    _user, stranger = office_of(make.offer())

    assert "Theo Anselm" not in stranger.get(url("applications_office")).content.decode()
    for name in ("application_office", "letter_office", "withdraw_office", "needs_office"):
        assert stranger.get(url(name, application.pk)).status_code == 404


def test_the_letter_says_what_is_missing_or_that_it_has_arrived() -> None:
    application = on_paper(name="Theo Anselm", address="Am Bach 3\n50996 Köln")
    _user, office = office_of(application.offer)

    before = office.get(url("letter_office", application.pk)).content.decode()
    Application.objects.update(state=ApplicationState.SUBMITTED, submitted_at=now())
    after = office.get(url("letter_office", application.pk)).content.decode()

    assert "Motivationsschreiben" in before
    assert "Am Bach 3<br>50996 Köln" in before
    assert "vollständig bei uns" in after


def test_the_office_withdraws_only_for_people_on_paper() -> None:
    application = on_paper(name="Theo Anselm")
    _user, office = office_of(application.offer)

    office.post(url("withdraw_office", application.pk))

    application.refresh_from_db()
    assert (application.state, application.name) == (ApplicationState.WITHDRAWN, "")
    assert "gelöschte Person" in office.get(url("applications_office")).content.decode()


def test_papers_set_aside_and_new_applications_wait_on_the_offices_day(
    django_assert_num_queries: Any,
) -> None:
    application = make.application(state=ApplicationState.DRAFT)
    keep_papers(application, Section.PAPERS, check_papers([pdf()]), now=now())
    Application.objects.update(state=ApplicationState.SUBMITTED, submitted_at=now())
    user, _office = office_of(application.offer)
    set_aside(application.files.get(), by=user, now=now())
    rows = list(Membership.objects.filter(user=user))

    with django_assert_num_queries(2):
        todos = queries.application.todos(user, rows, now())

    assert [each.title for each in todos] == [
        "1 Unterlage liegt ungelesen beiseite",
        "1 neue Bewerbung",
    ]


def test_a_draft_waits_on_its_owners_day(django_assert_num_queries: Any) -> None:
    application = make.application(state=ApplicationState.DRAFT)

    with django_assert_num_queries(1):
        todos = queries.application.todos(application.person, [], now())

    assert [(each.title, each.url) for each in todos] == [
        ("Bewerbung weiterschreiben", url("application", application.pk))
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_applications(
    django_assert_max_num_queries: Any, count: int
) -> None:
    offer = make.offer()
    for _number in range(count):
        make.application(offer)
    _user, office = office_of(offer)

    with django_assert_max_num_queries(7):
        office.get(url("applications_office"))


def test_the_office_begins_and_ends_the_quiet_state_and_takes_back_what_waits_to_be_sent() -> None:
    application = make.application(person=make.user("mara@example.org"))
    queue_mail("admissions/mail/something_new.txt", to="mara@example.org")
    queue_mail("admissions/mail/something_new.txt", to="kim@example.org")
    _user, office = office_of(application.offer)

    seen = []
    for act in ("quiet", "not_quiet"):
        office.post(url("application_office", application.pk), {"act": act})
        seen.append(User.objects.get(pk=application.person_id).is_quiet)

    assert seen == [True, False]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == ["kim@example.org"]

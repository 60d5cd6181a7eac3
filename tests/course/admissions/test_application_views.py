"""The applicant's pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.course.admissions.papers import pdf, photo, text_file
from wirwissen.course.admissions.models import Application, ApplicationFile, ApplicationState
from wirwissen.course.admissions.rules.application import REQUIRED, Section
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.form_keys import KEY_FIELD, new_key
from wirwissen.foundation.sealed.services import open_text

pytestmark = pytest.mark.django_db


def draft(**fields: Any) -> Application:
    """A fresh application."""
    return make.application(state=ApplicationState.DRAFT, **fields)


def url(application: Application, name: str, *more: str) -> str:
    return reverse(f"admissions:{name}", args=[application.pk, *more])


def save(application: Application, section: Section, step: str = "done", **fields: Any) -> Any:
    """Save one part in the browser of its owner."""
    client = client_of(application.person)
    return client.post(url(application, "section", section.value), {"step": step, **fields})


def test_the_task_list_says_how_far_each_part_is() -> None:
    application = draft(
        done=["kontakt"], saved_at={"kontakt": now().isoformat(), "motivation": now().isoformat()}
    )

    page = client_of(application.person).get(url(application, "application")).content.decode()

    assert "Ein Teil von sechs ist fertig." in page
    assert "Weiter mit dem Motivationsschreiben" in page
    assert "Zuletzt gespeichert heute" in page
    assert page.count("angefangen</span>") == 1 + page.count("noch nicht angefangen</span>")


def test_a_part_is_saved_unfinished_and_finished_later() -> None:
    application = draft()

    save(application, Section.CONTACT, "later", name="Mara Lindner", address="")
    application.refresh_from_db()
    assert (application.name, application.done) == ("Mara Lindner", [])

    save(application, Section.CONTACT, name="Mara Lindner", address="Uferweg 14\n50996 Köln")
    application.refresh_from_db()
    assert application.done == ["kontakt"]


def test_a_finished_part_needs_what_belongs_to_it_and_keeps_what_was_typed() -> None:
    application = draft()

    answer = save(application, Section.CONTACT, name="", address="Uferweg 14", phone="0221 1")

    page = answer.content.decode()
    assert "<title>Fehler:" in page
    assert "Hier fehlt noch: Ihr Name." in page
    assert "Uferweg 14</textarea>" in page
    application.refresh_from_db()
    assert application.saved_at == {}


def test_a_letter_is_a_text_or_a_file() -> None:
    application = draft()

    nothing = save(application, Section.MOTIVATION, text="")
    assert "Schreiben Sie ein paar Sätze oder laden Sie eine Datei hoch." in (
        nothing.content.decode()
    )
    save(application, Section.MOTIVATION, text="", papers=[pdf()])

    application.refresh_from_db()
    assert application.done == ["motivation"]


def test_a_bad_file_is_named_and_the_rest_is_kept() -> None:
    application = draft()
    client = client_of(application.person)
    address = url(application, "section", "motivation")

    answer = client.post(
        address,
        {
            "step": "done",
            "text": "Seit drei Jahren leite ich eine Gruppe.",
            "papers": [pdf("gut.pdf"), text_file("schlecht.docx"), photo("auch-gut.jpg")],
        },
    )
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == address
    assert "<strong>schlecht.docx</strong>" in page
    assert "Eine Datei konnten wir nicht nehmen" in page
    assert "gut.pdf" in page
    assert "auch-gut.jpg" in page
    assert "Seit drei Jahren leite ich eine Gruppe." in page
    assert "schlecht.docx" not in client.get(address).content.decode()
    application.refresh_from_db()
    assert application.done == []


def test_the_same_form_sent_twice_keeps_each_file_once() -> None:
    application = draft()
    client, key = client_of(application.person), new_key()
    address = url(application, "section", "unterlagen")

    for _time in range(2):
        client.post(address, {KEY_FIELD: key, "step": "upload", "papers": [pdf()]})

    assert ApplicationFile.objects.count() == 1


def test_changing_from_the_check_page_leads_back_there() -> None:
    application = draft()
    client = client_of(application.person)
    address = url(application, "section", "finanzierung") + "?zurueck=pruefen"

    answer = client.post(address, {"step": "done", "funding": "jobcenter"})

    assert answer["Location"] == url(application, "check")
    assert "Jobcenter" in client.get(answer["Location"]).content.decode()


def test_the_check_page_shows_every_answer_and_names_what_is_missing() -> None:
    application = draft(motivation="Ich möchte lernen.", done=["motivation"])

    page = client_of(application.person).get(url(application, "check")).content.decode()

    assert "Ich möchte lernen." in page
    assert "Das fehlt noch" in page
    assert "Bewerbung abschicken" not in page


def test_sending_twice_leads_to_the_same_page() -> None:
    application = draft(done=[section.value for section in REQUIRED])
    client, key = client_of(application.person), new_key()

    answers = [
        client.post(url(application, "check"), {KEY_FIELD: key})["Location"] for _time in range(2)
    ]

    assert answers == [url(application, "sent")] * 2
    assert "Ihre Bewerbung ist da" in client.get(answers[0]).content.decode()


def test_after_the_last_day_the_page_says_so_and_shows_the_way_on() -> None:
    offer = make.offer(apply_until=today() - timedelta(days=1))
    application = draft(of=offer, done=[section.value for section in REQUIRED])
    client = client_of(application.person)

    for page in ("application", "check"):
        shown = client.get(url(application, page)).content.decode()
        assert "Rufen Sie uns an" in shown
        assert "Bewerbung abschicken" not in shown
    refused = client.post(url(application, "check")).content.decode()
    assert "Noch nicht abgeschickt" in refused


def test_a_sent_application_can_be_read_again_but_not_changed() -> None:
    application = make.application(motivation="Ich möchte lernen.")
    client = client_of(application.person)

    assert client.get(url(application, "section", "motivation")).status_code == 302
    page = client.get(url(application, "check")).content.decode()

    assert "Ich möchte lernen." in page
    assert "Ändern<" not in page


def test_withdrawing_says_first_what_it_erases() -> None:
    application = make.application(motivation="Ich möchte lernen.")
    client = client_of(application.person)

    before = client.get(url(application, "withdraw")).content.decode()
    client.post(url(application, "withdraw"))
    after = client.get(url(application, "application")).content.decode()

    assert "alle Texte und Dateien" in before
    assert "Bewerbung zurückgezogen" in after
    assert client.get(url(application, "check")).status_code == 302


def test_who_reads_names_the_readers_and_every_reading() -> None:
    application = make.application()
    reader = make.user()
    application.offer.readers.create(user=reader, name="Amara Okafor", named_at=now())
    application.offer.readers.create(
        user=make.user(), name="Jo Berg", named_at=now(), application=application
    )

    page = client_of(application.person).get(url(application, "readers")).content.decode()

    assert "Amara Okafor" in page
    assert "Jo Berg, als dritte Person" in page
    assert "Bis jetzt niemand." in page


@pytest.mark.parametrize("name", ["application", "check", "sent", "withdraw", "readers"])
def test_nobody_opens_somebody_elses_application(name: str) -> None:
    application = make.application()

    address = url(application, name)
    by_mailbox = client_of(application.person, strong=False)

    assert client_of(make.user()).get(address).status_code == 404
    assert by_mailbox.get(address).status_code == 302


def test_several_applications_are_a_list_and_one_is_its_own_page() -> None:
    application = draft()
    client = client_of(application.person)

    assert client.get(reverse("admissions:own"))["Location"] == url(application, "application")
    draft(person=application.person, of=make.offer(title="Ein zweiter Kurs"))
    assert "Ein zweiter Kurs" in client.get(reverse("admissions:own")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["application", "check", "readers"])
def test_pages_cost_the_same_with_one_and_three_papers(
    django_assert_max_num_queries: Any, name: str, count: int
) -> None:
    application = draft()
    client = client_of(application.person)
    papers = [pdf(f"{number}.pdf") for number in range(count)]
    save(application, Section.PAPERS, papers=papers)
    for _number in range(count):
        application.offer.readers.create(user=make.user(), name="Jo Berg", named_at=now())

    with django_assert_max_num_queries(8):
        client.get(url(application, name))


def test_a_text_survives_the_way_through_form_and_envelope() -> None:
    application = draft()

    save(application, Section.CV, text="1990 Lehre\n2001 Krise\n2004 Gruppe gegründet")

    application.refresh_from_db()
    text = open_text(application.envelope, application, "cv_sealed")
    assert text.splitlines() == ["1990 Lehre", "2001 Krise", "2004 Gruppe gegründet"]

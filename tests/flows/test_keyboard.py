"""Booking, applying and marking attendance with the keyboard alone, without JavaScript.

Nothing is clicked. Opening an address and putting a file into a box are the browser's own business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload

from tests.flows.chapter_admission import a_pdf
from tests.flows.keys import Keys, keys
from tests.flows.rows import rows
from tests.flows.walk import PASSWORD, Journey
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink
from tests.make import PASSWORD as LEADS_PASSWORD

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FIRST = ("--organisation", "Kursort Nord", "--name", "Robin", "--email", "robin@example.org")
BO, CLEO = "bo@example.org", "cleo@example.org"


@dataclass(frozen=True)
class Open:
    """A house that runs, and what stands in it."""

    house: House
    session: str
    code: str


@pytest.fixture(scope="module")
def begun(course_house: House) -> Iterator[Open]:
    """An event to come, a course that takes applications, a session that began."""
    course_house.run("init", *FIRST)
    session = rows(course_house, "begun_house")["session"]
    code = rows(course_house, "code")
    with course_house:
        yield Open(course_house.start(), session, code)


@pytest.fixture
def journey(begun: Open, sink: SmtpSink, visitors: Visitors) -> Journey:
    """The house with its mail and browsers that run no script."""
    return Journey(begun.house, sink, visitors, javascript=False)


def test_a_place_at_an_info_event_is_booked_by_keyboard(journey: Journey) -> None:
    bo = keys(journey, "/info-termine/")

    bo.choose("Welcher Termin", "Uhr")
    bo.write("ansprechen", text="Bo")
    bo.write("E-Mail-Adresse", text=BO)
    bo.write("brauchen", text="Einen Platz an der Tür.")
    bo.press("button", "Platz buchen")
    bo.see("Wir haben Ihnen geschrieben")
    bo.page.goto(journey.link_for(BO))
    bo.press("button", "Platz bestätigen")

    bo.see("Ihr Platz ist gebucht")


def test_an_application_is_written_and_sent_by_keyboard(journey: Journey, begun: Open) -> None:
    cleo = keys(journey, "/bewerbung/beginnen/")

    begin(cleo, journey, begun.code)
    write_parts(cleo)
    cleo.press("link", "Prüfen und abschicken")
    cleo.see("lebenslauf.pdf")
    cleo.press("button", "Bewerbung abschicken")

    cleo.page.goto("/bewerbung/")
    cleo.see("Abgeschickt am")


def begin(cleo: Keys, journey: Journey, code: str) -> None:
    """Both codes, the button, the first password."""
    cleo.choose("Für welchen Kurs?", "EX-IN")
    cleo.write("Code von Ihrem Info-Termin", text=code)
    cleo.write("E-Mail-Adresse", text=CLEO)
    cleo.press("button", "Weiter")
    cleo.write("Code aus der E-Mail", text=journey.code_for(CLEO))
    cleo.press("button", "Weiter")
    cleo.press("button", "Bewerbung anlegen")
    cleo.write("Neues Kennwort", text=PASSWORD)
    cleo.write("noch einmal", text=PASSWORD)
    cleo.press("button", "Kennwort setzen")


def write_parts(cleo: Keys) -> None:
    """Every part that is needed, from the task list and back to it."""
    cleo.press("link", "Kontakt")
    cleo.write("Ihr Name", text="Cleo Herbst")
    cleo.write("Ihre Anschrift", text="Musterweg 3, 50667 Köln")
    cleo.press("button", "Speichern, das ist fertig")
    for link, field in (("Motivation", "Motivation"), ("Was Sie trägt", "Was trägt Sie?")):
        cleo.press("link", link)
        cleo.write(field, text="Ich möchte meine Erfahrung weitergeben.")
        cleo.press("button", "Speichern, das ist fertig")
    cleo.press("link", "Lebenslauf")
    cleo.tab_to("Dateien")
    paper: FilePayload = {
        "name": "lebenslauf.pdf", "mimeType": "application/pdf", "buffer": a_pdf(),
    }  # fmt: skip
    cleo.page.locator("*:focus").set_input_files(paper)
    cleo.press("button", "Speichern, das ist fertig")
    cleo.press("link", "Finanzierung")
    cleo.choose("Wer bezahlt", "Arbeitgeber")
    cleo.press("button", "Speichern, das ist fertig")
    cleo.press("link", "Einwilligung")
    cleo.tab_to("checkbox", "einverstanden")
    cleo.page.keyboard.press("Space")
    cleo.press("button", "Speichern, das ist fertig")


def test_attendance_is_marked_on_a_phone_by_keyboard(journey: Journey, begun: Open) -> None:
    sheet = f"/leitung/termine/{begun.session}/"
    lead = keys(journey, sheet, width=390)

    lead.write("E-Mail-Adresse", text="okafor@example.org")
    lead.write("Kennwort", text=LEADS_PASSWORD)
    lead.press("button", "Anmelden")
    lead.press("button", "Alle waren ganz da")
    lead.see("Noch nicht gespeichert")
    lead.choose("Bo Winter", 'radio "0"')
    lead.press("button", "Speichern")

    lead.see("2 Einträge sind neu oder geändert.")
    assert "[checked]" in lead.tab_to("Ada Sommer", '"7 UE"')
    assert "[checked]" in lead.tab_to("Bo Winter", '"0"')

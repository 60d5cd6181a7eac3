"""Chapter 5: portfolio, presentation, suitability, release by two, the certificate."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator

from tests.course.credentials.papers.pdf_text import text_of
from tests.flows.chapter_year import german
from tests.flows.walk import Walker

SECTIONS = ("Spurensuche", "Qualitäten", "Planung", "Persönliches Professionelles Profil")


def hand_in_portfolio(person: Walker, page: str, *, day: date) -> None:
    """All four sections, 34 pages, handed in; typed by the person or for them."""
    person.go(page)
    for name in SECTIONS:
        person.page.locator(f'main [name="sections"][value="{name}"]').check()
    person.fill(pages="34", handed_in_on=german(day)).press("peichern")


def report(person: Walker, page: str, *, day: date) -> None:
    """A report was handed in that day."""
    person.go(page).fill(handed_in_on=german(day)).press("Speichern")


def close(lead: Walker, second: Walker, office: Walker, person: str, *, day: date) -> None:
    """Presentation, both signatures, everything paid."""
    pk = person.rstrip("/").rpartition("/")[2]
    lead.go(f"/leitung/menschen/{pk}/praesentation/").fill(on=german(day)).press("Speichern")
    for who in (lead, second):
        who.go(f"/leitung/menschen/{pk}/portfolio/").press("Eignung unterschreiben")
    office.go(f"/leitung/menschen/{pk}/zahlungen/").fill(due="2450", paid="2450")
    office.press("Speichern")


def propose(lead: Walker, person: str) -> None:
    """Everything is there: propose the certificate."""
    lead.go(f"{person}was-fehlt-noch/").see("Alle Punkte liegen vor")
    lead.follow("Zertifikat vorschlagen").press("Vorschlagen")


def release(who: Walker, name: str) -> None:
    """Look at one proposal and release it."""
    who.go("/leitung/freigaben/").follow(name).press("Freigeben")


def download(person: Walker) -> bytes:
    """The latest certificate of the person, as the browser gets it."""
    return _saved(person.go("/papiere/"), person.page.get_by_role("link", name="Zertifikat").first)


def download_for(office: Walker, name: str) -> bytes:
    """The office downloads somebody's certificate from the register, to print and send it."""
    row = office.go("/leitung/freigaben/").page.locator("tbody tr", has_text=name)
    return _saved(office, row.get_by_role("link", name="Herunterladen").first)


def _saved(walker: Walker, link: Locator) -> bytes:
    with walker.page.expect_download() as coming:
        link.click()
    return coming.value.path().read_bytes()


def number_and_code(pdf: bytes) -> tuple[str, str]:
    """What somebody reads off the paper to check it."""
    text = text_of(pdf)
    number = re.search(r"WW-\d{4}-\d{4}", text)
    code = re.search(r"[A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4}", text)
    assert number is not None and code is not None, text
    return number[0], code[0]


def verify(visitor: Walker, number: str, code: str) -> str:
    """What the public page says about a number and a code."""
    visitor.go("/pruefen/").fill(number=number, code=code).press("Prüfen")
    return "valid" if "Dieses Papier ist gültig." in visitor.text else "not valid"

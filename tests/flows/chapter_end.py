"""Chapter 5: portfolio, presentation, suitability, release by two, the certificate."""

from __future__ import annotations

from datetime import date

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
    """The latest paper of the person, as the browser gets it."""
    person.go("/papiere/")
    with person.page.expect_download() as coming:
        person.page.get_by_role("link", name="Zertifikat").first.click()
    return coming.value.path().read_bytes()


def verify(visitor: Walker, number: str, code: str) -> str:
    """What the public page says about a number and a code."""
    visitor.go("/pruefen/").fill(number=number, code=code).press("Prüfen")
    return "valid" if "Dieses Papier ist gültig." in visitor.text else "not valid"

"""Chapter 2: the info event. Places by mail links, one by telephone; the door; the entitlement."""

from __future__ import annotations

from datetime import date

from tests.flows.walk import Journey, Walker

ADA, BO = "ada@example.org", "bo@example.org"
KARL = "Karl Ohnepost"


def plan_event(office: Walker, *, day: date) -> str:
    """The office plans an info event; returns the address of its door list."""
    office.go("/buero/info-termine/neu/")
    office.fill(
        title="Info-Termin in Köln", day=f"{day:%-d.%-m.%Y}", begin="10:00", end="12:00",
        place="Saal 2", seats="20",
    )  # fmt: skip
    office.press("Termin anlegen")
    office.go("/buero/info-termine/").follow("10 bis 12 Uhr")
    return office.path


def register(journey: Journey, *, name: str, email: str, needs: str = "") -> Walker:
    """A visitor books a place and confirms it by the link in the mail."""
    visitor = journey.visitor().go("/info-termine/")
    first = visitor.page.locator('main [name="event"]').first
    first.check(force=True)
    visitor.fill(name=name, email=email, needs=needs).press("Platz buchen")
    visitor.see("Wir haben Ihnen geschrieben")
    link = journey.link_for(email)
    visitor.go(link.removeprefix(journey.house.origin)).press("bestätigen")
    return visitor.see("Ihr Platz ist gebucht")


def register_by_phone(office: Walker, door: str, name: str) -> None:
    """Somebody without e-mail calls; the office writes them down."""
    office.go(door).fill(name=name).press("Eintragen")
    office.go(door).see(name)


def check_in(journey: Journey, host: Walker, door: str) -> dict[str, str]:
    """At the door everybody is marked by a button; returns the codes by address."""
    host.go(door)
    while (buttons := host.page.locator('button[value="check_in"]')).count():
        buttons.first.click()
        host.page.wait_for_load_state()
    return {email: journey.code_for(email) for email in (ADA, BO)}


def undo_and_redo(host: Walker, door: str, name: str) -> None:
    """A wrong check-in goes away, and comes back."""
    host.go(door).press_beside(name, "undo")
    host.go(door).press_beside(name, "check_in")
    host.go(door).see("Da seit")


def code_on_paper(office: Walker, name: str) -> str:
    """Somebody without e-mail gets a letter: a new code, shown once to the office."""
    office.go("/buero/berechtigungen/").follow(name)
    office.press("Code")
    return office.code_on_page()

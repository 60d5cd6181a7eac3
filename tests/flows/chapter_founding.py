"""A group begins with a call: people sign up without naming themselves, places come in waves."""

from __future__ import annotations

from datetime import date, datetime

from tests.flows import chapter_group as group
from tests.flows.chapter_group import GROUP, address_of, code_shown, german
from tests.flows.crowd import Guest, all_do, guests
from tests.flows.walk import Journey, Walker

TEXT = "Wir gründen eine Gruppe für Fachleute, die Krisen kennen.\n\nKomm dazu."
ADDRESS = f"/aufruf/{GROUP.lower()}/"
NARROW = 320


def publish_call(founder: Walker, *, places: int, until: datetime, meeting_at: datetime) -> None:
    """The call with its founding meeting; both are public, or a date, at once."""
    founder.go("/orga/aufruf/").fill(
        text=TEXT, capacity=str(places), open_until=german(until), day=german(meeting_at.date()),
        clock=f"{meeting_at:%H:%M}",
    )  # fmt: skip
    founder.press("Speichern").see("Der Aufruf ist gespeichert und öffentlich.")


def sign_up(visitor: Walker, name: str, *, has_address: bool = True) -> str:
    """From the front page to a request that waits for a place; the code if there is no address."""
    visitor.go("/").see(GROUP).follow("Wir gründen: zum Aufruf").see("Komm dazu.")
    visitor.page.locator("main a.btn", has_text="Anmelden").click()
    visitor.see("Was wir nicht schützen können", "Die Plätze werden in Wellen vergeben")
    visitor.fill(pseudonym=name, profession="Pflege", own_experience=True)
    visitor.fill_one("way", "mail" if has_address else "none")
    if has_address:
        visitor.fill(email=address_of(name))
    visitor.press("Absenden").see("Danke, das ist angekommen")
    return "" if has_address else code_shown(visitor)


def give_places(founder: Walker, count: int, *, given: str) -> None:
    """The next wave."""
    founder.go("/orga/aufruf/").fill_one("wave-size", str(count))
    founder.press("Plätze vergeben").see(f"Vergeben sind jetzt weitere Plätze: {given}.")


def small_group_of(
    journey: Journey, founder: Walker, names: list[str], *, meeting_at: datetime
) -> dict[str, Guest]:
    """A group of so many people and the founder, all members by one wave of a call."""
    publish_call(founder, places=len(names), until=meeting_at, meeting_at=meeting_at)
    people = guests(journey, names)
    all_do(people.values(), lambda guest: guest.sign_up(ADDRESS))
    give_places(founder, len(names), given=_about(len(names)))
    all_do(people.values(), Guest.come_in)
    return people


def give_duty(founder: Walker, kind: str, code: str, name: str) -> None:
    """One of the orga gives a duty to whoever handed over a code."""
    founder.go("/orga/aufgaben/").fill(kind=kind, code=code)
    founder.press("Aufgabe geben").see("Die Aufgabe ist vergeben.", name)


def offer_talk(orga: Walker, *, day: date, clock: str) -> None:
    """One of the orga offers a time for a talk."""
    orga.go("/orga/anfragen/zeit/").fill(
        day=german(day), clock=clock, room=orga.journey.house.url("/grenzen/")
    )
    orga.press("Zeit anbieten").see("Die Zeit steht jetzt zur Wahl.")


def own_code(person: Walker) -> str:
    """The code for a duty, made at a browser."""
    person.go("/bereich/code/").page.locator('button[value="duty"]').click()
    person.page.wait_for_load_state()
    return group.code_shown(person)


def is_not_for(person: Walker, *paths: str) -> None:
    """None of these pages exists for somebody."""
    for path in paths:
        person.meet(path, 404)


def _about(count: int) -> str:
    return "unter 5" if count < 5 else f"etwa {5 * ((count + 2) // 5)}"

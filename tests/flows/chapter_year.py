"""Chapter 4: the year. Timetable, sheets, 26 missed, 27, made up elsewhere; internships."""

from __future__ import annotations

from datetime import date, timedelta

from tests.flows.walk import Journey, Walker

RHYTHM = timedelta(weeks=4)


def open_cohort(office: Walker, *, first_day: date) -> str:
    """The office makes the cohort, takes in everybody who accepted, and plans twelve weekends."""
    office.go("/leitung/kurse/neu/").fill(title="Kurs 2027", due_cents="2450")
    office.page.locator('main [name="version"]').select_option(index=1)
    office.page.locator('main [name="offer"]').select_option(index=1)
    office.press("Kurs anlegen")
    cohort = "/".join(office.path.split("/")[:4]) + "/"
    office.go(f"{cohort}menschen/").press("Menschen aufnehmen")
    for number in range(12):
        office.go(f"{cohort}plan/modul/").fill(
            first_day=german(first_day + number * RHYTHM), units_1="6", units_2="5", units_3="5",
            units_4="6",
        )  # fmt: skip
        office.page.locator('main [name="part"]').select_option(f"m{number + 1}")
        office.press("Termine anlegen")
    return cohort


def german(day: date) -> str:
    """A day as people type it."""
    return f"{day.day}.{day.month}.{day.year}"


def fill_module(lead: Walker, cohort: str, part: str, missing: dict[str, list[str]]) -> None:
    """A whole module at once: everybody was there, then the exceptions, then saved."""
    lead.go(f"{cohort}module/{part}/").press("alle ganz da")
    for name, units in missing.items():
        row = lead.page.locator("tbody tr", has_text=name)
        for number, value in enumerate(units):
            row.locator("input").nth(number).fill(value)
    lead.press("Speichern", exact=True).see("Gespeichert")


def make_up(lead: Walker, person: str, *, day: date, units: str) -> None:
    """Made up at another site: entered, then confirmed by its paper."""
    lead.go(f"{person}nachholen/")
    lead.fill(
        site="Haus am Anger", topic_there="Modul 4: Teilhabe", from_on=german(day),
        to_on=german(day), units=units,
    )  # fmt: skip
    lead.page.locator('main [name="part"]').select_option("m3")
    lead.press("Eintragen").go(person)
    lead.page.locator('main a[href^="/leitung/nachholungen/"]').first.click()
    lead.page.wait_for_load_state()
    lead.fill(on=german(day), by_name="Haus am Anger").press("Bestätigung speichern")


def person_page(lead: Walker, cohort: str, name: str) -> str:
    """The leads' page of one person."""
    lead.go(f"{cohort}menschen/").follow(name)
    return lead.path


def split_internship(
    journey: Journey, person: Walker, *, no: int, pieces: list[tuple[str, str, str]], start: date
) -> None:
    """Enter hours at one or two hosts; each host confirms by a link, without an account."""
    for host, email, hours in pieces:
        person.go(f"/praktikum/{no}/neu/").fill(
            host=host, host_email=email, from_on=german(start),
            to_on=german(start + timedelta(days=10)), hours=hours, role="no",
        ).press("Speichern")  # fmt: skip
        row = person.page.locator("li.card", has_text=host).last
        row.get_by_role("link", name="Link an die Einrichtung").click()
        person.page.wait_for_load_state()
        person.press("Link schicken")
        link = journey.link_for(email)
        host_page = journey.visitor().go(link.removeprefix(journey.house.origin))
        host_page.see(host, hours).fill(name="Frau Sander").press("Stunden bestätigen")
        host_page.see("Danke, das ist bestätigt")


def internships_on_paper(office: Walker, person: str, *, start: date) -> None:
    """Somebody without e-mail: both internships and reports, typed by the office from paper."""
    pk = person.rstrip("/").rpartition("/")[2]
    page = f"/leitung/menschen/{pk}/praktikum/"
    for no, hours in ((1, "40"), (2, "80")):
        begins = start + timedelta(days=150 * (no - 1))
        office.go(f"{page}{no}/neu/").fill(
            host=f"Haus {no}", from_on=german(begins), to_on=german(begins + timedelta(days=20)),
            hours=hours, role="no",
        ).press("Speichern")  # fmt: skip
        row = office.page.locator("li.card", has_text=f"Haus {no}").last
        row.get_by_role("link", name="Bestätigung vom Papier").click()
        office.page.wait_for_load_state()
        office.fill(name="Herr Ott", on=german(begins + timedelta(days=21)))
        office.press("Bestätigung eintragen")
        office.go(f"{page}{no}/bericht/").fill(handed_in_on=german(begins + timedelta(days=30)))
        office.press("Speichern")

"""Chapter 3: applications with files, two votes, release, acceptance."""

from __future__ import annotations

import io

import pikepdf

from tests.flows.walk import PASSWORD, Journey, Walker


def a_pdf(pages: int = 1) -> bytes:
    """A small file as somebody would upload it."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    document.save(out)
    return out.getvalue()


def begin(journey: Journey, *, email: str, code: str) -> Walker:
    """The code from the info event and an own address: the account is born here."""
    person = journey.visitor().go("/bewerbung/beginnen/")
    person.page.locator('main [name="offer"]').first.check(force=True)
    person.fill(code=code, email=email).press("Weiter")
    person.fill(code=journey.code_for(email, count=2)).press("Weiter")
    person.press("Bewerbung anlegen")
    assert person.path.startswith("/kennwort/erstes/"), person.text
    person.fill(password1=PASSWORD, password2=PASSWORD).press("Kennwort setzen")
    return person.go("/bewerbung/")


def write(person: Walker, *, name: str) -> None:
    """Part by part, one with a file, with a break in between; then checked and sent."""
    start = own_application(person)
    part(person, start, "kontakt", name=name, address="Musterweg 1\n50667 Köln")
    person.go(f"{start}teil/motivation/").fill(text="Erst einmal nur ein Satz.")
    person.press("Speichern und später weiter")
    person.go(f"{start}teil/motivation/").see_value("text", "Erst einmal nur ein Satz.")
    person.fill(text="Ich möchte meine Erfahrung weitergeben.").press("das ist fertig")
    person.go(f"{start}teil/lebenslauf/")
    person.page.locator('main [type="file"]').set_input_files(
        {"name": "lebenslauf.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    person.press("das ist fertig")
    part(person, start, "was-traegt", text="Meine Schwester und der Garten.")
    part(person, start, "finanzierung", funding="self")
    part(person, start, "einwilligung", agreed=True)
    person.go(f"{start}pruefen/").see(name, "lebenslauf").press("Bewerbung abschicken")
    person.go(start).see("Abgeschickt am")


def own_application(person: Walker) -> str:
    """The address of the person's own application."""
    link = person.go("/bewerbung/").page.locator('main a[href^="/bewerbung/"]').first
    found = link.get_attribute("href") or ""
    return "/".join(found.split("/")[:3]) + "/"


def part(person: Walker, start: str, section: str, /, **fields: str | bool) -> None:
    """Fill one part and say that it is finished."""
    person.go(f"{start}teil/{section}/").fill(**fields).press("das ist fertig")


def write_for(office: Walker, *, name: str) -> None:
    """Somebody without e-mail: the office types what came on paper, and sends it."""
    office.go("/buero/bewerbungen/neu/")
    office.page.locator('main [name="offer"]').first.check(force=True)
    entitled = office.page.locator('main [name="entitlement"]').first
    if entitled.evaluate("field => field.tagName") == "SELECT":
        entitled.select_option(index=1)
    else:
        entitled.check(force=True)
    office.press("Weiter")
    start = office.path
    part(office, start, "kontakt", name=name, address="Postweg 2\n50667 Köln")
    part(office, start, "motivation", text="Kam als Brief: Ich möchte für andere da sein.")
    part(office, start, "lebenslauf", text="1990 Schule, 2015 Krise, 2020 Tagesstätte.")
    part(office, start, "was-traegt", text="Mein Bruder.")
    part(office, start, "finanzierung", funding="jobcenter")
    part(office, start, "einwilligung", agreed=True)
    office.go(start).press("Bewerbung abschicken")


def name_readers(office: Walker) -> None:
    """The office names the tandem that reads."""
    office.go("/buero/antworten/")
    office.page.locator('main a[href^="/buero/auswahl/"]').first.click()
    office.page.wait_for_load_state()
    for name in ("Amara Okafor", "Jörg Feldhaus"):
        office.page.locator('main [name="user"]').select_option(label=name)
        office.press("Benennen").see(name)


def read_and_vote(reader: Walker, *, choice: str = "place") -> None:
    """Declare, read, vote; dossier after dossier until the list has none left."""
    for _ in range(10):
        reader.go("/auswahl/")
        links = reader.page.locator('main a[href^="/auswahl/"]')
        hrefs = [link.get_attribute("href") or "" for link in links.all()]
        open_ones = [href for href in dict.fromkeys(hrefs) if not _has_voted(reader, href)]
        if not open_ones:
            return
        vote(reader, open_ones[0], choice=choice)


def _has_voted(reader: Walker, href: str) -> bool:
    reader.go(href)
    return "(Sie)" in reader.text


def vote(reader: Walker, dossier: str, *, choice: str) -> None:
    """One dossier: nothing is shown before the declaration, then the own vote."""
    reader.go(dossier)
    if reader.page.locator('main [name="knows"]').count():
        assert "Ich möchte" not in reader.text
        reader.page.locator('main [name="knows"]').first.check(force=True)
        reader.press("Weiter")
    for number in range(reader.page.locator('main fieldset:has([name^="criterion_"])').count()):
        reader.page.locator(f'main [name="criterion_{number}"]').nth(1).check(force=True)
    reader.fill(choice=choice, note="Gut zu lesen.").press("Stimme abgeben")


def prepare_and_release(office: Walker, count: int) -> None:
    """Prepare every answer, then release them all together."""
    office.go("/buero/antworten/")
    links = office.page.locator('main a[href$="/vorbereiten/"]')
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    assert len(hrefs) == count, office.text
    for href in hrefs:
        office.go(href).fill(choice="place").press("Vorbereiten")
    office.go("/buero/antworten/").follow("freigeben")
    office.page.locator("main form button").first.click()
    office.page.wait_for_load_state()


def accept_place(person: Walker) -> None:
    """The applicant takes the place, from "Heute"."""
    person.go("/heute/").follow("Ein Platz im Kurs")
    person.press("Ich nehme den Platz").see("Platz")


def accept_for(office: Walker, *, name: str) -> None:
    """The office writes down what somebody said on the telephone."""
    office.go("/buero/antworten/")
    office.page.locator('main a[href$="/plaetze/"]').first.click()
    office.page.wait_for_load_state()
    row = office.page.locator("li, tr", has_text=name).last
    row.locator('a[href$="/platz/"]').click()
    office.page.wait_for_load_state()
    office.fill(answer="accept").press("Eintragen")

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
    person.fill(password1=PASSWORD, password2=PASSWORD).press("peichern")
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
        [{"name": "lebenslauf.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}]
    )
    person.press("das ist fertig")
    part(person, start, "was-traegt", text="Meine Schwester und der Garten.")
    part(person, start, "finanzierung", funding="self")
    part(person, start, "einwilligung", agreed=True)
    person.go(f"{start}pruefen/").see(name, "lebenslauf").press("Bewerbung abschicken")
    person.go(start).see("abgeschickt")


def own_application(person: Walker) -> str:
    """The address of the person's own application."""
    link = person.go("/bewerbung/").page.locator('main a[href^="/bewerbung/"]').first
    found = link.get_attribute("href") or ""
    return "/".join(found.split("/")[:3]) + "/"


def part(person: Walker, start: str, name: str, **fields: str | bool) -> None:
    """Fill one part and say that it is finished."""
    person.go(f"{start}teil/{name}/").fill(**fields).press("das ist fertig")

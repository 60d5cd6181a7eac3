"""Chapter 1: from an empty installation to a house with staff, a programme and an event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tests.flows.walk import PASSWORD, Journey, Walker

FIRST = ("--organisation", "Bildungshaus Rheinaue", "--name", "Henrike Vogel", "--email",
         "buero@example.org")  # fmt: skip


@dataclass
class Staff:
    """Everybody who works here, each at their own browser."""

    office: Walker
    lead: Walker
    second: Walker
    releaser: Walker


def open_house(journey: Journey) -> Staff:
    """`wirwissen init`, then the invitations: the link from the mail, the code another way."""
    said = journey.house.run("init", *FIRST)
    journey.house.start()
    link, code = re.search(r"link: (\S+)\ncode: (.+)", said).groups()  # type: ignore[union-attr]
    office = accept(journey, link, code)
    office.go("/haus/").fill(
        address="Uferweg 14\n50996 Köln", phone="0221 000 00 00", imprint="Bildungshaus Rheinaue"
    ).press("Speichern")
    lead = invite(journey, office, "Amara Okafor", "okafor@example.org", "lead")
    second = invite(journey, office, "Jörg Feldhaus", "feldhaus@example.org", "lead")
    releaser = invite(journey, office, "Tilda Brandt", "brandt@example.org", "releaser")
    return Staff(office=office, lead=lead, second=second, releaser=releaser)


def invite(journey: Journey, office: Walker, name: str, email: str, role: str) -> Walker:
    """The office invites somebody and tells them the code."""
    office.go("/team/einladen/").fill(name=name, email=email, role=role).press("Einlad")
    code = re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}(?: [A-Z0-9]{4})?", office.text)
    assert code is not None, office.text
    return accept(journey, journey.link_for(email), code[0])


def accept(journey: Journey, link: str, code: str) -> Walker:
    """Somebody opens their invitation, types the code and chooses a password."""
    newcomer = journey.visitor().go(link.removeprefix(journey.house.origin))
    newcomer.fill(code=code, password1=PASSWORD, password2=PASSWORD).press("Einladung annehmen")
    assert newcomer.path == "/heute/", newcomer.text
    return newcomer


def set_up_programme(office: Walker) -> None:
    """A programme from LVR's preset, and its version."""
    office.go("/buero/programme/neu/")
    office.fill(made_of="vorlage:exin-de-lvr").press("Programm anlegen")
    office.see("EX-IN Genesungsbegleitung", "264")


def set_up_offer(office: Walker, *, starts: date, apply_until: date) -> None:
    """An offer for that programme, published."""
    office.go("/buero/angebote/neu/")
    office.fill(
        title="EX-IN Genesungsbegleitung Köln", starts=f"{starts:%-d.%-m.%Y}", place="Köln",
        price_cents="2450", apply_until=f"{apply_until:%-d.%-m.%Y}", places="3",
    )  # fmt: skip
    office.press("Speichern").press("Veröffentlichen")
    office.go("/kurse/").see("EX-IN Genesungsbegleitung Köln")

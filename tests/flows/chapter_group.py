"""A network house begins: its keeper founds a group, people ask to join, talk, agree, are in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.flows.chapter_house import accept
from tests.flows.walk import BERLIN, PASSWORD, Journey, Walker
from tests.harness.smtp_sink import SmtpSink
from wirwissen.network.groups.rules import SUBJECTS

FIRST = ("--organisation", "Trägerverein Uferlicht", "--name", "Henrike Vogel", "--email",
         "haus@example.org")  # fmt: skip
GROUP = "Lichtung"
FOUNDER, SECOND = "Eisvogel", "Rotmilan"
NAMELESS = "Nebelkrähe"  # gives no address and comes back with a code
LEAVER = "Silberdistel"
JOINING = (SECOND, "Wacholder", "Kormoran", NAMELESS, LEAVER, "Bergahorn", "Zaunwinde")
AGREEMENT = "Was hier gesagt wird, bleibt hier."
WELCOME = "Schön, dass du da bist."
TALKS_AT, TALK = time(18), timedelta(minutes=20)


@dataclass
class People:
    """Everybody at their own browser, by the name they chose here."""

    by_name: dict[str, Walker] = field(default_factory=dict)

    @property
    def founder(self) -> Walker:
        return self.by_name[FOUNDER]

    @property
    def second(self) -> Walker:
        return self.by_name[SECOND]


def address_of(name: str) -> str:
    """The private mail address of somebody who gives one."""
    return f"{name.lower()}@example.org"


def german(day: date) -> str:
    """A day as people type it."""
    return f"{day:%-d.%-m.%Y}"


def open_house(journey: Journey) -> Walker:
    """`wirwissen init`, the invitation, the imprint; before that a visitor finds no group."""
    said = journey.house.run("init", *FIRST)
    journey.house.start()
    journey.visitor().go("/").see("Hier entsteht eine Gruppe")
    link, code = re.search(r"link: (\S+)\ncode: (.+)", said).groups()  # type: ignore[union-attr]
    keeper = accept(journey, link, code)
    keeper.go("/haus/").fill(
        address="Uferweg 14\n50996 Köln", phone="0221 000 00 00", imprint="Trägerverein Uferlicht"
    ).press("Speichern")
    return keeper


def found_group(keeper: Walker, *, room: str) -> None:
    """The keeper founds a group, opens it for requests and says where it meets."""
    keeper.go("/haus/gruppen/neu/").fill(
        name=GROUP, for_whom="Für Fachleute, die Krisen von innen kennen.",
        how_we_meet="Einmal im Monat, online.", values="Niemand muss erzählen.",
        scope="Wer in der Psychiatrie arbeitet oder lernt.", agreement=AGREEMENT,
        windows="18, 20", floor="3", pseudonym=FOUNDER,
    )  # fmt: skip
    keeper.press("Gruppe gründen").see("Mitglieder siehst du nirgends als Liste.")
    until = keeper.journey.today + timedelta(days=400)
    keeper.go("/orga/sichtbarkeit/").fill(
        public_until=german(until), shows_dates=True, takes_requests=True
    )
    keeper.press("Speichern").see("Gespeichert.")
    keeper.go("/orga/raum/").fill(kind="link", operator="Wolkenraum, Bonn", address=room)
    keeper.press("Speichern").go("/orga/raum/").see_value("address", room)


def offer_talks(founder: Walker, *, day: date) -> None:
    """One time for each person who will ask."""
    for number in range(len(JOINING)):
        begin = datetime.combine(day, TALKS_AT) + number * TALK
        founder.go("/orga/anfragen/zeit/").fill(
            day=german(day), clock=f"{begin:%H:%M}", room=founder.journey.house.url("/grenzen/")
        )
        founder.press("Zeit anbieten").see("Die Zeit steht jetzt zur Wahl.")


def ask(journey: Journey, name: str) -> Walker:
    """From the front page to a request with a time for the talk; returns who stands there."""
    visitor = journey.visitor().go("/").see(GROUP).follow("Mitmachen")
    visitor.see("Was wir nicht schützen können")  # the limit of pseudonyms, before anything else
    profession = visitor.page.locator('main [name="profession"] option').nth(1)
    visitor.fill(pseudonym=name, profession=profession.get_attribute("value") or "")
    visitor.fill_one("way", "none" if name == NAMELESS else "mail")
    if name != NAMELESS:
        visitor.fill(email=address_of(name))
    visitor.fill(own_experience=True).press("Absenden").see("Danke, das ist angekommen")
    return look(visitor, name, count=1, code=code_shown(visitor) if name == NAMELESS else "")


def code_shown(visitor: Walker) -> str:
    """The code that is shown once to whoever gave no address."""
    return visitor.page.locator("main .card--lead .big").inner_text()


def look(visitor: Walker, name: str, *, count: int, code: str = "") -> Walker:
    """Open the page of one's request: by the link of the latest mail, or by the code."""
    if name == NAMELESS:
        return visitor.go("/anfrage/nachsehen/").fill(code=code).press("Nachsehen")
    link = visitor.journey.link_for(address_of(name), count=count)
    return visitor.go(link.removeprefix(visitor.journey.house.origin))


def choose_talk(visitor: Walker) -> str:
    """Take the first free time. The way in is not shown yet. Returns the address of the page."""
    visitor.page.locator('main [name="slot"]').first.check(force=True)
    visitor.press("Diese Zeit nehmen").see("Euer Gespräch", "erscheint hier 15 Minuten vorher")
    return visitor.path


def admit(founder: Walker, name: str) -> None:
    """The answer after the talk."""
    founder.go("/orga/anfragen/").follow(name).see("Antworte nach dem Gespräch.")
    founder.fill(answer="yes", note=WELCOME).press("Antworten")
    founder.see("Deine Antwort ist unterwegs.")


def become_member(visitor: Walker, name: str, page: str, *, note: str = "", mails: int = 2) -> None:
    """Welcome, the agreement, a password; nothing else was ever asked. `mails` have come by now."""
    if name != NAMELESS:
        page = look(visitor, name, count=mails).path
    visitor.go(page).see("Willkommen", note).follow("Vereinbarung lesen")
    visitor.see(AGREEMENT).fill(password1=PASSWORD, password2=PASSWORD, agreed=True)
    visitor.press("Mitglied werden")
    if name == NAMELESS:
        visitor.see("Acht Wörter für den Notfall").follow("Fertig")
    visitor.go("/bereich/").see(f"Hallo {name}")


def join_all(journey: Journey, founder: Walker, *, day: date) -> People:
    """Seven ask, talk that evening, agree and are in. The evening ends before the quiet hours."""
    offer_talks(founder, day=day)
    people, pages = People({FOUNDER: founder}), {}
    for name in JOINING:
        people.by_name[name] = ask(journey, name)
        pages[name] = choose_talk(people.by_name[name])
    journey.go_to(datetime.combine(day, TALKS_AT, BERLIN) - timedelta(minutes=5))
    first = people.by_name[JOINING[0]].go(pages[JOINING[0]])
    first.see("Zum Gespräch")
    journey.go_to(datetime.combine(day, TALKS_AT, BERLIN) + timedelta(minutes=150))
    for name in JOINING:
        admit(founder, name)
    for name in JOINING:
        become_member(people.by_name[name], name, pages[name], note=WELCOME)
    founder.go("/orga/anfragen/").see("Gerade fragt niemand an.")
    return people


def share_orga(people: People) -> None:
    """A second person of the orga, found by a code: there is no list to choose from."""
    people.second.go("/bereich/code/").page.locator('button[value="duty"]').click()
    people.second.page.wait_for_load_state()
    people.founder.go("/orga/aufgaben/").fill(kind="orga", code=code_shown(people.second))
    people.founder.press("Aufgabe geben").see("Die Aufgabe ist vergeben.", SECOND)
    people.second.go("/orga/").see("Mitglieder siehst du nirgends")


def what_mails_tell(sink: SmtpSink, *secret: str) -> list[str]:
    """Words in mails that would give somebody away, and subjects that are not neutral."""
    told = [letter.subject for letter in sink.letters if letter.subject not in SUBJECTS]
    texts = [f"{letter.subject}\n{letter.text}" for letter in sink.letters]
    words = (GROUP, FOUNDER, " Uhr", *secret)
    return told + [word for text in texts for word in words if word in text]

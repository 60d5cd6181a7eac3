"""A network house meets: times, the year plan, and one evening with small groups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from icalendar import Calendar

from tests.flows.chapter_group import AGREEMENT, LEAVER, People
from tests.flows.walk import BERLIN, Walker
from tests.harness.ports import LOOPBACK

SUITS = {18: "g", 20: "p"}
PLAN_SECONDS = 180.0


@dataclass
class VideoRoom:
    """Somebody else's server behind a plain link; keeps from where people came."""

    origin: str = ""
    referrers: list[str] = field(default_factory=list)


@contextmanager
def video_room() -> Iterator[VideoRoom]:
    """A server that answers every address on a free port of this machine."""
    room = VideoRoom()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/raum"):
                room.referrers.append(self.headers.get("Referer", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Raum</title><p>Im Raum</p>")

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Answer)
    room.origin = f"http://{LOOPBACK}:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()


def tell_times(person: Walker, number: int) -> None:
    """Fill in the grid: some evenings of the week, each person others; nobody else sees them.

    Of people who all answer alike very many years are equally good, and comparing them takes long.
    """
    person.go("/zeiten/")
    for weekday in sorted({number % 7, (number + 2) % 7, (3 * number + 4) % 7}):
        for hour, fit in SUITS.items():
            person.fill_one(f"d{weekday}h{hour}", fit)
    person.fill(may_host=True).press("Speichern").see("Deine Zeiten sind gespeichert")


def plan_year(people: People) -> None:
    """One of the orga has the plan worked out and takes it over, the other one publishes it."""
    founder = people.founder.go("/orga/plan/")
    founder.press("Rechnen")
    deadline = time.monotonic() + PLAN_SECONDS
    while "Der Plan wird gerechnet" in founder.text and time.monotonic() < deadline:
        time.sleep(0.5)
        founder.go("/orga/plan/")
    founder.see("12 Vorschläge, jeder mit Grund.", "Zahlen zeigen wir erst ab 15 Antworten.")
    founder.press("Plan übernehmen").see("Jetzt sieht ihn eine zweite Person aus der Orga durch.")
    people.by_name[LEAVER].go("/termine/").see("Gerade steht kein Termin im Plan.")
    people.second.go("/orga/plan/").press("Freigeben").see("Dieser Plan ist veröffentlicht.")


def dates_of(person: Walker) -> list[datetime]:
    """The beginnings in the calendar file, which says nothing else."""
    link = person.go("/termine/").page.get_by_role("link", name="Termine laden")
    with person.page.expect_download() as coming:
        link.click()
    content = coming.value.path().read_bytes()
    assert b"http" not in content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"Termin"}
    starts: list[datetime] = [event.decoded("DTSTART") for event in events]
    return [start.astimezone(BERLIN) for start in starts]


def first_date(person: Walker) -> str:
    """The address of the next meeting."""
    person.go("/termine/").page.locator("main ol.dates a").first.click()
    person.page.wait_for_load_state()
    return person.path


def take_part(person: Walker, meeting: str, kind: str) -> None:
    """Take something on for this evening."""
    person.go(meeting).page.get_by_text("Etwas übernehmen").click()
    person.page.locator(f'button[name="kind"][value="{kind}"]').click()
    person.page.wait_for_load_state()
    person.see("(du)")


def say_coming(person: Walker, meeting: str) -> None:
    """Say that one comes."""
    person.go(meeting).press("Ich komme").see("Du hast gesagt: Ich komme.")


def enter(person: Walker, meeting: str, name: str, room: VideoRoom) -> None:
    """A name for tonight, the agreement, a link that leads into the room once."""
    person.go(f"{meeting}dabei/").see(AGREEMENT).fill(name=name, agrees=True).press("Zugang holen")
    person.see(f"Heute heißt du {name}", "Wolkenraum, Bonn")
    link = person.page.get_by_role("link", name="Zum Raum")
    used = link.get_attribute("href") or ""
    link.click()
    person.page.wait_for_url(f"{room.origin}/**")
    again = person.page.goto(used)
    assert again is not None
    assert again.status == 404, person.text


def part_into_rooms(host: Walker, people: People, meeting: str) -> list[str]:
    """Small groups in one click; returns what each person, and nobody else, is told."""
    host.go(f"{meeting}dabei/").press("Kleine Gruppen bilden")
    host.see("2 Räume sind gelost.", "Raum 1: 4 Menschen", "Raum 2: 4 Menschen")
    told = []
    for person in people.by_name.values():
        heading = person.go(f"{meeting}dabei/").page.get_by_role(
            "heading", name="Deine kleine Gruppe"
        )
        told.append(heading.inner_text())
    return told

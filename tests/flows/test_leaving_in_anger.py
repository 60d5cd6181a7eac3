"""Somebody of the orga leaves in anger: what was theirs ends at once, and the group goes on.

Nothing is touched but browser, mail sink, clock and the public forms (see `crowd`). On SQLite no
browser runs any JavaScript; on PostgreSQL they may.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.flows import chapter_evening as evening
from tests.flows import chapter_founding as founding
from tests.flows import chapter_group as group
from tests.flows.chapter_founding import is_not_for, offer_talk
from tests.flows.chapter_group import FOUNDER, what_mails_tell
from tests.flows.crowd import Guest, at_a_browser
from tests.flows.walk import BERLIN, PASSWORD, Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

ANGRY, SECOND, NEXT = "Rotmilan", "Wacholder", "Bergahorn"
MEMBERS = [ANGRY, SECOND, NEXT, "Silberdistel"]
ASKING = "Zaunwinde"
ORGA_PAGES = ("/orga/", "/orga/anfragen/", "/orga/aufgaben/", "/orga/raum/", "/orga/plan/",
              "/orga/zu-zweit/", "/orga/entscheiden/", "/orga/papiere/")  # fmt: skip
MEMBERS_PAGES = ("/termine/", "/zeiten/", "/bereich/", "/abstand/", "/hinweise/", "/themen/")


@dataclass
class Cast:
    """The founder, who keeps the house; the angry one at two browsers; the others."""

    founder: Walker
    angry: Walker
    elsewhere: Walker
    people: dict[str, Guest]
    asking: Walker


def test_the_group_goes_on_after_an_orga_member_left_in_anger(
    network_house: House, sink: SmtpSink, visitors: Visitors, database: str
) -> None:
    journey = Journey(network_house, sink, visitors, javascript=database == "postgres")
    founder = group.open_house(journey)
    day = journey.today + timedelta(days=1)
    journey.go_to(datetime.combine(day, time(9), BERLIN))
    group.found_group(founder, room="https://alter-raum.example/x")
    meets_at = datetime.combine(day + timedelta(days=2), time(19), BERLIN)
    cast = begin(journey, founder, meets_at=meets_at)
    meeting = evening.first_date(founder)
    promise_much(journey, cast, meeting, day=day + timedelta(days=1))
    kept = take_along(cast)

    leave_in_anger(cast, kept)

    go_on(journey, cast, meeting, meets_at=meets_at)
    find_a_new_orga(cast)
    assert what_mails_tell(sink, *MEMBERS, ASKING, "Orga", "Raum") == []
    log = network_house.log(last=10_000_000)
    assert [name for name in (FOUNDER, *MEMBERS, ASKING) if name in log] == []
    network_house.check()


def begin(journey: Journey, founder: Walker, *, meets_at: datetime) -> Cast:
    """Five in the group, two of them its orga; the angry one is signed in at two browsers."""
    people = founding.small_group_of(journey, founder, MEMBERS, meeting_at=meets_at)
    founding.give_duty(founder, "orga", people[ANGRY].code_for_duty(), ANGRY)
    angry, elsewhere = at_a_browser(people[ANGRY]), at_a_browser(people[ANGRY])
    return Cast(founder, angry, elsewhere, people, asking=journey.visitor())


def promise_much(journey: Journey, cast: Cast, meeting: str, *, day: date) -> None:
    """The angry one is host, and somebody waits for a talk with them."""
    evening.take_part(cast.angry, meeting, "host")
    cast.people[SECOND].send_form(meeting, to=f"{meeting}uebernehmen/", kind="second")
    offer_talk(cast.angry, day=day, clock="18:00")
    cast.asking.go("/mitmachen/").fill(pseudonym=ASKING, profession="Pflege")
    cast.asking.fill_one("way", "mail").fill(email=group.address_of(ASKING)).press("Absenden")
    group.look(cast.asking, ASKING, count=1)
    group.choose_talk(cast.asking)


def take_along(cast: Cast) -> str:
    """What two of the orga fetched together, marked with both names; the address of the file."""
    cast.angry.go("/orga/zu-zweit/").press("Datei anfragen")
    opened = cast.angry.path
    cast.founder.go("/heute/").see("Eine zweite Person wird gebraucht")
    cast.founder.go(opened).press("Als zweite Person bestätigen")
    link = cast.angry.go(opened).page.get_by_role("link", name="Datei herunterladen")
    with cast.angry.page.expect_download() as coming:
        link.click()
    kept = json.loads(coming.value.path().read_text())
    assert kept["Kennzeichen"]["geholt von"] == [ANGRY, FOUNDER]
    assert [name for name in MEMBERS if name in json.dumps(kept, ensure_ascii=False)] == [ANGRY]
    cast.angry.go("/orga/zu-zweit/").press("Datei anfragen")  # and one more, half opened
    return f"{opened}datei/"


def leave_in_anger(cast: Cast, kept: str) -> None:
    """Out at once, everywhere; yet nobody is locked out of an account of their own."""
    cast.elsewhere.go("/orga/")
    cast.angry.go("/bereich/").follow("Die Gruppe verlassen").press("Jetzt gehen")
    cast.angry.see("Du hast die Gruppe verlassen")
    is_not_for(cast.angry, *ORGA_PAGES, *MEMBERS_PAGES, kept)
    assert cast.elsewhere.go("/heute/").path.startswith("/anmelden/")
    again = at_a_browser(cast.people[ANGRY])
    is_not_for(again, *ORGA_PAGES, *MEMBERS_PAGES, kept)
    again.go("/konto/").see(group.address_of(ANGRY))


def go_on(journey: Journey, cast: Cast, meeting: str, *, meets_at: datetime) -> None:
    """The talk, the evening and the room go to others; only the log still knows the name."""
    founder = cast.founder.go(meeting).see(SECOND)
    assert ANGRY not in founder.text
    founder.go("/orga/zu-zweit/").see(f"{ANGRY} und {FOUNDER}", f"gefragt von {ANGRY}")
    half = founder.page.locator("main li", has_text="nicht geöffnet").locator("a").first
    half.click()
    founder.page.get_by_role("button", name="Als zweite Person bestätigen").click()
    founder.see("Das bestätigt eine zweite Person, innerhalb von 30 Minuten.")
    founder.go("/orga/aufgaben/").see("Orga genommen von jemanden, der nicht mehr dabei ist")
    founder.go("/heute/").see("Den Raum erneuern").follow("Den Raum erneuern")
    founder.fill(operator="Neuer Betreiber", address="https://neuer-raum.example/y")
    founder.press("Speichern").go("/heute/")
    assert "Den Raum erneuern" not in founder.text
    day = journey.today + timedelta(days=1)
    offer_talk(founder, day=day, clock="17:00")
    group.look(cast.asking, ASKING, count=3)  # asked, the talk is off, there is another time
    group.choose_talk(cast.asking)
    journey.go_to(datetime.combine(day, time(18), BERLIN))
    group.admit(founder, ASKING)
    group.become_member(cast.asking, ASKING, "", note=group.WELCOME, mails=4)
    journey.go_to(meets_at - timedelta(minutes=10))
    assert cast.people[NEXT].enter(meeting, "Gast 1") == "https://neuer-raum.example/y"


def find_a_new_orga(cast: Cast) -> None:
    """The last one of the orga stays until there is another, or is erased: then the house helps."""
    founder, next_one = cast.founder, cast.people[NEXT]
    founder.go("/bereich/gehen/")
    founder.page.get_by_role("button", name="Jetzt gehen").click()
    founder.see("Gib die Orga zuerst weiter.")
    founding.give_duty(founder, "orga", next_one.code_for_duty(), NEXT)
    founder.go("/bereich/").follow("Die Gruppe verlassen").press("Jetzt gehen")
    founder.see("Du hast die Gruppe verlassen").go("/haus/gruppen/").see("mit Orga")
    next_one.send_form("/meine-daten/loeschen/", password=PASSWORD)
    assert "Jemand wird gebraucht" in cast.people[SECOND].read("/heute/")
    founder.go("/heute/").follow("Eine Gruppe ist ohne Orga").follow("Lichtung")
    founder.fill(code=cast.people[SECOND].code_for_duty()).press("Orga geben")
    founder.see("Die Gruppe hat wieder eine Orga.")
    assert SECOND not in founder.text
    assert "Mitglieder siehst du nirgends" in cast.people[SECOND].read("/orga/")

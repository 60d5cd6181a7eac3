"""A colleague from the same ward applies, and one of those who read requests keeps away from it.

Neither learns of the other before the earlier one has said so; what the earlier one says reaches
one confidant; afterwards the two are never in one small group, and nobody is told why. Nothing is
touched but browser, mail sink, clock and the public forms (see `crowd`). On SQLite no browser runs
any JavaScript; on PostgreSQL they may.
"""

from __future__ import annotations

import time as clock
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.flows import chapter_evening as evening
from tests.flows import chapter_founding as founding
from tests.flows import chapter_group as group
from tests.flows.chapter_founding import is_not_for, offer_talk
from tests.flows.chapter_group import FOUNDER, what_mails_tell
from tests.flows.crowd import Guest, all_do, at_a_browser
from tests.flows.walk import BERLIN, PATIENCE, Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

EARLIER, CONFIDANT, COLLEAGUE = "Rotmilan", "Kormoran", "Zaunwinde"
OTHERS = ["Wacholder", "Bergahorn", "Silberdistel", "Nachtkerze"]
WARD = "Station 4, Klinikum am Hang"
AS_THE_OTHER_SAYS_IT = "Klinik Hang Station 4"
WORDS = ("Station", "Hang", "Klinik")
DRAWS = 6  # by chance alone two of eight are apart six times in a row in 3 of 100 runs


@dataclass
class Cast:
    """Whoever matters sits at a browser; the others make the group large enough to part it."""

    founder: Walker
    earlier: Walker
    confidant: Walker
    colleague: Walker
    others: dict[str, Guest]


def test_a_colleague_from_the_same_ward_joins_and_the_two_never_meet(
    network_house: House, sink: SmtpSink, visitors: Visitors, database: str
) -> None:
    journey = Journey(network_house, sink, visitors, javascript=database == "postgres")
    founder = group.open_house(journey)
    day = journey.today + timedelta(days=1)
    journey.go_to(datetime.combine(day, time(9), BERLIN))
    group.found_group(founder, room="https://raum.example/x")
    meets_at = datetime.combine(day + timedelta(days=4), time(19), BERLIN)
    cast = begin(journey, founder, meets_at=meets_at)
    apply(cast, day=day + timedelta(days=2))
    pass_a_night(journey, cast)
    ask_the_earlier_one(cast)
    admit(journey, cast, day=day + timedelta(days=2))
    journey.go_to(meets_at - timedelta(minutes=10))
    meet(cast, evening.first_date(founder))

    names = (FOUNDER, EARLIER, CONFIDANT, COLLEAGUE, *OTHERS)
    assert what_mails_tell(sink, *names, *WORDS) == []
    log = network_house.log(last=10_000_000)
    assert [word for word in (*names, *WORDS) if word in log] == []
    network_house.check()


def begin(journey: Journey, founder: Walker, *, meets_at: datetime) -> Cast:
    """Seven in the group. One of the orga puts their ward on the list that only they read."""
    people = founding.small_group_of(
        journey, founder, [EARLIER, CONFIDANT, *OTHERS], meeting_at=meets_at
    )
    for name, kind in ((EARLIER, "orga"), (CONFIDANT, "confidant")):
        founding.give_duty(founder, kind, people[name].code_for_duty(), name)
    earlier = at_a_browser(people.pop(EARLIER)).go("/abstand/")
    earlier.fill(kind="workplace", text=WARD).press("Auf die Liste setzen").see(WARD)
    confidant = at_a_browser(people.pop(CONFIDANT))
    return Cast(founder, earlier, confidant, journey.visitor(), people)


def apply(cast: Cast, *, day: date) -> None:
    """Both of the orga offer a talk; the colleague says where they work, and waits for the night
    as everybody does who says anything."""
    offer_talk(cast.earlier, day=day, clock="17:00")
    offer_talk(cast.founder, day=day, clock="18:00")
    colleague = cast.colleague.go("/mitmachen/").fill(pseudonym=COLLEAGUE, profession="Pflege")
    colleague.fill_one("way", "mail").fill(email=group.address_of(COLLEAGUE)).press("Absenden")
    group.look(colleague, COLLEAGUE, count=1).see("17:00", "18:00")
    colleague.follow("Jemandem nicht begegnen, den du kennst").fill(workplace=AS_THE_OTHER_SAYS_IT)
    colleague.press("Für den Vergleich angeben").see("Das ist angegeben. Mehr ist nicht zu tun.")
    colleague.follow("Deine Anfrage").see("Über Nacht vergleichen wir deine Angaben")
    cast.earlier.go("/orga/anfragen/").see(COLLEAGUE)  # nothing changes before the night


def pass_a_night(journey: Journey, cast: Cast) -> None:
    """From now on the earlier one does not read the request, and is no choice for the talk."""
    journey.go_to(datetime.combine(journey.today + timedelta(days=1), time(9), BERLIN))
    request = cast.founder.go("/orga/anfragen/").follow(COLLEAGUE).path
    deadline = clock.monotonic() + PATIENCE
    while "Über Nacht vergleichen wir" in cast.colleague.text and clock.monotonic() < deadline:
        clock.sleep(0.3)  # the worker has the night's work to do
        cast.colleague.page.reload()
    cast.colleague.see("18:00")
    assert "17:00" not in cast.colleague.text
    group.choose_talk(cast.colleague)
    cast.founder.go("/heute/").see("Eine Anfrage wartet")
    earlier = cast.earlier.go("/heute/")
    assert "Anfrage" not in earlier.text
    earlier.go("/orga/anfragen/").see("Gerade fragt niemand an.", "17:00")
    assert [word for word in (COLLEAGUE, "18:00") if word in earlier.text] == []
    is_not_for(earlier, request)


def ask_the_earlier_one(cast: Cast) -> None:
    """One confidant knows of both, asks the earlier one first, and hears what they want."""
    confidant = cast.confidant.go("/heute/").follow("Als Vertrauensperson gefragt")
    confidant.follow(f"{EARLIER} und eine neue Anfrage").see(EARLIER, COLLEAGUE)
    confidant.press("Die Person fragen, die länger da ist").see("Keine Antwort heißt getrennt.")
    case = confidant.path
    assert [word for word in WORDS if word in confidant.text] == []
    earlier = cast.earlier.go("/heute/").follow("Eine Frage an dich").see("Du entscheidest zuerst.")
    assert [
        word for word in (COLLEAGUE, CONFIDANT, "Anfrage", *WORDS) if word in earlier.text
    ] == []
    earlier.fill(answer="declines").press("Antworten").see("Deine Antwort ist da: kein Kontakt.")
    confidant.go(case).see("bleibt getrennt", "Mindestens eine Person wünscht sich Abstand.")
    for person in (cast.founder, earlier):
        is_not_for(person, "/vertrauen/", case)
    assert {guest.status(case) for guest in cast.others.values()} == {404}


def admit(journey: Journey, cast: Cast, *, day: date) -> None:
    """The orga decides without knowing anything of it: the case is no reason for or against."""
    journey.go_to(datetime.combine(day, time(18, 30), BERLIN))
    group.admit(cast.founder, COLLEAGUE)
    assert [word for word in (EARLIER, "Abstand", *WORDS) if word in cast.founder.text] == []
    group.become_member(cast.colleague, COLLEAGUE, "", note=group.WELCOME)
    is_not_for(cast.colleague, "/vertrauen/", "/orga/")
    assert "Eine Frage an dich" not in cast.colleague.go("/heute/").text


def meet(cast: Cast, meeting: str) -> None:
    """Eight come; however often the lot is drawn, the two are in different rooms."""
    walkers = (cast.founder, cast.earlier, cast.confidant, cast.colleague)
    for number, walker in enumerate(walkers):
        walker.go(f"{meeting}dabei/").fill(name=f"Gast {number}", agrees=True)
        walker.press("Zugang holen").see(f"Heute heißt du Gast {number}")
    all_do(cast.others.values(), lambda guest: guest.take_pass(meeting, guest.name[::-1]))
    together = 0
    for _draw in range(DRAWS):
        cast.founder.go(f"{meeting}dabei/").press("Kleine Gruppen bilden")
        cast.founder.see("2 Räume sind gelost.", "Raum 1: 4 Menschen", "Raum 2: 4 Menschen")
        together += own_room(cast.earlier, meeting) == own_room(cast.colleague, meeting)
    assert together == 0
    assert [name for name in (EARLIER, COLLEAGUE) if name in cast.founder.text] == []


def own_room(person: Walker, meeting: str) -> str:
    """What somebody is told of their small group."""
    page = person.go(f"{meeting}dabei/").page
    return page.get_by_role("heading", name="Deine kleine Gruppe").inner_text()

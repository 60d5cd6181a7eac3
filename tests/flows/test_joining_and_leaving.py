"""A group of the network house from an empty installation to leaving with erasure.

Nothing is touched but browser, mail sink and clock. On SQLite no browser runs any JavaScript; on
PostgreSQL they may.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime, time, timedelta

from tests.flows import chapter_evening as evening
from tests.flows import chapter_group as group
from tests.flows.chapter_group import FOUNDER, GROUP, JOINING, LEAVER, NAMELESS, People
from tests.flows.rows import rows
from tests.flows.walk import BERLIN, PASSWORD, Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

ANSWERING = (FOUNDER, JOINING[0], JOINING[1], JOINING[2], LEAVER)  # five: one fewer is "unter 5"


def test_from_the_public_page_over_an_evening_to_leaving_without_a_trace(
    network_house: House, sink: SmtpSink, visitors: Visitors, database: str
) -> None:
    journey = Journey(network_house, sink, visitors, javascript=database == "postgres")
    with evening.video_room() as room:
        visitors.own.add(room.origin)
        founder = group.open_house(journey)
        day = journey.today + timedelta(days=1)
        journey.go_to(datetime.combine(day, time(10), BERLIN))  # no quiet hours, whenever this runs
        group.found_group(founder, room=f"{room.origin}/raum")
        people = group.join_all(journey, founder, day=day)
        group.share_orga(people)
        starts = plan(journey, people)
        meeting = meet(journey, people, room, starts_at=starts[0])

    leave(journey, people, meeting)

    assert group.what_mails_tell(sink, *JOINING, "Wolkenraum", "Uferlicht") == []
    log = network_house.log(last=10_000_000)
    assert [name for name in (GROUP, FOUNDER, *JOINING) if name in log] == []
    network_house.check()


def plan(journey: Journey, people: People) -> list[datetime]:
    """Everybody tells their times; the plan is published; strangers read three dates."""
    for number, person in enumerate(people.by_name.values()):
        evening.tell_times(person, number)
    evening.plan_year(people)
    starts = evening.dates_of(people.by_name[LEAVER])
    assert len(starts) == 12
    journey.visitor().go("/").see("Nächstes Treffen", f"{starts[0]:%-d}. ")
    return starts


def meet(journey: Journey, people: People, room: evening.VideoRoom, *, starts_at: datetime) -> str:
    """Five say that they come, all eight do; two rooms of four. Returns the meeting's address."""
    meeting = evening.first_date(people.founder)
    evening.take_part(people.founder, meeting, "host")
    evening.take_part(people.second, meeting, "second")
    for name in ANSWERING:
        evening.say_coming(people.by_name[name], meeting)
    people.founder.go(f"/orga{meeting}").see("5 oder mehr")
    journey.go_to(starts_at - timedelta(minutes=20))
    people.founder.go(f"{meeting}dabei/").see("Dein Zugang erscheint hier")
    journey.go_to(starts_at - timedelta(minutes=10))
    for number, person in enumerate(people.by_name.values()):
        evening.enter(person, meeting, f"Gast {number}", room)
    assert room.referrers == [""] * len(people.by_name)
    told = evening.part_into_rooms(people.founder, people, meeting)
    assert sorted(told) == ["Deine kleine Gruppe: Raum 1"] * 4 + ["Deine kleine Gruppe: Raum 2"] * 4
    journey.go_to(starts_at + timedelta(hours=2, minutes=10))
    return meeting


def leave(journey: Journey, people: People, meeting: str) -> None:
    """Erased the same evening: the person is gone from every table, the count stays."""
    leaver = people.by_name.pop(LEAVER)
    assert LEAVER in everything_stored(journey), "the scan is blind"
    assert can_sign_in(journey.visitor(), group.address_of(LEAVER)) is True
    leaver.go("/bereich/").follow("Die Gruppe verlassen").follow("Alles löschen, noch heute")
    leaver.fill(password=PASSWORD).press("Endgültig löschen").see("Es ist gelöscht")
    assert can_sign_in(journey.visitor(), group.address_of(LEAVER)) is False
    people.founder.go(f"/orga{meeting}").see("5 oder mehr")
    stored = everything_stored(journey)
    assert [word for word in (LEAVER, group.address_of(LEAVER)) if word in stored] == []
    people.by_name[NAMELESS].go("/bereich/").see(f"Hallo {NAMELESS}")


def can_sign_in(visitor: Walker, email: str) -> bool:
    """Whether an account with that address opens."""
    visitor.go("/anmelden/").fill(login=email, password=PASSWORD).press("Anmelden", exact=True)
    return visitor.path == "/heute/"


def everything_stored(journey: Journey) -> str:
    """Every value of every table, sessions and jobs included, as one text."""
    values = rows(journey.house, "values")
    return "\0".join(b64decode(value).decode(errors="replace") for value in values)

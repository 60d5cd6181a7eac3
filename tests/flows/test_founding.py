"""46 people found a group: a call, waves, the first evening in rooms, an orga, handed over later.

Nothing is touched but browser, mail sink, clock and the public forms (see `crowd`). On SQLite no
browser runs any JavaScript; on PostgreSQL all but the narrow one may.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tests.flows import chapter_evening as evening
from tests.flows import chapter_founding as founding
from tests.flows import chapter_group as group
from tests.flows.chapter_founding import is_not_for
from tests.flows.chapter_group import FOUNDER, GROUP, NAMELESS, what_mails_tell
from tests.flows.crowd import Guest, all_do, guests
from tests.flows.walk import BERLIN, Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

PLACES = 45  # the founder needs none
NARROW, WIDE = "Wacholder", "Kormoran"  # at browsers, as NAMELESS is
CROWD = [f"Kiesel{number}" for number in range(1, PLACES - 2)]
LATE = "Sandkorn"  # one more than there are places for
NEW_ORGA, NEW_CONFIDANT, LATER = CROWD[0], CROWD[1], CROWD[2]


@dataclass
class Founders:
    """Whoever got a place, each in their own way, and who did not."""

    walkers: dict[str, Walker]
    crowd: dict[str, Guest]
    late: Guest


def test_46_people_found_a_group_and_share_out_its_work(
    network_house: House, sink: SmtpSink, visitors: Visitors, database: str
) -> None:
    journey = Journey(network_house, sink, visitors, javascript=database == "postgres")
    with evening.video_room() as room:
        visitors.own.add(room.origin)
        founder = group.open_house(journey)
        day = journey.today + timedelta(days=1)
        journey.go_to(datetime.combine(day, time(9), BERLIN))
        group.found_group(founder, room=f"{room.origin}/raum")
        meets_at = datetime.combine(day + timedelta(days=3), time(19), BERLIN)
        people = come_together(journey, founder, meets_at=meets_at)
        meet(journey, founder, people, room, meets_at=meets_at)

    form_orga(founder, people)
    hand_over(journey, founder, people)

    assert what_mails_tell(sink, NARROW, WIDE, "Kiesel", "Gründung", "Aufruf") == []
    log = network_house.log(last=10_000_000)
    names = (GROUP, FOUNDER, NARROW, WIDE, NAMELESS, *CROWD, LATE)
    assert [name for name in names if name in log] == []
    network_house.check()


def come_together(journey: Journey, founder: Walker, *, meets_at: datetime) -> Founders:
    """46 sign up, three at browsers; whoever came on the first day is before who came later."""
    until = meets_at - timedelta(days=1)
    founding.publish_call(founder, places=PLACES, until=until, meeting_at=meets_at)
    walkers = {
        NARROW: journey.visitor(narrow=True), WIDE: journey.visitor(), NAMELESS: journey.visitor()
    }  # fmt: skip
    codes = {
        name: founding.sign_up(visitor, name, has_address=name != NAMELESS)
        for name, visitor in walkers.items()
    }
    crowd = guests(journey, [*CROWD, LATE], nameless=6)
    people = Founders(walkers, crowd, late=crowd.pop(LATE))
    all_do(crowd.values(), lambda guest: guest.sign_up(founding.ADDRESS))
    founder.go("/orga/aufruf/").see("Plätze im Ganzen: 45. Es warten: etwa 45.")
    founder.go("/orga/anfragen/").see("Gerade fragt niemand an.")  # nor a list anywhere else
    journey.go_to(datetime.combine(journey.today + timedelta(days=1), time(9), BERLIN))
    people.late.sign_up(founding.ADDRESS)
    founding.give_places(founder, 30, given="etwa 30")
    founding.give_places(founder, 30, given="etwa 15")
    for name, visitor in walkers.items():
        page = group.look(visitor, name, count=2, code=codes[name]).path
        group.become_member(visitor, name, page)
    all_do(crowd.values(), Guest.come_in)
    waiting = people.late.read(people.late.own_request())
    assert "Die Plätze werden in Wellen vergeben" in waiting
    return people


def meet(
    journey: Journey, founder: Walker, people: Founders, room: evening.VideoRoom, *,
    meets_at: datetime,
) -> None:  # fmt: skip
    """The founding meeting stands in everybody's dates; 46 are parted in rooms of five or six."""
    meeting = evening.first_date(people.walkers[NARROW])
    evening.take_part(founder, meeting, "host")
    evening.take_part(people.walkers[WIDE], meeting, "second")
    journey.go_to(meets_at - timedelta(minutes=10))
    evening.enter(founder, meeting, "Gast 0", room)
    for number, walker in enumerate(people.walkers.values(), start=1):
        evening.enter(walker, meeting, f"Gast {number}", room)
    all_do(people.crowd.values(), lambda guest: guest.take_pass(meeting, guest.name[::-1]))
    assert people.crowd[LATER].enter(meeting, "Gast 9") == f"{room.origin}/raum"
    founder.go(f"{meeting}dabei/").press("Kleine Gruppen bilden").see("9 Räume sind gelost.")
    sizes = [int(found) for found in re.findall(r"Raum \d+: (\d+) Menschen", founder.text)]
    assert sorted(sizes) == [5] * 8 + [6]
    assert [name for name in (*people.walkers, *people.crowd) if name in founder.text] == []
    rooms = Counter(all_do(people.crowd.values(), lambda guest: guest.small_group(meeting)))
    for walker in (founder, *people.walkers.values()):
        walker.go(f"{meeting}dabei/")
        rooms[int(re.findall(r"Deine kleine Gruppe: Raum (\d+)", walker.text)[0])] += 1
    assert rooms == dict(enumerate(sizes, start=1))
    journey.go_to(meets_at + timedelta(hours=2, minutes=10))


def form_orga(founder: Walker, people: Founders) -> None:
    """Five take on the orga with the founder's help, one becomes a confidant; no list to choose."""
    founder.go("/orga/aufgaben/").see(FOUNDER)
    for name, walker in people.walkers.items():
        founding.give_duty(founder, "orga", founding.own_code(walker), name)
    for name, kind in ((NEW_ORGA, "orga"), (NEW_CONFIDANT, "confidant")):
        founding.give_duty(founder, kind, people.crowd[name].code_for_duty(), name)
    people.walkers[NARROW].go("/orga/").see("Mitglieder siehst du nirgends")
    assert "Gruppen in diesem Haus" not in people.crowd[NEW_ORGA].read("/orga/")
    asked = [people.crowd[name] for name in (NEW_ORGA, NEW_CONFIDANT, LATER)]
    assert [guest.status("/orga/") for guest in asked] == [200, 404, 404]
    assert "Was bei dir liegt" in people.crowd[NEW_CONFIDANT].read("/vertrauen/")


def hand_over(journey: Journey, founder: Walker, people: Founders) -> None:
    """Months later the founder hands on: the house stays in their keeping, the group does not."""
    meets_again = datetime.combine(journey.today + timedelta(days=100), time(11), BERLIN)
    journey.go_to(meets_again)
    founding.give_duty(founder, "orga", people.crowd[LATER].code_for_duty(), LATER)
    row = founder.page.locator("main li", has_text=FOUNDER).first
    row.get_by_role("button", name="Abgeben").click()
    founder.see("Du hast die Aufgabe abgegeben.", f"Hallo {FOUNDER}")
    is_not_for(founder, "/orga/", "/orga/aufgaben/", "/orga/raum/", "/orga/anfragen/")
    done = people.walkers[NARROW].go("/orga/aufgaben/")
    done.see(f"Orga genommen von {FOUNDER}", f"Orga gegeben an {LATER}")
    assert "Wer was tut" in people.crowd[LATER].read("/orga/aufgaben/")
    done.go("/heute/").see("Den Raum erneuern")
    founder.go("/haus/gruppen/").see(GROUP, "mit Orga")
    assert [name for name in (NARROW, WIDE, LATER) if name in founder.text] == []

"""One course from the info event to the certificate, from an empty installation.

Nothing is touched but browser, mail sink and clock. One participant has no e-mail and goes every
step through the office. On SQLite no browser runs any JavaScript; on PostgreSQL they may.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.flows import chapter_admission as admission
from tests.flows import chapter_end as end
from tests.flows import chapter_house, chapter_info
from tests.flows import chapter_year as year
from tests.flows.chapter_house import Staff
from tests.flows.walk import Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink
from tests.pdf_check import check_pdfs

BERLIN = ZoneInfo("Europe/Berlin")
MISSED = {"m1": ["0", "0", "0", "0"], "m2": ["2"], "m3": ["5"]}  # 22, 26, 27 UE in all


@pytest.mark.java
def test_one_course_from_info_event_to_certificate(
    course_house: House, sink: SmtpSink, visitors: Visitors, database: str
) -> None:
    journey = Journey(course_house, sink, visitors, javascript=database == "postgres")
    today = datetime.now(BERLIN).date()
    first_day = today + timedelta(days=91)

    staff = chapter_house.open_house(journey)
    chapter_house.set_up_programme(staff.office)
    chapter_house.set_up_offer(
        staff.office, starts=first_day, apply_until=today + timedelta(days=40)
    )
    codes = attend_info_event(journey, staff, day=today + timedelta(days=1))
    ada, _bo = apply_and_accept(journey, staff, codes)
    cohort = year.open_cohort(staff.office, first_day=first_day)
    ada_page = miss_and_make_up(journey, staff, ada, cohort, first_day=first_day)
    karl_page = live_through_the_year(journey, staff, ada, cohort, first_day=first_day)
    papers = receive_certificates(staff, ada, [ada_page, karl_page], day=journey.today)

    verdicts = check_pdfs([*papers, papers[0][:-200]])
    assert [all(one.passed for one in each) for each in verdicts] == [True, True, False]
    number, code = end.number_and_code(papers[0])
    stranger = journey.visitor()
    assert end.verify(stranger, number, code) == "valid"
    assert end.verify(stranger, number, "AAAA AAAA AAAA") == "not valid"
    journey.house.check()


def attend_info_event(journey: Journey, staff: Staff, *, day: date) -> dict[str, str]:
    """Two register by mail links, one by telephone; all three come. Returns the codes."""
    door = chapter_info.plan_event(staff.office, day=day)
    chapter_info.register(
        journey, name="Ada Sommer", email=chapter_info.ADA, needs="Platz nahe der Tür"
    )
    chapter_info.register(journey, name="Bo Winter", email=chapter_info.BO)
    chapter_info.register_by_phone(staff.office, door, chapter_info.KARL)
    journey.go_to(datetime.combine(day, time(10, 30), BERLIN))
    codes = chapter_info.check_in(journey, staff.office, door)
    chapter_info.undo_and_redo(staff.office, door, chapter_info.KARL)
    return codes


def apply_and_accept(
    journey: Journey, staff: Staff, codes: dict[str, str]
) -> tuple[Walker, Walker]:
    """Three applications, two votes each, three places; all are accepted."""
    people = []
    for name, email in (("Ada Sommer", chapter_info.ADA), ("Bo Winter", chapter_info.BO)):
        person = admission.begin(journey, email=email, code=codes[email])
        admission.write(person, name=name)
        people.append(person)
    admission.write_for(staff.office, name=chapter_info.KARL)
    admission.name_readers(staff.office)
    for reader in (staff.lead, staff.second):
        admission.read_and_vote(reader)
    admission.prepare_and_release(staff.office, 3)
    for person in people:
        admission.accept_place(person)
    admission.accept_for(staff.office, name=chapter_info.KARL)
    return people[0], people[1]


def miss_and_make_up(
    journey: Journey, staff: Staff, ada: Walker, cohort: str, *, first_day: date
) -> str:
    """26 missed UE are fine, the 27th is open, made up at another site it is fine again."""
    third = first_day + 2 * year.RHYTHM
    journey.go_to(datetime.combine(third + timedelta(days=4), time(10), BERLIN))
    for part in ("m1", "m2"):
        year.fill_module(staff.lead, cohort, part, {"Ada": MISSED[part]})
    ada.go("/was-fehlt-noch/").see("26 von 264 UE gefehlt, 26 sind erlaubt.")
    year.fill_module(staff.lead, cohort, "m3", {"Ada": MISSED["m3"]})
    ada.go("/was-fehlt-noch/").see("27 von 264 UE gefehlt", "1 UE ist nachzuholen")
    page = year.person_page(staff.lead, cohort, "Ada Sommer")
    year.make_up(staff.lead, page, day=third + timedelta(days=3), units="1")
    ada.go("/was-fehlt-noch/").see("1 nachgeholt: 26 zählen, 26 sind erlaubt")
    return page


def live_through_the_year(
    journey: Journey, staff: Staff, ada: Walker, cohort: str, *, first_day: date
) -> str:
    """The other modules, both internships of both people, reports. Returns Karl's page."""
    closing = first_day + 11 * year.RHYTHM
    journey.go_to(datetime.combine(closing + timedelta(days=4), time(10), BERLIN))
    for number in range(4, 13):
        year.fill_module(staff.lead, cohort, f"m{number}", {})
    start = first_day + timedelta(days=40)
    split = [("Tagesstätte Lindenhof", "host1@example.org", "24"),
             ("Wohnverbund Süd", "host2@example.org", "16")]  # fmt: skip
    second = [("Klinik am Park", "host3@example.org", "80")]
    year.split_internship(journey, ada, no=1, pieces=split, start=start)
    year.split_internship(journey, ada, no=2, pieces=second, start=start + timedelta(days=150))
    for no in (1, 2):
        end.report(ada, f"/praktikum/{no}/bericht/", day=start + timedelta(days=180))
    page = year.person_page(staff.lead, cohort, chapter_info.KARL)
    year.internships_on_paper(staff.office, page, start=start)
    return page


def receive_certificates(staff: Staff, ada: Walker, pages: list[str], *, day: date) -> list[bytes]:
    """Portfolio, presentation, suitability, payments; proposed by one, released by another."""
    handed_in = day - timedelta(days=2)
    ada_page, karl_page = pages
    end.hand_in_portfolio(ada, "/portfolio/", day=handed_in)
    end.hand_in_portfolio(staff.office, f"{karl_page}portfolio/stand/", day=handed_in)
    for page, name in ((ada_page, "Ada Sommer"), (karl_page, chapter_info.KARL)):
        end.close(staff.lead, staff.second, staff.office, page, day=handed_in)
        end.propose(staff.lead, page)
        end.release(staff.releaser, name)
    return [end.download(ada), end.download_for(staff.office, chapter_info.KARL)]

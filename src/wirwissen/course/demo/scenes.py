"""What happened to some of the people: the edge cases a visitor of the demo can look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind
from wirwissen.course.cohorts.services import add_person, confirm_makeup, enter_makeup, pause
from wirwissen.course.demo.cast import CLOSED, GROUP
from wirwissen.course.demo.courses import build_cohort, correct_one, fill, friday_on_or_after
from wirwissen.course.demo.scenery import House
from wirwissen.course.internships.models import Placement
from wirwissen.course.internships.services import (
    confirm,
    enter_placement,
    hand_in_report,
    send_host_link,
)
from wirwissen.course.portfolio.services import keep_payments, keep_state, mark_read, present, sign

SECTIONS = ["Spurensuche", "Qualitäten", "Planung", "Persönliches Professionelles Profil"]
WHOLE_MODULE = {0: "0", 1: "0", 2: "0", 3: "0"}  # four blocks, 22 UE


def running_course(house: House, now: datetime) -> tuple[Cohort, dict[str, Participant]]:
    """18 people, seven of twelve modules behind them; one sheet is still open since five days."""
    eighth = friday_on_or_after(now.date() + timedelta(days=6))
    first = eighth - timedelta(weeks=28)
    cohort, people = build_cohort(
        house, title=f"Kurs {first.year}", names=GROUP, first_day=first, now=now
    )
    missed = {
        "Dagmar Hollstein": {9: "3"},
        "Ines Brandhorst": {9: "0", 10: "0"},
        "Mara Lindner": {8: "0", 17: "0"},
        "Hanne Ohlendorf": {k + 12: v for k, v in WHOLE_MODULE.items()},
        "Jannik Freese": {**WHOLE_MODULE, 22: "1"},
    }
    # The last block of module 7 stays open: it stands on the leads' "Heute".
    last = cohort.sessions.order_by("starts_at")[27]
    fill(house, cohort, missed, until=last.ends_at)
    correct_one(house, cohort, "Dagmar Hollstein", 9, "3.5")
    made_up = enter_makeup(
        people["Mara Lindner"], part="m3", topic_there="Modul 4: Teilhabe", site="Haus am Anger",
        from_on=now.date() - timedelta(days=90), to_on=now.date() - timedelta(days=90),
        units=Decimal(6), days=Decimal(1), present=True, by=house.lead,
    )  # fmt: skip
    confirm_makeup(made_up, on=now.date() - timedelta(days=80), by_name="Haus am Anger", now=now)
    add_person(
        cohort, name="Ruben Tschirner", email=None, kind=ParticipantKind.MAKES_UP,
        joined_on=now.date(), now=now,
    )  # fmt: skip
    _internships_under_way(house, people, now)
    return cohort, people


def _internships_under_way(house: House, people: dict[str, Participant], now: datetime) -> None:
    mara = people["Mara Lindner"]
    start = now.date() - timedelta(days=120)
    done = _placed(mara, 1, "Tagesstätte Lindenhof", start, "40")
    confirm(done, by_name="S. Ott", how="paper", on=start + timedelta(days=20), now=now)
    hand_in_report(mara, no=1, on=start + timedelta(days=30), by=house.lead, now=now)
    waiting = _placed(mara, 2, "Klinik am Stadtwald, Station 3", now.date(), "52.5")
    send_host_link(waiting, now=now)
    keep_payments(mara, due_cents=mara.due_cents, paid_cents=140_000)
    keep_state(mara, sections=SECTIONS[:2], pages=31, handed_in_on=None, by=mara.person, now=now)


def closed_course(house: House, now: datetime) -> tuple[Cohort, dict[str, Participant]]:
    """15 people; the last module ended 23 months ago, so one month is left for late evidence."""
    closing = _months_back(now.date(), 23)
    first = friday_on_or_after(closing - timedelta(days=6)) - timedelta(weeks=44)
    cohort, people = build_cohort(
        house, title=f"Kurs {first.year}", names=CLOSED, first_day=first, now=now
    )
    missed = {
        "Anke Westerkamp": {**WHOLE_MODULE, 4: "2"},  # 22 + 4 = 26: allowed
        "Björn Halvorsen": {**WHOLE_MODULE, 4: "1"},  # 22 + 5 = 27: one too many
        "Claudia Niemeyer": {k + 24: v for k, v in WHOLE_MODULE.items()} | {4: "1"},
        "Gesine Rohloff": dict.fromkeys(range(20, 48), "0"),
    }
    fill(house, cohort, missed, until=now)
    made_up = enter_makeup(
        people["Claudia Niemeyer"], part="m7", topic_there="Modul 8: Fürsprache",
        site="Haus am Anger", from_on=closing + timedelta(days=40),
        to_on=closing + timedelta(days=42), units=Decimal(20), days=Decimal(3), present=True,
        by=house.lead,
    )  # fmt: skip
    confirm_makeup(made_up, on=closing + timedelta(days=50), by_name="Haus am Anger", now=now)
    pause(people["Gesine Rohloff"])
    for name, person in people.items():
        if name != "Gesine Rohloff":
            _closing_papers(house, person, name, first, closing, now)
    return cohort, people


def _closing_papers(
    house: House, who: Participant, name: str, first: date, closing: date, now: datetime
) -> None:
    split = [("Tagesstätte Lindenhof", "24"), ("Wohnverbund Süd", "16")]
    places = split if name == "Dennis Okoro" else [("Tagesstätte Lindenhof", "40")]
    for host, hours in places:
        row = _placed(who, 1, host, first + timedelta(days=100), hours)
        confirm(row, by_name="S. Ott", how="paper", on=first + timedelta(days=130), now=now)
    hours = "79.75" if name == "Elif Arslan" else "80"
    row = _placed(who, 2, "Klinik am Stadtwald", first + timedelta(days=230), hours)
    confirm(row, by_name="M. Sander", how="link", on=first + timedelta(days=260), now=now)
    hand_in_report(who, no=1, on=first + timedelta(days=140), by=house.lead, now=now)
    if name != "Florian Bäcker":  # his second report is late: still one month left
        hand_in_report(who, no=2, on=closing + timedelta(days=30), by=house.lead, now=now)
    keep_state(
        who, sections=SECTIONS, pages=44, handed_in_on=closing - timedelta(days=10),
        by=house.lead, now=now,
    )  # fmt: skip
    mark_read(who, by_name="Amara Okafor")
    present(who, on=closing - timedelta(days=1), now=now)
    sign(who, signer=house.lead, name="Amara Okafor", declined=False, now=now)
    sign(who, signer=house.second_lead, name="Jörg Feldhaus", declined=False, now=now)
    paid = who.due_cents - (20_000 if name == "Hakan Öztürk" else 0)
    keep_payments(who, due_cents=who.due_cents, paid_cents=paid)


def _placed(who: Participant, no: int, host: str, start: date, hours: str) -> Placement:
    return enter_placement(
        who, no=no, host=host, host_email="praktikum@example.org", from_on=start,
        to_on=start + timedelta(days=11), hours=Decimal(hours), cleared_on=start,
    )  # fmt: skip


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, min(day.day, 28))

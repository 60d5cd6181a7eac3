"""The selection in progress, and the info events around it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from wirwissen.course.admissions.models import Application, Choice
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services.application import begin, save_section, send
from wirwissen.course.admissions.services.selection import declare, name_reader, vote
from wirwissen.course.demo.cast import ANCHORS, APPLICANTS, GUESTS, MOTIVATIONS
from wirwissen.course.demo.scenery import CRITERIA, House, demo_user
from wirwissen.course.events.models import Event
from wirwissen.course.events.services import (
    EventFacts,
    Guest,
    bind,
    confirm,
    create_event,
    grant,
    register,
    register_by_office,
)
from wirwissen.course.programme.models import Offer

DONE = 31  # so many are sent; the last two are still being written


def info_events(house: House, offer: Offer, now: datetime) -> Event:
    """One tomorrow with registrations, one next month that is nearly full with a waiting list."""
    tomorrow = _event(house, offer, now + timedelta(days=1), "Info-Termin in Köln", seats=20)
    for number, name in enumerate(GUESTS):
        mail = f"gast{number}@example.org"
        row = register(tomorrow.pk, Guest(name=name, email=mail), now=now)
        if number % 5:
            confirm(row.pk, now=now)
    register_by_office(tomorrow.pk, Guest(name="Frau Karadeniz"), now=now)
    small = _event(house, offer, now + timedelta(days=30), "Info-Termin in Düren", seats=3)
    for number in range(5):
        mail = f"dueren{number}@example.org"
        row = register(small.pk, Guest(name=f"Gast {number + 1}", email=mail), now=now)
        confirm(row.pk, now=now)
    _event(house, offer, now + timedelta(days=17), "Info-Termin online", seats=None, online=True)
    return tomorrow


def _event(
    house: House, offer: Offer, day: datetime, title: str, *, seats: int | None,
    online: bool = False,
) -> Event:  # fmt: skip
    start = timezone.localtime(day).replace(hour=18, minute=0, second=0, microsecond=0)
    return create_event(
        house.organisation,
        EventFacts(
            title=title, programme=offer.version.programme, offer=offer, starts_at=start,
            ends_at=start + timedelta(hours=2), online=online,
            place="" if online else "Bildungshaus Rheinaue, Saal 2",
            address="per Video oder Telefon" if online else "Uferweg 14\n50996 Köln",
            access_note="" if online else "stufenlos", seats=seats, registration_open=True,
            hold_hours=24, offer_hours=48, host_id=house.lead.pk,
        ),
    )  # fmt: skip


def selection(house: House, offer: Offer, now: datetime) -> list[Application]:
    """31 dossiers: some read by both leads, some by one, some by nobody yet. Two drafts."""
    for user in (house.lead, house.second_lead):
        name_reader(offer, user=user, by=house.office, now=now)
    applications = []
    for number, name in enumerate(APPLICANTS):
        application = _application(house, offer, number, name, now)
        applications.append(application)
        if number < DONE:
            send(application, now=now)
        if number < 12:
            _votes(house, application, number, now)
    return applications


def _application(house: House, offer: Offer, number: int, name: str, now: datetime) -> Application:
    has_mail = number != 6
    person = demo_user(f"bewerbung{number}@example.org" if has_mail else None)
    attended = now.date() - timedelta(days=40)
    earned, _code = grant(
        offer.version.programme, name=name, email=person.email or "", attended_on=attended, now=now
    )
    bind(earned, person, now)
    application = begin(
        offer, person=person, entitlement=earned, now=now, name=name, by_office=not has_mail
    )
    contact = {"name": name, "address": f"Musterweg {number + 1}\n50667 Köln", "phone": ""}
    texts = {
        Section.MOTIVATION: MOTIVATIONS[number % len(MOTIVATIONS)],
        Section.CV: "1998 Schule\n2004 Ausbildung\n2019 Krise und Klinik\n2021 Tagesstätte\n"
        "2023 Selbsthilfegruppe",
        Section.ANCHORS: ANCHORS[number % len(ANCHORS)],
    }
    save_section(application, Section.CONTACT, contact, is_done=True, now=now)
    for section, text in texts.items():
        is_done = number < DONE or section is not Section.ANCHORS
        save_section(application, section, {"text": text}, is_done=is_done, now=now)
    save_section(application, Section.FUNDING, {"funding": "self"}, is_done=True, now=now)
    if number % 7 == 0:
        need = {"text": "Ein Platz nahe der Tür und Pausen zwischendurch."}
        save_section(application, Section.NEEDS, need, is_done=True, now=now)
    save_section(application, Section.CONSENT, {"agreed": True}, is_done=True, now=now)
    return application


def _votes(house: House, application: Application, number: int, now: datetime) -> None:
    first, second = house.lead, house.second_lead
    if number == 3:  # one of the leads knows the person
        declare(application, reader=second, knows_person=True, now=now)
    readers = [first] if number in {3, 4, 5} else [first, second]
    for reader in readers:
        declare(application, reader=reader, knows_person=False, now=now)
        differs = number == 2 and reader == second
        vote(
            application, reader=reader,
            choice=Choice.NOT_NOW if differs else Choice.PLACE,
            criteria=dict.fromkeys(CRITERIA, "erkennbar"),
            note="Wie sorgen Sie für sich nach einem schweren Gruppenabend?", now=now,
        )  # fmt: skip

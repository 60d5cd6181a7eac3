"""Seed the course house of the demo: everything through the services that people use."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wirwissen.course.credentials.services import propose, release
from wirwissen.course.demo import admissions, scenes
from wirwissen.course.demo.courses import friday_on_or_after
from wirwissen.course.demo.scenery import build_house, build_offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.demo.people import DemoPerson, write_people


def seed() -> None:
    """One running cohort, one that closed 23 months ago, a selection, an info event tomorrow."""
    now = timezone.localtime(clock_now())
    house = build_house(now)
    _running, learners = scenes.running_course(house, now)
    _closed, leavers = scenes.closed_course(house, now)
    start = friday_on_or_after(now.date() + timedelta(days=75))
    offer = build_offer(
        house, title=f"EX-IN Genesungsbegleitung {start.year}", first_day=start,
        apply_until=now.date() + timedelta(days=14), note="", closed=False,
    )  # fmt: skip
    admissions.info_events(house, offer, now)
    applications = admissions.selection(house, offer, now)
    issued = propose(leavers["Jutta Vennemann"], by=house.lead, on_stock=False, now=now)
    release(issued, by=house.releaser, now=now)
    propose(leavers["Irina Sokolowa"], by=house.lead, on_stock=False, now=now)
    staff = [
        ("buero", "Henrike Vogel", "Büro", "Richtet ein, nimmt Anrufe an, gibt Antworten frei",
         house.office, "programme:office"),
        ("leitung", "Amara Okafor", "Kursleitung", "Führt Anwesenheit und liest Bewerbungen",
         house.lead, "today"),
        ("leitung2", "Jörg Feldhaus", "Kursleitung im Tandem", "Hat einige noch nicht gelesen",
         house.second_lead, "today"),
        ("freigabe", "Tilda Brandt", "Freigabe", "Prüft Zertifikate als zweite Person",
         house.releaser, "credentials:releases"),
    ]  # fmt: skip
    others = [
        ("mara", "Mara Lindner", "Teilnehmerin", "Mitten im Kurs, ein Block nachgeholt",
         learners["Mara Lindner"].person, "credentials:own"),
        ("jannik", "Jannik Freese", "Teilnehmer", "Genau an der Grenze der Fehlzeiten",
         learners["Jannik Freese"].person, "credentials:own"),
        ("bjoern", "Björn Halvorsen", "Kurs beendet", "27 UE gefehlt: eine UE ist nachzuholen",
         leavers["Björn Halvorsen"].person, "credentials:own"),
        ("jutta", "Jutta Vennemann", "Kurs beendet", "Das Zertifikat ist da",
         leavers["Jutta Vennemann"].person, "credentials:papers"),
        ("edda", "Edda Ruhland", "Bewerbung in Arbeit", "Schreibt noch an einem Teil",
         applications[-1].person, "admissions:own"),
        ("theo", "Theo Anselm", "Bewerbung abgeschickt", "Sieht, wer gelesen hat",
         applications[13].person, "admissions:own"),
    ]  # fmt: skip
    write_people([_person(*row) for row in [*staff, *others]])


def _person(key: str, name: str, role: str, hint: str, user: User, start: str) -> DemoPerson:
    return DemoPerson(
        key=key, name=name, role=role, hint=hint, user_id=user.pk, start=reverse(start)
    )

"""A full cohort for the bench: 24 people, 12 modules of four blocks, everything filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from wirwissen.course.cohorts.models import Attendance, Session
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now

BLOCKS = (Decimal(6), Decimal(5), Decimal(5), Decimal(6))


@dataclass
class Scene:
    """Pages as (title, who looks, address), and one save of a whole sheet."""

    pages: list[tuple[str, HouseClient, str]]
    save_sheet: Callable[[], str]


def full_cohort(*, people: int, modules: int) -> Scene:
    """Build it in bulk; half of the modules are over."""
    place = make.organisation()
    office, lead = make.member(Role.OFFICE, place), make.member(Role.LEAD, place)
    version = make.version(make.programme(place), curriculum=make.curriculum(modules=modules))
    cohort = make.cohort(version)
    group = [make.participant(cohort) for _ in range(people)]
    first = now() - timedelta(weeks=4 * modules // 2)
    sessions = [
        Session(
            cohort=cohort, part=f"m{number + 1}", label=f"B{block}", units=units,
            starts_at=first + timedelta(weeks=4 * number, hours=9 * block),
            ends_at=first + timedelta(weeks=4 * number, hours=9 * block + 5),
        )
        for number in range(modules)
        for block, units in enumerate(BLOCKS)
    ]  # fmt: skip
    Session.objects.bulk_create(sessions)
    over = [session for session in sessions if session.ends_at < now()]
    Attendance.objects.bulk_create(
        Attendance(session=session, participant=who, units=session.units, entered_at=now())
        for session in over[:-1]
        for who in group
    )
    leads, offices, own = client_of(lead), client_of(office), client_of(group[0].person)
    sheet = reverse("cohorts:sheet", args=[over[-1].pk])
    pages = [
        ("Heute (Kursleitung)", leads, reverse("today")),
        ("Kurs", leads, reverse("cohorts:cohort", args=[cohort.pk])),
        ("Blatt", leads, sheet),
        ("Modul", leads, reverse("cohorts:module_grid", args=[cohort.pk, "m1"])),
        ("Abschluss", offices, reverse("credentials:closing", args=[cohort.pk])),
        ("Was fehlt noch?", own, reverse("credentials:own")),
        ("Mein Kurs", own, reverse("cohorts:own")),
    ]

    def save_sheet() -> str:
        fields = {f"a-{who.pk}": "all" for who in group}
        answer = leads.post(sheet, {**fields, "seen": "0"})
        return f"status {answer.status_code}"

    return Scene(pages=pages, save_sheet=save_sheet)

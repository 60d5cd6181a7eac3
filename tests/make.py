"""Typed makers of rows for tests: everything has a sensible value, invented people only."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from wirwissen.course.admissions.models import Application, ApplicationState
from wirwissen.course.cohorts.models import Attendance, Cohort, Participant, Session, Trainer
from wirwissen.course.events.models import Entitlement, Event, Registration, RegistrationState
from wirwissen.course.internships.models import Placement
from wirwissen.course.programme.models import Offer, OfferState, Programme, ProgrammeVersion
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.ids import new_code, new_id
from wirwissen.foundation.sealed.services import create_envelope, seal_text

BERLIN = ZoneInfo("Europe/Berlin")
PASSWORD = "ein langes Kennwort 1"
_numbers = count(1)


def at(text: str) -> datetime:
    """An aware time in Berlin from `2027-08-28 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def user(email: str | None = "", password: str = PASSWORD) -> User:
    """A user; `None` as address makes one who goes every step through the office."""
    address = f"mensch{next(_numbers)}@example.org" if email == "" else email
    return User.objects.create_user(address, password if address else None)


def organisation(name: str = "Bildungshaus Rheinaue", **fields: Any) -> Organisation:
    fields.setdefault("slug", f"haus-{next(_numbers)}")
    return Organisation.objects.create(name=name, **fields)


def member(role: Role, place: Organisation, *, who: User | None = None, name: str = "") -> User:
    """Somebody with a role; returns the user."""
    who = who or user()
    name = name or f"Kollegin {next(_numbers)}"
    Membership.objects.create(
        organisation=place, user=who, role=role.value, name=name, since=today()
    )
    return who


def curriculum(*, modules: int = 12, units: int = 22) -> dict[str, Any]:
    """A curriculum like LVR's (see `programme.rules.Curriculum`), with short titles."""
    return {
        "id": "exin-test",
        "unit": "UE",
        "unit_minutes": 45,
        "parts": [
            {
                "id": f"m{no}",
                "kind": "module",
                "title": f"Modul {no}",
                "units": units,
                "phase": "base" if no <= 6 else "advanced",
            }
            for no in range(1, modules + 1)
        ],
        "rules": {
            "absence": {"percent": 10, "of": "programme", "rounding": "down"},
            "internships": [
                {"no": 1, "hours": 40, "report": True, "confirmation": True},
                {
                    "no": 2,
                    "hours": 80,
                    "report": True,
                    "confirmation": True,
                    "after": 1,
                    "not_before_end_of": "base",
                },
            ],
            "portfolio": {
                "sections": [
                    "Spurensuche",
                    "Qualitäten",
                    "Planung",
                    "Persönliches Professionelles Profil",
                ],
                "pages_min": 20,
                "pages_max": 80,
            },
            "presentation": {"minutes": 15},
            "payments": True,
            "suitability_signatures": 2,
            "late_months": 24,
        },
        "group": {"min": 15, "max": 24},
        "texts": {"certificate": "EX-IN (Experienced Involvement)", "confirmation": ""},
        "by_hand": [],
        "missing": [],
    }


def programme(place: Organisation | None = None, **fields: Any) -> Programme:
    fields.setdefault("slug", f"programm-{next(_numbers)}")
    fields.setdefault("title", "EX-IN Genesungsbegleitung")
    return Programme.objects.create(organisation=place or organisation(), **fields)


def version(of: Programme | None = None, **fields: Any) -> ProgrammeVersion:
    fields.setdefault("label", f"2026-{next(_numbers)}")
    fields.setdefault("curriculum", curriculum())
    return ProgrammeVersion.objects.create(programme=of or programme(), created_at=now(), **fields)


def offer(of: ProgrammeVersion | None = None, **fields: Any) -> Offer:
    """A published offer that takes applications for another 60 days."""
    of = of or version()
    fields.setdefault("slug", f"kurs-{next(_numbers)}")
    fields.setdefault("title", "EX-IN Genesungsbegleitung 2028")
    fields.setdefault("state", OfferState.PUBLISHED)
    fields.setdefault("apply_until", today() + timedelta(days=60))
    fields.setdefault(
        "criteria",
        ["Blick auf die eigene Geschichte", "Arbeiten in der Gruppe", "Was im Alltag trägt"],
    )
    return Offer.objects.create(version=of, organisation=of.programme.organisation, **fields)


def event(of: Offer | None = None, **fields: Any) -> Event:
    """An info event in ten days, with 20 seats."""
    of = of or offer()
    fields.setdefault("title", "Info-Termin in Köln")
    fields.setdefault("starts_at", now() + timedelta(days=10))
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=2))
    fields.setdefault("seats", 20)
    return Event.objects.create(
        organisation=of.organisation, programme=of.version.programme, offer=of, **fields
    )


def registration(of: Event | None = None, **fields: Any) -> Registration:
    number = next(_numbers)
    fields.setdefault("name", f"Gast {number}")
    fields.setdefault("email", f"gast{number}@example.org")
    fields.setdefault("state", RegistrationState.CONFIRMED)
    fields.setdefault("code", new_code(size=2))
    return Registration.objects.create(event=of or event(), created_at=now(), **fields)


def entitlement(of: Programme | None = None, **fields: Any) -> Entitlement:
    """An entitlement whose code nobody knows (its hash is random)."""
    fields.setdefault("name", "Mara Beispiel")
    fields.setdefault("code_hash", new_id() + new_id())
    fields.setdefault("valid_until", today() + timedelta(days=700))
    fields.setdefault("attended_on", today())
    return Entitlement.objects.create(programme=of or programme(), created_at=now(), **fields)


def application(of: Offer | None = None, person: User | None = None, **fields: Any) -> Application:
    """An application; `motivation="…"` seals that text. Submitted unless told otherwise."""
    of = of or offer()
    motivation = fields.pop("motivation", "")
    fields.setdefault("state", ApplicationState.SUBMITTED)
    fields.setdefault("name", f"Bewerberin {next(_numbers)}")
    fields.setdefault("number", of.applications.count() + 1)
    if fields["state"] != ApplicationState.DRAFT:
        fields.setdefault("submitted_at", now())
    row = Application(
        offer=of,
        person=person or user(),
        envelope=create_envelope(),
        needs_envelope=create_envelope(),
        created_at=now(),
        **fields,
    )
    assert row.envelope is not None
    row.motivation_sealed = seal_text(row.envelope, motivation, row=row, field="motivation_sealed")
    row.save(force_insert=True)
    return row


def cohort(of: ProgrammeVersion | None = None, **fields: Any) -> Cohort:
    of = of or version()
    fields.setdefault("title", "Kurs 2027")
    return Cohort.objects.create(
        version=of, organisation=of.programme.organisation, created_at=now(), **fields
    )


def participant(of: Cohort | None = None, person: User | None = None, **fields: Any) -> Participant:
    fields.setdefault("name", f"Teilnehmerin {next(_numbers)}")
    fields.setdefault("joined_on", today())
    return Participant.objects.create(cohort=of or cohort(), person=person or user(), **fields)


def session(of: Cohort | None = None, **fields: Any) -> Session:
    """A block of 7 UE of module 1, yesterday."""
    fields.setdefault("part", "m1")
    fields.setdefault("label", "Fr Nm")
    fields.setdefault("starts_at", now() - timedelta(days=1))
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=6))
    fields.setdefault("units", Decimal(7))
    return Session.objects.create(cohort=of or cohort(), **fields)


def attendance(of: Session, who: Participant, units: Decimal | int, **fields: Any) -> Attendance:
    return Attendance.objects.create(
        session=of, participant=who, units=Decimal(units), entered_at=now(), **fields
    )


def trainer(place: Organisation, who: User | None = None, **fields: Any) -> Trainer:
    fields.setdefault("name", f"Trainerin {next(_numbers)}")
    return Trainer.objects.create(organisation=place, user=who, **fields)


def placement(of: Participant, **fields: Any) -> Placement:
    fields.setdefault("no", 1)
    fields.setdefault("host", "Tagesstätte Lindenhof")
    fields.setdefault("from_on", date(2027, 5, 3))
    fields.setdefault("to_on", date(2027, 5, 14))
    fields.setdefault("quarter_hours", 160)
    return Placement.objects.create(participant=of, **fields)

"""One small world for the tests over all pages: two organisations, everybody in both of them."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from tests import make
from tests.clients import HouseClient, client_of
from tests.registry import LONG_WORD
from wirwissen.course.admissions.models import Application
from wirwissen.course.cohorts.models import Cohort, Participant, Session
from wirwissen.course.events.models import Event, Registration
from wirwissen.course.programme.models import Offer, Programme, ProgrammeVersion
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now

# Who may knock at a page. "own…" work for or belong to the object's organisation or are its
# owner; "foreign…" are the same kind of person at the other organisation (or another person).
ACTORS = (
    "anonymous",
    "applicant",
    "participant",
    "fellow",
    "lead",
    "releaser",
    "office",
    "umbrella",
    "foreign_applicant",
    "foreign_participant",
    "foreign_lead",
    "foreign_office",
)


@dataclass
class Side:
    """One organisation with one of everything."""

    organisation: Organisation
    office: User
    lead: User
    second_lead: User
    releaser: User
    umbrella: User
    programme: Programme
    version: ProgrammeVersion
    offer: Offer
    event: Event
    registration: Registration
    application: Application
    cohort: Cohort
    participant: Participant
    fellow: Participant
    session: Session
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    own: Side
    foreign: Side

    def user(self, actor: str) -> User | None:
        """The user behind a name of `ACTORS`; `None` for anonymous."""
        if actor == "anonymous":
            return None
        side = self.foreign if actor.startswith("foreign_") else self.own
        kind = actor.removeprefix("foreign_")
        if kind in {"lead", "office", "releaser", "second_lead", "umbrella"}:
            found: User = getattr(side, kind)
            return found
        if kind == "applicant":
            return side.application.person
        return (side.fellow if kind == "fellow" else side.participant).person

    def client(self, actor: str, *, strong: bool = True) -> HouseClient:
        """A browser in which that person is signed in (by password unless told otherwise)."""
        return client_of(self.user(actor), strong=strong)


def make_side(name: str) -> Side:
    """An organisation with staff, offer, event, application, cohort and a filled session."""
    place = make.organisation(name, phone="0221 000 00 00", address="Uferweg 14\n50996 Köln")
    version = make.version(make.programme(place))
    offer = make.offer(version)
    event = make.event(offer)
    lead, second_lead = make.member(Role.LEAD, place), make.member(Role.LEAD, place)
    cohort = make.cohort(version, offer=offer)
    person = make.participant(cohort)
    fellow = make.participant(cohort)
    for who in (lead, second_lead):
        make.trainer(place, who)
    session = make.session(cohort)
    make.attendance(session, person, Decimal("6.5"))
    make.session(cohort, label="Sa Vm", starts_at=now() + timedelta(days=1))
    return Side(
        organisation=place,
        office=make.member(Role.OFFICE, place),
        lead=lead,
        second_lead=second_lead,
        releaser=make.member(Role.RELEASER, place),
        umbrella=make.member(Role.UMBRELLA, place),
        programme=version.programme,
        version=version,
        offer=offer,
        event=event,
        registration=make.registration(event),
        application=make.application(offer, motivation="Ich möchte lernen."),
        cohort=cohort,
        participant=person,
        fellow=fellow,
        session=session,
    )


def make_world(*, long_words: bool = False) -> World:
    """Both organisations. `long_words`: on the own side, every name, title and place is (or ends
    with) a word of 40 letters, which no browser can break by itself."""
    world = World(own=make_side("Bildungshaus Rheinaue"), foreign=make_side("Haus am Anger"))
    if long_words:
        _lengthen(world.own)
    return world


def _lengthen(side: Side) -> None:
    place = side.organisation
    _set(place, name=LONG_WORD, address=f"{LONG_WORD} 14\n50996 {LONG_WORD}")
    _set(side.programme, title=f"EX-IN {LONG_WORD}")
    _set(side.version, label=LONG_WORD)
    _set(side.offer, title=f"EX-IN {LONG_WORD}", place=LONG_WORD, pattern=LONG_WORD)
    _set(side.event, title=f"Info-Termin {LONG_WORD}", place=LONG_WORD, address=LONG_WORD)
    _set(side.registration, name=f"Gast {LONG_WORD}", email=f"{LONG_WORD}@example.org")
    _set(side.application, name=f"Bewerberin {LONG_WORD}")
    _set(side.cohort, title=f"Kurs {LONG_WORD}", place=LONG_WORD)
    _set(side.participant, name=f"Teilnehmerin {LONG_WORD}")
    _set(side.fellow, name=f"Teilnehmer {LONG_WORD}")
    place.memberships.update(name=LONG_WORD)
    place.trainers.update(name=LONG_WORD)


def _set(row: Model, **fields: str) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def grow(world: World) -> None:
    """One more of everything that stands in a list somewhere, on the own side."""
    side = world.own
    make.registration(side.event)
    make.event(side.offer)
    make.offer(side.version)
    make.application(side.offer)
    make.entitlement(side.programme)
    make.cohort(side.version, offer=side.offer)
    session = make.session(side.cohort)
    make.attendance(session, make.participant(side.cohort), Decimal(7))
    make.attendance(session, side.participant, Decimal(7))
    make.placement(side.participant)
    make.trainer(side.organisation, make.member(Role.LEAD, side.organisation))
    make.version(make.programme(side.organisation))

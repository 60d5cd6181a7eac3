"""Rows put straight into a house's database, and read from it; runs inside the house.

`python -m tests.flows.rows NAME [ARGUMENT …]` in the house's environment prints JSON. For tests
about something else than the way there: the whole way is `test_one_course.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from tests.harness.house import ROOT, House

if TYPE_CHECKING:
    from wirwissen.course.programme.models import Offer
    from wirwissen.foundation.core.personal import PersonalData

LEADS = ("Okafor", "Feldhaus")
PEOPLE = ("Ada Sommer", "Bo Winter")

# Models are imported where they are used: inside the house, once Django is set up.


def rows(house: House, name: str, *arguments: str, **changed: str) -> Any:
    """Call a function of this module inside the house; `changed` are variables of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.rows", name, *arguments],
        env=house.variables() | changed, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def last_places(rounds: str) -> list[list[str]]:
    """Events with two seats, one of them booked; each with the address of its course."""
    from tests import make

    made = []
    for _ in range(int(rounds)):
        offer = an_offer()
        event = make.event(offer, seats=2)
        make.registration(event)
        made.append([event.pk, f"/info-termine/?kurs={offer.slug}"])
    return made


def freed_places(rounds: str) -> list[list[str]]:
    """As many events with one free seat and two people who may still confirm; their tokens."""
    from tests import make
    from wirwissen.course.events.models import RegistrationState
    from wirwissen.course.events.queries import PLACE_LINK
    from wirwissen.foundation.core.acts import create_act
    from wirwissen.foundation.core.clock import now

    offer, until = an_offer(), now() + timedelta(hours=5)
    state = RegistrationState.UNCONFIRMED_WAITING
    made = []
    for _ in range(int(rounds)):
        event = make.event(offer, seats=1)
        people = [
            make.registration(event, state=state, held_until=until, waiting_since=now())
            for _ in "ab"
        ]
        links = [create_act(purpose=PLACE_LINK, target=one.pk, expires_at=until) for one in people]
        made.append([event.pk, *links])
    return made


def an_offer() -> Offer:
    """A published offer of the house's organisation; its address is new each time."""
    from tests import make
    from wirwissen.foundation.accounts.models import Organisation
    from wirwissen.foundation.core.ids import new_id

    programme = make.programme(Organisation.objects.get(), slug=new_id().lower())
    return make.offer(make.version(programme), slug=new_id().lower())


def begun_house() -> dict[str, str]:
    """Two leads who read and know `make.PASSWORD`, an event that one of them holds in half an hour,
    a course with two people and a session that began; the ids of event and session."""
    from tests import make
    from wirwissen.course.admissions.models import Reader
    from wirwissen.foundation.accounts.rules import Role
    from wirwissen.foundation.core.clock import now

    offer = an_offer()
    cohort = make.cohort(offer.version, offer=offer)
    for name in LEADS:
        who = make.user(f"{name.lower()}@example.org")
        make.member(Role.LEAD, offer.organisation, who=who, name=name)
        make.trainer(offer.organisation, who, name=name)
        Reader.objects.create(offer=offer, user=who, name=name, named_at=now())
    event = make.event(offer, starts_at=now() + timedelta(minutes=30), host=who)
    for name in PEOPLE:
        make.participant(cohort, name=name)
    session = make.session(cohort, starts_at=now() - timedelta(hours=1))
    return {"event": event.pk, "session": session.pk}


def code() -> str:
    """A code that opens the application, as somebody got it at the door."""
    from wirwissen.course.events.services import grant
    from wirwissen.course.programme.models import Programme
    from wirwissen.foundation.core.clock import now, today

    programme = Programme.objects.get()
    return grant(programme, name="Ada", email="", attended_on=today(), now=now())[1]


def values() -> list[str]:
    """Every value of every table, sessions and jobs included, in base64."""
    from django.db import connection

    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for value in chain.from_iterable(cursor.fetchall()):
                is_binary = isinstance(value, (bytes, memoryview))
                plain = bytes(value) if is_binary else str(value).encode()
                found.append(b64encode(plain).decode())
    return found


def opened() -> dict[str, str]:
    """Whatever is sealed for somebody, in rows and files, opened with any key there is.

    What no key opens says what our own reading says of it ("…").
    """
    from pathlib import Path

    from django.apps import apps
    from django.conf import settings

    from wirwissen.foundation.sealed.services import UNREADABLE, place_of

    found = {}
    for model in apps.get_models():
        privacy: PersonalData | None = getattr(model, "privacy", None)
        if privacy is None or privacy.reveal is None:
            continue
        for field in privacy.sealed:
            for row in model._default_manager.exclude(**{field: b""}):
                place = place_of(row, field)
                own = privacy.reveal(row, field)
                found[place] = any_key(bytes(getattr(row, field)), place) or own
    for path in Path(settings.MEDIA_ROOT).glob("*/*"):
        place = f"file:{path.name}"
        found[place] = any_key(path.read_bytes(), place) or UNREADABLE
    return found


def any_key(sealed: bytes, place: str) -> str:
    """What one of the living keys makes of it; "" if none opens it."""
    from cryptography.exceptions import InvalidTag

    from wirwissen.foundation.sealed import store
    from wirwissen.foundation.sealed.models import Envelope
    from wirwissen.foundation.sealed.services import unseal

    for pk in store.known_envelopes():
        with suppress(InvalidTag):
            return unseal(Envelope(pk=pk), sealed, place=place).decode(errors="replace")
    return ""


def a_member() -> tuple[str, str]:
    """A group with a date to come; address and password of one of its members."""
    from tests.network import make
    from tests.network.meetings.make import meeting
    from wirwissen.network.groups.models import DutyKind

    group = make.group()
    make.member(group, DutyKind.ORGA)
    meeting(group)
    return str(make.member(group).user.email), make.PASSWORD


def states() -> dict[str, list[str]]:
    """The states of everybody at every event, sorted."""
    from wirwissen.course.events.models import Event

    found = Event.objects.prefetch_related("registrations")
    return {one.pk: sorted(each.state for each in one.registrations.all()) for one in found}


CALLS: dict[str, Callable[..., Any]] = {
    "last_places": last_places,
    "freed_places": freed_places,
    "states": states,
    "a_member": a_member,
    "begun_house": begun_house,
    "code": code,
    "values": values,
    "opened": opened,
}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(CALLS[sys.argv[1]](*sys.argv[2:])))

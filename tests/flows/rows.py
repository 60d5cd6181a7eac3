"""Rows put straight into a house's database, and read from it; runs inside the house.

`python -m tests.flows.rows NAME [ARGUMENT …]` in the house's environment prints JSON. For tests
about something else than the way there: the whole way is `test_one_course.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.harness.house import ROOT, House

if TYPE_CHECKING:
    from wirwissen.course.programme.models import Offer

# Models are imported where they are used: inside the house, once Django is set up.


def rows(house: House, name: str, *arguments: str, **changed: str) -> Any:
    """Call a function of this module inside the house; `changed` are variables of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.rows", name, *arguments],
        env=house.variables() | changed, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def last_places(rounds: str) -> list[str]:
    """Events with two seats, one of them booked; their ids."""
    from tests import make

    offer = an_offer()
    made = []
    for _ in range(int(rounds)):
        event = make.event(offer, seats=2)
        make.registration(event)
        made.append(event.pk)
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
        links = [
            create_act(purpose=PLACE_LINK, target=one.pk, expires_at=until) for one in people
        ]
        made.append([event.pk, *links])
    return made


def an_offer() -> Offer:
    """A published offer of the house's organisation; its address is new each time."""
    from tests import make
    from wirwissen.foundation.accounts.models import Organisation
    from wirwissen.foundation.core.ids import new_id

    programme = make.programme(Organisation.objects.get(), slug=new_id().lower())
    return make.offer(make.version(programme), slug=new_id().lower())


def states() -> dict[str, list[str]]:
    """The states of everybody at every event, sorted."""
    from wirwissen.course.events.models import Event

    found = Event.objects.prefetch_related("registrations")
    return {one.pk: sorted(each.state for each in one.registrations.all()) for one in found}


CALLS: dict[str, Callable[..., Any]] = {
    "last_places": last_places,
    "freed_places": freed_places,
    "states": states,
}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(CALLS[sys.argv[1]](*sys.argv[2:])))

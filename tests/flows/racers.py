"""Two processes of one network house that do the same thing at the same moment.

`python -m tests.flows.racers` in the house's environment reads a line of JSON after the other:
`[name, argument, …]`, calls that function and answers with one line. Two such processes that get
their lines together race in the database, as two workers of the house would.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from tests.harness.house import ROOT, House

# Models are imported where they are used: inside the house, once Django is set up.


class Racer:
    """One process of the house."""

    def __init__(self, house: House) -> None:
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings.racing_network"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.racers"],
            env=house.variables() | settings,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def begin(self, *call: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(call) + "\n")
        self.process.stdin.flush()

    def end(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process has died"
        return json.loads(line)

    def does(self, *call: Any) -> Any:
        self.begin(*call)
        return self.end()


@contextmanager
def two_racers(house: House) -> Iterator[tuple[Racer, Racer]]:
    """Two processes, ready to run."""
    pair = Racer(house), Racer(house)
    try:
        for one in pair:
            one.does("ready")
        yield pair
    finally:
        for one in pair:
            one.process.kill()
            one.process.wait()


def at_once(pair: tuple[Racer, Racer], *calls: tuple[Any, ...]) -> list[Any]:
    """Each gets its call in the same moment; what they answered, in order."""
    for one, call in zip(pair, calls, strict=True):
        one.begin(*call)
    return [one.end() for one in pair]


def ready() -> str:
    return "ready"


def _now() -> datetime:
    from wirwissen.foundation.core.clock import now

    return now()


def _refused(act: Callable[[], Any]) -> Any:
    """What came of it; "refused" where a rule says no."""
    from wirwissen.foundation.core.errors import Refused

    try:
        return act()
    except Refused:
        return "refused"


def free_slot() -> list[str]:
    """A time on offer, and two requests that want it."""
    from tests.network import make
    from wirwissen.network.groups.models import DutyKind

    group = make.group()
    slot = make.slot(make.member(group, DutyKind.ORGA))
    return [slot.pk, make.request(group).pk, make.request(group).pk]


def take_slot(slot: str, request: str) -> str:
    from wirwissen.network.groups import services
    from wirwissen.network.groups.models import JoinRequest

    row = JoinRequest.objects.get(pk=request)
    return "refused" if _refused(lambda: services.take_slot(row, slot, now=_now())) else "taken"


def call_with(capacity: int, waiting: int) -> str:
    """A call with so many places, for which so many wait."""
    from tests.network import make
    from wirwissen.foundation.core.clock import now, today
    from wirwissen.foundation.core.ids import new_id
    from wirwissen.network.groups import services

    last = today() + timedelta(days=9)
    facts = {"text": "Komm.", "capacity": capacity, "open_until": last}
    found = services.keep_call(make.group(slug=new_id()), facts, now=now())
    for number in range(waiting):
        services.ask_to_join(
            found.group, call=found, pseudonym=f"N{number}", email="", profession="Pflege",
            own_experience=True, now=_now(),
        )  # fmt: skip
    return str(found.pk)


def admit_wave(call: str, size: int) -> int:
    from wirwissen.network.groups import services
    from wirwissen.network.groups.models import Call

    return int(services.admit_wave(Call.objects.get(pk=call), size=size, now=_now()))


def admitted(call: str) -> list[int]:
    """How many have a place, and how many the call says are given."""
    from wirwissen.network.groups.models import Call, JoinRequest

    rows = JoinRequest.objects.filter(call=call, state="admitted")
    return [rows.count(), Call.objects.get(pk=call).given]


def round_with(seats: int, waiting: int) -> list[str]:
    """A round with so many seats, and the users of members on its list."""
    from tests.network.rounds import make_rounds

    found = make_rounds.a_round(seats=seats)
    rows = make_rounds.listed(found, waiting, settle=False)
    return [found.pk, *(row.member_id for row in rows)]


def settle(round_id: str) -> str:
    from wirwissen.network.rounds import services

    services.settle(round_id, now=_now())
    return "settled"


def leave_and_settle(round_id: str, member: str) -> str:
    """Give a place back; the next in line is asked at once."""
    from wirwissen.network.groups.models import Member
    from wirwissen.network.rounds import services

    services.give_back(round_id, Member.objects.get(pk=member))
    return settle(round_id)


def take_place(round_id: str, member: str) -> str:
    from wirwissen.network.groups.models import Member
    from wirwissen.network.rounds import services

    who = Member.objects.get(pk=member)
    return str(_refused(lambda: services.take_place(round_id, who, now=_now()).state))


def places(round_id: str) -> list[str]:
    """The states of everybody on the list, sorted."""
    from wirwissen.network.rounds.models import Place

    return sorted(Place.objects.filter(round=round_id).values_list("state", flat=True))


def door() -> list[str]:
    """A meeting that has begun, a member, and the token of the member's link."""
    from tests.network import make
    from tests.network.meetings import make as meetings
    from wirwissen.network.meetings import services

    member = make.member()
    meeting = meetings.meeting(member.group, at=_now())
    token = services.issue_pass(meeting, member, name="Amsel", now=_now())
    return [meeting.pk, member.pk, token]


def use_pass(meeting: str, member: str, token: str) -> bool:
    from wirwissen.network.groups.models import Member
    from wirwissen.network.meetings import services
    from wirwissen.network.meetings.models import Meeting

    evening = Meeting.objects.select_related("group").get(pk=meeting)
    who = Member.objects.get(pk=member)
    return services.use_pass(evening, who, token, now=_now()) is not None


def admitted_request() -> str:
    """A request that was admitted, of somebody without address."""
    from tests.network import make

    return str(make.request(state="admitted").pk)


def become_member(request: str, name: str) -> str:
    from wirwissen.network.groups import services
    from wirwissen.network.groups.models import JoinRequest

    row = JoinRequest.objects.select_related("group").filter(pk=request).first()
    if row is None:
        return "refused"
    word = "vier stille Birken dort"
    return str(_refused(lambda: services.become_member_anew(
        row, password=word, pseudonym=name, now=_now())[0].pseudonym))  # fmt: skip


def without_lock() -> str:
    """The control: a wave looks, thinks and writes bare."""
    from inspect import unwrap
    from time import sleep

    from wirwissen.network.groups import services
    from wirwissen.network.groups.models import Call
    from wirwissen.network.groups.services import calls

    def slowly(*_args: object, **_facts: object) -> None:
        sleep(0.05)

    vars(calls).update(tell=slowly)
    vars(services).update(admit_wave=unwrap(calls.admit_wave))
    vars(Call.objects)["select_for_update"] = lambda **_how: Call.objects
    return "bare"


if __name__ == "__main__":
    import django

    django.setup()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(globals()[name](*arguments)), flush=True)

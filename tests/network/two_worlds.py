"""Two worlds with the same lists of people-not-to-meet: in one they hit, in the other nobody is so
called. What an onlooker sees in both must be the same. For the property tests of care and meetings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, settings

from tests.clients import client_of
from wirwissen.network.groups.models import Member

# What differs between two loads of any page: keys of forms, random ids, room numbers by lot.
_RANDOM = re.compile(
    r'value="[\w-]{20,}"|name="_who" value="\w+"|\b[2-9bcdfghjkmnpqrstvwxz]{14}\b'
    r"|Name \d+|mensch\d+@|\d\d:\d\d Uhr|Raum \d+|\d Menschen|(?:DTSTAMP|UID):\w+"
    r'|"wert": "[1-3]"'
)
# A failing example is small enough as it is: shrinking would build worlds for minutes.
FEW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
Rules = list[tuple[int, int]]  # who wrote whom on their list, by number


@dataclass(frozen=True)
class Seen:
    """One answer: everything an onlooker could tell two worlds apart by."""

    status: int
    size: int
    body: str
    queries: int


class Onlooker:
    """Somebody's browser; `sees` gives an answer without what is random in every one."""

    def __init__(self, who: Member) -> None:
        self.client = client_of(who.user)

    def sees(self, address: str, post: dict[str, str] | None = None) -> Seen:
        with CaptureQueriesContext(connection) as log:
            answer = self.client.get(address) if post is None else self.client.post(address, post)
        # The own entries stand in the order of their random ids: another one in each world.
        body = "\n".join(sorted(without_random(b"".join(answer).decode()).splitlines()))
        return Seen(answer.status_code, len(body), body, len(log.captured_queries))


def without_random(text: str) -> str:
    """A page without what differs between two loads of it."""
    return _RANDOM.sub("*", text)


def differences(one: list[Seen], other: list[Seen]) -> list[tuple[int, int, int, set[str]]]:
    """Where two worlds answer differently: status, queries in both, the lines in one alone."""
    return [
        (a.status, a.queries, b.queries, set(a.body.splitlines()) ^ set(b.body.splitlines()))
        for a, b in zip(one, other, strict=True)
        if a != b
    ]

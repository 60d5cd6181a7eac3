"""Everything that leaves the network house, caught once: pages, files, headers, mails, log lines.

The world's own side carries a planted word in every name and text, and invented addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail as outbox
from django.db import transaction
from django.urls import reverse

from tests.house.collect import all_access, all_states
from tests.house.words import TELLING
from tests.network import make
from tests.network.care import make_care
from tests.network.world import World
from tests.registry import EVERYBODY, LONG_WORD, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.services import send_due_mails
from wirwissen.network.care import services as care
from wirwissen.network.groups import services as groups
from wirwissen.network.meetings import services as meetings

# Besides what tells of an illness: what tells that somebody belongs to a group of people like that.
BELONGING = re.compile(
    r"\b(?:betroffen\w*|erfahren\w*|offenleg\w*|mitglied\w*|vertrauensperson\w*"
    r"|selbsthilfe\w*|netzwerk\w*|austausch\w*|profis?|inwürde\w*|iws|kep)\b",
    re.IGNORECASE,
)
OWN = {"keeper", "member", "orga", "confidant", "facilitator"}
WEEK = timedelta(days=7)
PLANTED = re.compile(
    rf"{LONG_WORD[:20]}\w*|mensch\d+@|neu@example|Zarathustra|Mondsee", re.IGNORECASE
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LINK = re.compile(r'(?:href|action|src)="([^"]*)"')


@dataclass(frozen=True)
class Output:
    """One answer: whose it was, where from, everything an onlooker or a proxy could read of it."""

    url: str
    state: str
    is_signed_in: bool
    path: str
    headers: dict[str, str]
    cookies: tuple[str, ...]
    content: bytes

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def title(self) -> str:
        """What stands in the browser's tab and history."""
        found = _TITLE.search(self.content.decode()) if self.is_page else None
        return found[1].strip() if found else ""

    @property
    def addresses(self) -> list[str]:
        """The own address and all that stand on the page."""
        links = _LINK.findall(self.content.decode()) if self.is_page else []
        return [self.path, *links]


def telling(text: str) -> list[str]:
    """Every telling word, planted word and invented address in a text."""
    found = (each.group() for pattern in (TELLING, BELONGING, PLANTED)
             for each in pattern.finditer(text))  # fmt: skip
    return sorted(set(found))


def outputs(world: World) -> Iterator[Output]:
    """What every registered state of every page answers, and every file; nothing stays changed."""
    states = all_states()
    for state in states:
        yield _answer(world, state)
    shown = {state.url for state in states}
    for cell in all_access():
        if "GET" in cell.methods and cell.url not in shown:
            actor = "member" if cell.to == EVERYBODY else min(cell.to & OWN)
            yield _answer(world, PageState(cell.url, "file", actor, cell.args))


def _answer(world: World, state: PageState) -> Output:
    with transaction.atomic():
        path = reverse(state.url, kwargs=dict(state.prepare(world)))
        address = f"{path}?{state.query}" if state.query else path
        client = world.client(state.actor)
        response: Any = (
            client.get(address) if state.post is None else client.post(address, dict(state.post))
        )
        content = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return Output(
        url=state.url, state=state.name, is_signed_in=state.actor != "anonymous", path=path,
        headers=dict(response.headers), content=content,
        cookies=tuple(str(each) for each in response.cookies.values()),
    )  # fmt: skip


def sent_mails(world: World) -> list[Message]:
    """Mails of an eventful month, as they leave the house: asked, listed, found, heard, opened."""
    own, at = world.own, now()
    row = make.request(own.group, email="neu@example.org")
    groups.take_slot(row, make.slot(own.orga).pk, now=at)
    groups.decide(row, by=own.orga, is_admitted=True, note=f"Gern. {LONG_WORD}", now=at)
    case = make_care.case(own.member, own.fellow, "Zarathustra Mondsee")
    care.ask_earlier(case, now=at)
    make_care.report(own.fellow, own.member, text=f"Zu laut. {LONG_WORD}")
    care.confirm(make_care.joint_contact(own.second_orga, own.member), own.orga, now=at)
    meetings.move_meeting(own.extra["fixed"], at.replace(microsecond=1) + WEEK, now=at)
    outbox.outbox.clear()
    send_due_mails(now=at + WEEK)
    return [mail.message() for mail in outbox.outbox]


def log_lines() -> str:
    """What this house has logged until now."""
    paths = sorted(Path(settings.LOG_FOLDER).glob("house-*.log"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)

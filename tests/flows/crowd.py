"""Many people of a group: each fills in the same public forms, without a browser.

46 browsers would take minutes and show nothing that three do not show. A guest sends what a browser
without JavaScript sends, page by page, and knows nothing but what the pages and mails say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from typing import TypeVar

from tests.flows.race import Client
from tests.flows.walk import PASSWORD, Journey, Walker

T = TypeVar("T")
AT_ONCE = 4
SHOWN_ONCE = re.compile(r'<p class="big num">([^<]+)</p>')
ROOM = re.compile(r"Deine kleine Gruppe: Raum (\d+)")
OWN_PASSWORD = {"password1": PASSWORD, "password2": PASSWORD}


@dataclass(kw_only=True)
class Guest(Client):
    """Somebody with a name and a way to be reached: a mail address, or none (`email` "")."""

    journey: Journey
    name: str
    email: str = ""
    code: str = ""  # shown once to whoever gives no address

    def read(self, path: str) -> str:
        """Open a page, going where it sends; fails on anything but a good answer."""
        status, page = self.send("GET", path)
        while status == 302:
            status, page = self.send("GET", self.location)
        # No server keeps a connection for hours; the next page gets a new one.
        self.connection.close()
        assert status == 200, f"{status} at {path}: {page[:2000]}"
        return unescape(page)

    def status(self, path: str) -> int:
        """How an address answers."""
        answer = self.send("GET", path)[0]
        self.connection.close()
        return answer

    def send_form(self, path: str, *, to: str = "", **fields: str) -> str:
        """Fill in the form of a page, and read the page it leads to; `to`: another of its forms,
        by where that one is sent."""
        status, page = self.send("POST", to or path, self.hidden_fields(path) | fields)
        assert status == 302, f"{status} at {to or path}: {page[:4000]}"
        return self.read(self.location)

    def sign_up(self, call: str) -> None:
        """Sign up at a call, by its address."""
        way = {"way": "mail", "email": self.email} if self.email else {"way": "none"}
        said = self.send_form(
            f"{call}anmelden/", pseudonym=self.name, profession="Pflege", own_experience="on", **way
        )
        assert "Danke, das ist angekommen" in said
        if not self.email:
            self.code = shown_once(said)

    def own_request(self) -> str:
        """The address of the page of one's request: from the mail, or by the code."""
        if self.email:
            return self.journey.link_for(self.email).removeprefix(self.house.origin)
        status, page = self.send(
            "POST", "/anfrage/nachsehen/", self.hidden_fields("/anfrage/nachsehen/")
            | {"code": self.code},
        )  # fmt: skip
        assert status == 302, page[:2000]
        return self.location

    def come_in(self) -> None:
        """The agreement and a password: from now on a member, signed in."""
        said = self.send_form(
            f"{self.own_request()}konto/", pseudonym=self.name, agreed="on", **OWN_PASSWORD
        )
        assert (f"Hallo {self.name}" if self.email else "Acht Wörter für den Notfall") in said

    def code_for_duty(self) -> str:
        """The code that somebody of the orga needs to give a duty."""
        return shown_once(self.send_form("/bereich/code/", use="duty"))

    def take_pass(self, meeting: str, name: str) -> str:
        """A name for tonight and the agreement: the page with one's link to the room."""
        return self.send_form(f"{meeting}dabei/", name=name, agrees="on")

    def enter(self, meeting: str, name: str) -> str:
        """The same, and where the link leads."""
        said = self.take_pass(meeting, name)
        [link] = re.findall(rf'href="({meeting}dabei/[^"/]+/main)', said)
        status, page = self.send("GET", f"{link}/")
        assert status == 302, page[:2000]
        return self.location

    def small_group(self, meeting: str) -> int:
        """The number of one's own room."""
        found = ROOM.search(self.read(f"{meeting}dabei/"))
        assert found is not None
        return int(found[1])


def all_do(people: Iterable[Guest], act: Callable[[Guest], T]) -> list[T]:
    """Everybody does the same, some at the same time; what came out, in the order of the people."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(act, people))


def shown_once(page: str) -> str:
    """The code on a page."""
    found = SHOWN_ONCE.search(page)
    assert found is not None, page[:4000]
    return found[1]


def guests(journey: Journey, names: list[str], *, nameless: int = 0) -> dict[str, Guest]:
    """So many people, each at a place of their own; every `nameless`-th gives no address.

    The places matter: from one place only a few sign up in a minute.
    """
    return {
        name: Guest(
            house=journey.house, place=f"127.0.{number}.1", journey=journey, name=name,
            email="" if nameless and number % nameless == 0 else f"{name.lower()}@example.org",
        )
        for number, name in enumerate(names, start=1)
    }  # fmt: skip


def at_a_browser(guest: Guest) -> Walker:
    """The same person signs in at a browser of their own."""
    walker = guest.journey.visitor().go("/anmelden/").fill(login=guest.email, password=PASSWORD)
    walker.press("Anmelden", exact=True)
    assert walker.path == "/heute/", walker.text
    return walker

"""Two people at two servers of one house who press a button at the same moment."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.harness.house import HOST, House
from tests.harness.ports import LOOPBACK

SECONDS = 30
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)


class UnlockedHouse(House):
    """The control: the same house, but registering takes no lock and no transaction."""

    def variables(self) -> dict[str, str]:
        """The settings that take the lock away."""
        return super().variables() | {"DJANGO_SETTINGS_MODULE": "tests.flows.unlocked"}


@contextmanager
def two_servers(house: House, kind: type[House] = House) -> Iterator[tuple[House, House]]:
    """Serve one installation at two ports, so that two clients never meet in one process.

    One server's two processes would not do: the kernel may give both clients to the same one.
    """
    first, second = (
        kind(house.kind, house.folder, house.smtp_port, house.database_url) for _ in "ab"
    )
    with first, second:
        first.start_part("serve", "--workers", "1")
        second.start_part("serve", "--workers", "1")
        yield first, second


@dataclass
class Client:
    """A browser's part in a race: one connection, cookies, the fields of the page's first form.

    `place` is the address it comes from; `location` where the last answer sent it.
    """

    house: House
    cookies: dict[str, str] = field(default_factory=dict)
    place: str = LOOPBACK
    location: str = ""

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(
            LOOPBACK, self.house.port, timeout=SECONDS, source_address=(self.place, 0)
        )

    def hidden_fields(self, path: str) -> dict[str, str]:
        """Open a page; what its form carries unseen (the token, the form's key)."""
        status, page = self.send("GET", path)
        assert status == http.HTTPStatus.OK, page[:2000]
        main = page[page.index("<main") :]
        form = FORM.search(main)
        assert form is not None, main[:2000]
        return dict(HIDDEN.findall(form[0]))

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; status and page. The cookies are `Secure`, so we carry them ourselves."""
        host = f"{HOST[self.house.kind]}:{self.house.port}"
        headers = {"Host": host, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields or {}), headers)
        answer = self.connection.getresponse()
        self.location = answer.headers.get("Location", "")
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, answer.read().decode()


@dataclass(frozen=True)
class Press:
    """A form to send: at which page, with what typed in."""

    client: Client
    path: str
    fields: dict[str, str]


def at_once(*presses: Press) -> list[int]:
    """Everybody opens the page; when all have it, all send it. The statuses, in order."""
    barrier = threading.Barrier(len(presses), timeout=SECONDS)

    def press(one: Press) -> int:
        fields = one.client.hidden_fields(one.path) | one.fields
        barrier.wait()
        return one.client.send("POST", one.path, fields)[0]

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))

"""What a page's state answers, caught without a server: body, headers, number of queries."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.registry import PageState, World

MARK = "⟦%s⟧"  # what our templates print for a variable that does not exist
_STATIC = re.compile(r'(?:href|src)="/static/([^"]+)"')
# Savepoints cost next to nothing, and every form's one-time key is looked up and freed.
_NO_READ = re.compile(r'SAVEPOINT|"core_formkey"')


@dataclass(frozen=True)
class Captured:
    """One answer; `queries` without savepoints and without those of the form's one-time key."""

    path: str
    status: int
    headers: dict[str, str]
    html: str
    queries: tuple[str, ...]

    def weight(self) -> int:
        """Bytes over the wire: the page, its style sheet and drawings, gzipped, without fonts."""
        parts = [self.html.encode()]
        for name in dict.fromkeys(_STATIC.findall(self.html)):
            if not name.endswith(".woff2"):
                parts.append(static_file(name).read_bytes())
        return sum(len(gzip.compress(part, 6)) for part in parts)


def static_file(name: str) -> Path:
    """A static file by its name. Raises `LookupError` if there is none."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise LookupError(f"no static file {name}")
    return Path(found)


@contextmanager
def marked_unknown_variables() -> Iterator[None]:
    """Within, a template shows `⟦name⟧` where it asks for something that does not exist."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    before, engine.string_if_invalid = engine.string_if_invalid, MARK
    try:
        yield
    finally:
        engine.string_if_invalid = before


def capture(world: World, state: PageState) -> Captured:
    """What this state's page answers. Whatever was prepared for it is rolled back."""
    with transaction.atomic():
        path = reverse(state.url, kwargs=dict(state.prepare(world)))
        address = f"{path}?{state.query}" if state.query else path
        client = world.client(state.actor)
        with marked_unknown_variables(), CaptureQueriesContext(connection) as log:
            if state.post is None:
                response = client.get(address)
            else:
                response = client.post(address, dict(state.post))
        transaction.set_rollback(True)
    said = [query["sql"] for query in log.captured_queries]
    return Captured(
        path=address,
        status=response.status_code,
        headers=dict(response.headers),
        html=response.content.decode() if not response.streaming else "",
        queries=tuple(sql for sql in said if not _NO_READ.search(sql)),
    )

"""What a page answers, and what it cost: for comparing known with unknown people (T7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients import HouseClient

# What differs with every showing, whoever asks.
_FRESH = re.compile(r'(name="(?:csrfmiddlewaretoken|_key|_who)" value=")[^"]*')
_LITERALS = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|\"s\d+_x\d+\"")


@dataclass(frozen=True)
class Answer:
    """Status, headers, cookies and body as they went out; then statements and hashes made."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: str
    statements: tuple[str, ...]
    hashes: int


def answer(
    address: str, fields: dict[str, str], *, who: str, browser: HouseClient | None = None
) -> Answer:
    """Send a form from a new browser, or from `browser`; `who` is masked in what comes back.

    Only handles of one length can be compared: a page's length is one of its headers.
    """
    cache.clear()
    client = browser or HouseClient()
    with _counted_hashes() as hashes, CaptureQueriesContext(connection) as log:
        response = client.post(address, fields)
    return Answer(
        status=response.status_code,
        headers={k: v for k, v in response.headers.items() if k != "Expires"},  # the second it is
        cookies=tuple(sorted(response.cookies)),
        body=_FRESH.sub(r"\1", response.content.decode()).replace(who, "…"),
        statements=tuple(_LITERALS.sub("?", query["sql"]) for query in log.captured_queries),
        hashes=len(hashes),
    )


@contextmanager
def _counted_hashes() -> Iterator[list[None]]:
    kind, made = type(get_hasher()), list[None]()
    encode = kind.encode

    def counting(self: Any, *args: Any, **kwargs: Any) -> str:
        made.append(None)
        hashed: str = encode(self, *args, **kwargs)
        return hashed

    with patch.object(kind, "encode", counting):
        yield made

"""Fixtures that start a server or a browser once for a whole run, and only if a test asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.harness.smtp_sink import SmtpSink, smtp_sink

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.harness.browser import Visitors
    from tests.harness.postgres import Postgres

# Playwright and psycopg are imported where they are used: most tests need neither.


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; most tests want `visitors` instead."""
    from tests.harness.browser import chromium_browser

    try:
        with chromium_browser() as browser:
            yield browser
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def visitors(chromium: Browser) -> Iterator[Visitors]:
    """Makes pages; a foreign request or a broken content policy fails the test at its end."""
    from tests.harness.browser import Visitors

    made = Visitors(chromium)
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for the whole run; ask it for a database of your own."""
    from tests.harness.postgres import throwaway_postgres

    try:
        with throwaway_postgres() as server:
            yield server
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def sink() -> Iterator[SmtpSink]:
    """One mail server for the tests of a module."""
    with smtp_sink() as server:
        yield server

"""Houses for the journeys: empty, not yet started, one kind of database after the other."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.harness.browser import Visitors
from tests.harness.house import House, Kind
from tests.harness.smtp_sink import SmtpSink, smtp_sink

if TYPE_CHECKING:
    from tests.harness.postgres import Postgres


class MakeHouse(Protocol):
    """Makes an empty house, with tables or without."""

    def __call__(self, kind: Kind, *, tables: bool = True) -> House: ...


LOGS = ("house", "serve", "worker")
# So that no worker waits for the other one's long journey at the end.
LONGEST = {
    f"test_{name}": place
    for place, name in enumerate(("one_course", "joining_and_leaving", "founding", "canaries",
                                  "leaving_in_anger", "same_ward", "last_place", "house_starts"))
}  # fmt: skip
PICTURES = Path(__file__).resolve().parents[2] / "build" / "failures"


class ByHouse(LoadScopeScheduling):
    """Gives each worker what shares a house: the tests of one module on one kind of database."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return f"{module} on PostgreSQL" if "postgres" in nodeid.partition("[")[2] else module


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByHouse:
    """Only where a run is of journeys: see `tools/runner/steps.py`."""
    return ByHouse(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, so that `-m "not flow"` leaves them out; the longest go first."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("flow")
    items.sort(key=lambda item: LONGEST.get(item.path.stem, len(LONGEST)))


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def database(request: pytest.FixtureRequest) -> str:
    """`sqlite`, then `postgres`. One only: `parametrize("database", ["sqlite"], indirect=True)`."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def sink(database: str) -> Iterator[SmtpSink]:
    """A mail server for each database: the people of both journeys have the same addresses."""
    with smtp_sink() as server:
        yield server


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Kind, bool], House]:
    """Houses with tables and without people, made when the first journey needs one of its kind."""
    return {}


@pytest.fixture(scope="module")
def new_house(
    request: pytest.FixtureRequest,
    database: str,
    sink: SmtpSink,
    templates: dict[tuple[Kind, bool], House],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MakeHouse]:
    """Makes empty houses, not started, each with a database of its own; stops them at the end.

    Their tables are copied, since making them takes as long as a short journey.
    """
    made: list[House] = []
    server: Postgres | None = (
        request.getfixturevalue("postgres") if database == "postgres" else None
    )

    def bare(kind: Kind, like: str = "") -> House:
        folder = tmp_path_factory.mktemp(f"{kind}-house")
        address = server.create_database(like) if server else ""
        made.append(House(kind, folder, smtp_port=sink.port, database_url=address))
        return made[-1]

    def make(kind: Kind, *, tables: bool = True) -> House:
        if not tables:
            return bare(kind)
        which = (kind, server is not None)
        if which not in templates:
            templates[which] = bare(kind).make_tables()
            made.pop()  # stays for the next module
        template = templates[which]
        house = bare(kind, template.database_url)
        if not server:
            shutil.copyfile(template.database_file, house.database_file)
        return house

    yield make
    for house in made:
        house.stop()
        if server:
            server.drop_database(house.database_url)


@pytest.fixture(scope="module")
def course_house(new_house: MakeHouse) -> House:
    """An empty course house: call `run("init", …)`, then `start()`."""
    return new_house("course")


@pytest.fixture(scope="module")
def network_house(new_house: MakeHouse) -> House:
    """An empty network house."""
    return new_house("network")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """After a failure show the ends of the logs and keep a picture of every open page."""
    report = yield
    if report.when == "call" and report.failed:
        for thing in getattr(item, "funcargs", {}).values():
            if isinstance(thing, House):
                report.sections += [
                    (f"{thing.kind} house, {name}", thing.log(name)) for name in LOGS
                ]
            elif isinstance(thing, Visitors):
                saved = thing.photograph(PICTURES, item.name)
                report.sections.append(("pictures", "\n".join(saved)))
    return report

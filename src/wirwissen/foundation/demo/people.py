"""Who one can be in the demo: a small file beside the demo's data, written by the seed."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """One invented person: `key` in the button, the page they start on."""

    key: str
    name: str
    role: str
    hint: str
    user_id: str
    start: str


def _file() -> Path:
    return Path(settings.VAR) / "demo_people.json"


def write_people(people: list[DemoPerson]) -> None:
    """Keep the list."""
    _file().write_text(json.dumps([asdict(person) for person in people]), encoding="utf-8")


def is_seeded() -> bool:
    """Whether the seed of this house has run."""
    return _file().exists()


def read_people() -> list[DemoPerson]:
    """The list; empty before the seed has run."""
    if not _file().exists():
        return []
    return [DemoPerson(**row) for row in json.loads(_file().read_text(encoding="utf-8"))]

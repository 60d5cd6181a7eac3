"""Programmes that ship with the product, as printed by those who run them; with their sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wirwissen.course.programme.rules import Curriculum, read_curriculum

NAMES = ("exin-de-lvr", "lebensart", "schweiz", "oberoesterreich")


@dataclass(frozen=True, kw_only=True)
class Preset:
    """One shipped programme. `source` is the JSON of its curriculum, `name` says who prints it."""

    key: str
    name: str
    programme_title: str
    sources: tuple[str, ...]
    source: str

    @property
    def document(self) -> dict[str, Any]:
        """The curriculum's JSON, a fresh copy each time: a version may change its own."""
        copy: dict[str, Any] = json.loads(self.source)
        return copy

    @property
    def curriculum(self) -> Curriculum:
        """The same as typed values."""
        return read_curriculum(self.document)


@cache
def presets() -> tuple[Preset, ...]:
    """All of them, in the order the office sees them."""
    return tuple(_read(key) for key in NAMES)


def preset(key: str) -> Preset:
    """One of them. Raises `KeyError` if there is none of that name."""
    for one in presets():
        if one.key == key:
            return one
    raise KeyError(key)


def _read(key: str) -> Preset:
    text = files("wirwissen.course.programme").joinpath(f"presets/{key}.json").read_text("utf-8")
    content = json.loads(text)
    return Preset(
        key=key,
        name=content["name"],
        programme_title=content["programme_title"],
        sources=tuple(content["sources"]),
        source=json.dumps(content["curriculum"]),
    )

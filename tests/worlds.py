"""The small world of the house whose settings this run has, for the guards over all pages.

A house's world module has `ACTORS` (who may knock), `make_world(long_words)`, `grow(world)` (one
more of everything that stands in a list), and a world's `client(actor)`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings

_module = import_module("tests.world" if settings.HOUSE == "course" else "tests.network.world")
ACTORS: tuple[str, ...] = _module.ACTORS
make_world: Callable[..., Any] = _module.make_world
grow: Callable[[Any], None] = _module.grow

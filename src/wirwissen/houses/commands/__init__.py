"""The commands that run a real house."""

import os

SETTINGS = {"course": "wirwissen.houses.course", "network": "wirwissen.houses.network"}


def choose_house(name: str | None) -> str:
    """Settle which house this process is; returns its settings module.

    `DJANGO_SETTINGS_MODULE` wins (tests, demo), then `--house`, then `WIRWISSEN_HOUSE`.
    Raises `KeyError` for a house that does not exist.
    """
    house = name or os.environ.get("WIRWISSEN_HOUSE", "course")
    module = os.environ.get("DJANGO_SETTINGS_MODULE") or SETTINGS[house]
    os.environ.setdefault("WIRWISSEN_HOUSE", house)
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    return module


def start_django() -> None:
    """Load the house. Only now: a command that fails on its arguments must not need a house."""
    import django

    django.setup()

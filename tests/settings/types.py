"""For the type checker alone: the tables of both houses at once, which no installation has."""

from tests.settings.course import *  # noqa: F403
from tests.settings.course import INSTALLED_APPS

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "wirwissen.network.groups",
    "wirwissen.network.care",
    "wirwissen.network.meetings",
    "wirwissen.network.rounds",
    "wirwissen.network.papers",
    "wirwissen.foundation.demo",
]
APART_SOURCES: list[str] = []

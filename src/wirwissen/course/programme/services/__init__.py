"""Verbs that change programmes, offers and the directory."""

from wirwissen.course.programme.services.facts import import_facts
from wirwissen.course.programme.services.offers import (
    add_offer,
    change_offer,
    close_offer,
    publish_offer,
)
from wirwissen.course.programme.services.programmes import (
    add_version,
    change_version,
    make_programme,
    pin,
    rename_programme,
)

__all__ = [
    "add_offer",
    "add_version",
    "change_offer",
    "change_version",
    "close_offer",
    "import_facts",
    "make_programme",
    "pin",
    "publish_offer",
    "rename_programme",
]

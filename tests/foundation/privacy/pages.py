"""Who may see which page of one's own data, and in which states they are looked at."""

from collections.abc import Mapping

from tests.registry import EVERYBODY, Access, PageState
from tests.world import ACTORS, World
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.parts import parts

SIGNED_IN = frozenset(ACTORS) - {"anonymous"}


def konto(world: World) -> Mapping[str, object]:
    return {"slug": "konto"}


def was_read(world: World) -> Mapping[str, object]:
    for number in range(3):
        Reading.objects.create(
            owner=world.own.application.person,
            reader=world.own.lead,
            reader_name=f"Kursleitung {number}",
            what="Motivationsschreiben",
            read_at=now(),
        )
    return {}


ACCESS = [
    Access("privacy:own", SIGNED_IN),
    Access("privacy:part", SIGNED_IN, konto),
    Access("privacy:readings", SIGNED_IN),
    Access("privacy:copy", SIGNED_IN),
    Access("privacy:erase", SIGNED_IN, methods=("GET", "POST")),
    Access("privacy:erased", EVERYBODY),
]
STATES = [
    PageState("privacy:own", "applicant", "applicant"),
    PageState("privacy:readings", "nobody", "applicant"),
    PageState("privacy:readings", "three", "applicant", was_read),
    PageState("privacy:erase", "asked", "applicant"),
    PageState("privacy:erase", "wrong", "applicant", post={"password": ""}),
    PageState("privacy:erased", "page", "anonymous"),
]


def _each_part() -> list[PageState]:
    """Every part, with all that the world has about a participant and an applicant."""
    found = []
    for part in parts():
        for actor in ("participant", "applicant"):
            found.append(
                PageState(
                    "privacy:part",
                    f"{part.slug} {actor}",
                    actor,
                    lambda world, slug=part.slug: {"slug": slug},  # type: ignore[misc]
                )
            )
    return found


STATES += _each_part()

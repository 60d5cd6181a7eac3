"""Who may see the pages of programmes and offers, and in which states they are shown."""

from collections.abc import Mapping

from tests import make
from tests.registry import EVERYBODY, Access, PageState
from tests.world import World
from wirwissen.course.programme import services
from wirwissen.course.programme.models import Offer, OfferState, Programme
from wirwissen.course.programme.presets import preset
from wirwissen.foundation.core.clock import now

OFFICE = frozenset({"office"})
BOTH_OFFICES = frozenset({"office", "foreign_office"})
LONG = "Gesundheitsförderungsmaßnahmenbewilligung"


def _programme(world: World) -> Mapping[str, object]:
    return {"programme_id": world.own.programme.pk}


def _version(world: World) -> Mapping[str, object]:
    return {"version_id": world.own.version.pk}


def _offer(world: World) -> Mapping[str, object]:
    return {"offer_id": world.own.offer.pk}


ACCESS = [
    Access("programme:catalogue", to=EVERYBODY),
    Access("programme:elsewhere", to=EVERYBODY),
    Access("programme:offer", to=EVERYBODY, args=lambda world: {"slug": world.own.offer.slug}),
    Access("programme:office", to=BOTH_OFFICES, why="each sees the hub of the own house"),
    Access(
        "programme:directory", to=BOTH_OFFICES, methods=("GET", "POST"),
        why="published facts belong to no house; loading them changes nothing of anybody",
    ),
    Access("programme:programmes", to=BOTH_OFFICES, why="each sees the own house's programmes"),
    Access("programme:programme_new", to=BOTH_OFFICES, methods=("GET", "POST"), why="own house"),
    Access("programme:programme_title", to=OFFICE, args=_programme, methods=("GET", "POST")),
    Access("programme:version_new", to=OFFICE, args=_programme, methods=("GET", "POST")),
    Access("programme:version_by_hand", to=OFFICE, args=_programme, methods=("GET", "POST")),
    Access("programme:version", to=OFFICE, args=_version),
    Access("programme:version_edit", to=OFFICE, args=_version, methods=("GET", "POST")),
    Access("programme:offers", to=BOTH_OFFICES, why="each sees the own house's offers"),
    Access("programme:offer_new", to=BOTH_OFFICES, methods=("GET", "POST"), why="own house"),
    Access("programme:offer_office", to=OFFICE, args=_offer),
    Access("programme:offer_edit", to=OFFICE, args=_offer, methods=("GET", "POST")),
    Access("programme:offer_publish", to=OFFICE, args=_offer, methods=("POST",)),
    Access("programme:offer_close", to=OFFICE, args=_offer, methods=("POST",)),
]  # fmt: skip


def _nothing(world: World) -> Mapping[str, object]:
    Offer.objects.update(state=OfferState.DRAFT)
    return {}


def _loaded(world: World) -> Mapping[str, object]:
    services.import_facts()
    return {}


def _incomplete(world: World) -> Mapping[str, object]:
    """Published long before anything is certain, with the longest names."""
    version = make.version(
        world.own.programme, curriculum=preset("lebensart").document, label=LONG[:40]
    )
    row = make.offer(version, title=LONG, starts="Mitte 2028", apply_until=None, place=LONG)
    return {"slug": row.slug}


def _swiss(world: World) -> Mapping[str, object]:
    version = make.version(world.own.programme, curriculum=preset("schweiz").document)
    return {"slug": make.offer(version, price_note="in Raten", asks="- Zeit\n- Mut").slug}


def _over(world: World) -> Mapping[str, object]:
    Offer.objects.filter(pk=world.own.offer.pk).update(apply_until="2020-01-31")
    return {"slug": world.own.offer.slug}


def _pinned(world: World) -> Mapping[str, object]:
    services.pin(world.own.version, now=now())
    return _version(world)


def _no_programme(world: World) -> Mapping[str, object]:
    """An organisation that has just been set up."""
    Programme.objects.filter(pk=world.own.programme.pk).update(
        organisation=world.foreign.organisation
    )
    Offer.objects.filter(pk=world.own.offer.pk).update(organisation=world.foreign.organisation)
    return {}


def _draft(world: World) -> Mapping[str, object]:
    Offer.objects.filter(pk=world.own.offer.pk).update(state=OfferState.DRAFT)
    return _offer(world)


def _closed(world: World) -> Mapping[str, object]:
    services.close_offer(world.own.offer)
    return _offer(world)


BAD_VERSION = {
    "label": "", "unit": "UE", "absence": "percent", "parts": "2", "internships": "0",
    "part0_title": LONG, "part0_kind": "module", "part1_units": "sieben", "part1_kind": "module",
}  # fmt: skip
BAD_OFFER = {"title": "", "starts": "Fr, 4. Februar 2020", "price_cents": "viel", "places": "0"}

STATES = [
    PageState("programme:catalogue", "filled", "anonymous"),
    PageState("programme:catalogue", "empty", "anonymous", prepare=_nothing),
    PageState("programme:offer", "filled", "anonymous", prepare=_swiss),
    PageState("programme:offer", "in-preparation-long-names", "anonymous", prepare=_incomplete),
    PageState("programme:offer", "deadline-over", "anonymous", prepare=_over),
    PageState("programme:elsewhere", "empty", "anonymous"),
    PageState("programme:elsewhere", "filled", "anonymous", prepare=_loaded),
    PageState("programme:elsewhere", "second-page", "anonymous", prepare=_loaded,
              query="land=DE&seite=2"),
    PageState("programme:office", "filled", "office"),
    PageState("programme:directory", "not-loaded", "office"),
    PageState("programme:directory", "loaded", "office", prepare=_loaded),
    PageState("programme:programmes", "filled", "office"),
    PageState("programme:programmes", "empty", "office", prepare=_no_programme),
    PageState("programme:programme_new", "empty", "office"),
    PageState("programme:programme_new", "errors", "office", post={"made_of": "von-hand"}),
    PageState("programme:programme_title", "filled", "office", prepare=_programme),
    PageState("programme:version_new", "filled", "office", prepare=_programme),
    PageState("programme:version_by_hand", "empty", "office", prepare=_programme),
    PageState("programme:version", "filled", "office", prepare=_version),
    PageState("programme:version", "pinned", "office", prepare=_pinned),
    PageState("programme:version_edit", "filled", "office", prepare=_version),
    PageState("programme:version_edit", "errors", "office", prepare=_version, post=BAD_VERSION),
    PageState("programme:version_edit", "one-row-more", "office", prepare=_version,
              post={**BAD_VERSION, "add_part": "1"}),
    PageState("programme:offers", "filled", "office"),
    PageState("programme:offers", "empty", "office", prepare=_no_programme),
    PageState("programme:offer_new", "empty", "office"),
    PageState("programme:offer_new", "no-programme-yet", "office", prepare=_no_programme),
    PageState("programme:offer_new", "errors", "office", post=BAD_OFFER),
    PageState("programme:offer_office", "published", "office", prepare=_offer),
    PageState("programme:offer_office", "draft", "office", prepare=_draft),
    PageState("programme:offer_office", "closed", "office", prepare=_closed),
    PageState("programme:offer_edit", "filled", "office", prepare=_offer),
]  # fmt: skip

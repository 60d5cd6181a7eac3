"""The pages of info events: who may see them, and in which states they are shown."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests import make
from tests.registry import EVERYBODY, Access, PageState
from tests.world import World
from wirwissen.course.events import services
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.events.queries import LAPSES, PLACE_LINK
from wirwissen.course.events.services import Guest
from wirwissen.course.programme.models import Offer, OfferState
from wirwissen.foundation.accounts.models import Membership
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.core.clock import now

LONG_NAME = "Donaudampfschifffahrtskapitänswitwenrente-Beispiel"
Arguments = Mapping[str, object]
OFFICE = frozenset({"office"})
OFFICES = frozenset({"office", "foreign_office"})


def of_event(world: World) -> Arguments:
    return {"pk": world.own.event.pk}


def of_registration(world: World) -> Arguments:
    return {"pk": world.own.registration.pk}


def of_entitlement(world: World) -> Arguments:
    row = make.entitlement(world.own.programme)
    return {"pk": row.pk}


def of_place(world: World) -> Arguments:
    return link_to(world.own.registration)


def link_to(row: Registration) -> Arguments:
    """A link as it stands in a mail."""
    token = create_act(purpose=PLACE_LINK, target=row.pk, expires_at=now() + timedelta(days=30))
    return {"token": token}


def by_office(url: str, args: Callable[[World], Arguments], *methods: str) -> Access:
    return Access(f"events:{url}", OFFICE, args, methods=methods or ("GET", "POST"))


ACCESS: list[Access] = [
    Access("events:start", EVERYBODY),
    Access("events:book", EVERYBODY, methods=("GET", "POST")),
    Access("events:sent", EVERYBODY),
    Access(
        "events:place",
        EVERYBODY,
        of_place,
        methods=("GET", "POST"),
        why="An act link: whoever holds the token acts on this one place (T9).",
    ),
    Access("events:events_office", OFFICES),
    Access("events:event_new", OFFICES, methods=("GET", "POST")),
    by_office("event_office", of_event),
    by_office("event_edit", of_event),
    by_office("event_cancel", of_event),
    by_office("door_list", of_event, "GET"),
    by_office("door_entry", of_event),
    Access(
        "events:needs",
        frozenset(),
        of_event,
        why="Only the day's host reads needs; this event has none, so nobody does.",
    ),
    by_office("registration", of_registration),
    Access("events:entitlements", OFFICES, methods=("GET", "POST")),
    Access("events:entitlement_new", OFFICES, methods=("GET", "POST")),
    by_office("entitlement", of_entitlement),
    by_office("reissue", of_entitlement, "POST"),
    by_office("letter", of_entitlement, "GET"),
]


def without_events(world: World) -> Arguments:
    Event.objects.all().delete()
    return {}


def with_nothing(world: World) -> Arguments:
    Offer.objects.update(state=OfferState.DRAFT)
    return without_events(world)


def with_every_kind(world: World) -> Arguments:
    """A full one, one without limit, one without registration, one called off, one that is over."""
    at, offer = now(), world.own.offer
    full = make.event(offer, seats=1, place="Düren, Haus der Begegnung", access_note="stufenlos")
    make.registration(full)
    make.registration(full, state=RegistrationState.WAITING, waiting_since=at)
    make.event(offer, seats=None, online=True)
    make.event(offer, registration_open=False, place=LONG_NAME)
    make.event(offer, cancelled_at=at)
    make.event(offer, starts_at=at - timedelta(days=3))
    return {}


def place_in(state: RegistrationState) -> Callable[[World], Arguments]:
    def prepare(world: World) -> Arguments:
        until = now() + timedelta(hours=5) if state in LAPSES else None
        of = world.own.event
        of.place, of.address, of.access_note = "Saal 2", "Uferweg 14\n50996 Köln", "stufenlos"
        of.save()
        return link_to(make.registration(of, state=state, held_until=until))

    return prepare


def place_attended(world: World) -> Arguments:
    return link_to(make.registration(world.own.event, attended_at=now()))


def place_of_cancelled(world: World) -> Arguments:
    Event.objects.filter(pk=world.own.event.pk).update(cancelled_at=now())
    return link_to(world.own.registration)


def at_the_door(world: World) -> Arguments:
    """Half an hour before the event: everybody one can meet at a door."""
    at, of = now(), world.own.event
    of.starts_at, of.ends_at = at + timedelta(minutes=30), at + timedelta(minutes=150)
    of.place = "Saal 2"
    of.save()
    make.registration(of, name=LONG_NAME)
    make.registration(of, state=RegistrationState.HELD, held_until=of.starts_at)
    make.registration(of, state=RegistrationState.OFFERED, held_until=of.starts_at, email="")
    make.registration(of, state=RegistrationState.WAITING, waiting_since=at)
    make.registration(
        of, state=RegistrationState.UNCONFIRMED_WAITING, waiting_since=at, held_until=of.starts_at
    )
    there = make.registration(of, name="Carmen Ruiz Vogt")
    services.check_in(there.pk, by=world.own.office, now=at)
    services.walk_in(of.pk, Guest(name="Ohne Post"), by=world.own.office, now=at)
    return {"pk": of.pk}


def empty_event(world: World) -> Arguments:
    return {"pk": make.event(world.own.offer).pk}


def called_off(world: World) -> Arguments:
    make.registration(world.own.event, email="")
    services.cancel_event(world.own.event.pk, now=now())
    return of_event(world)


def host_with_needs(world: World) -> Arguments:
    of = make.event(world.own.offer, host=world.own.office)
    services.register(of.pk, Guest(name=LONG_NAME, email="a@example.org", needs="Tür"), now=now())
    return {"pk": of.pk}


def host_without_needs(world: World) -> Arguments:
    return {"pk": make.event(world.own.offer, host=world.own.office).pk}


def without_programme(world: World) -> Arguments:
    empty = make.organisation("Neues Haus")
    Membership.objects.filter(user=world.own.office).update(organisation=empty)
    return {}


def exception(world: World) -> Arguments:
    row, _code = services.grant(
        world.own.programme,
        name=LONG_NAME,
        email="",
        exception_reason="War verhindert.",
        by=world.own.office,
        now=now(),
    )
    return {"pk": row.pk}


def withdrawn(world: World) -> Arguments:
    row = make.entitlement(
        world.own.programme, withdrawn_at=now(), withdrawn_reason="Doppelt angelegt."
    )
    return {"pk": row.pk}


def used(world: World) -> Arguments:
    return {"pk": make.entitlement(world.own.programme, person=make.user()).pk}


def expired(world: World) -> Arguments:
    row = make.entitlement(world.own.programme, valid_until=now().date() - timedelta(days=2))
    return {"pk": row.pk}


def many_entitlements(world: World) -> Arguments:
    for prepare in (exception, withdrawn, used, expired, of_entitlement):
        prepare(world)
    return {}


STATES: list[PageState] = [
    PageState("events:start", "one event", "anonymous"),
    PageState("events:start", "every kind of event", "anonymous", with_every_kind),
    PageState("events:start", "nothing announced", "anonymous", with_nothing),
    PageState("events:book", "one chosen", "anonymous", with_every_kind, query="termin=x"),
    PageState("events:book", "one event", "anonymous"),
    PageState("events:book", "no event", "anonymous", without_events),
    PageState("events:book", "every kind of event", "anonymous", with_every_kind),
    PageState("events:book", "two answers missing", "anonymous", post={"email": "mara.beispiel"}),
    PageState("events:sent", "sent", "anonymous"),
    *(
        PageState("events:place", state.name.lower(), "anonymous", place_in(state))
        for state in RegistrationState
    ),
    PageState("events:place", "attended", "anonymous", place_attended),
    PageState("events:place", "event called off", "anonymous", place_of_cancelled),
    PageState("events:place", "link unknown", "anonymous", lambda world: {"token": "x" * 32}),
    PageState("events:events_office", "empty", "office", without_events),
    PageState("events:events_office", "every kind", "office", with_every_kind),
    PageState("events:event_new", "form", "office"),
    PageState("events:event_new", "errors", "office", post={"day": "Mo, 28.8.2027"}),
    PageState("events:event_new", "no programme yet", "office", without_programme),
    PageState("events:event_office", "coming", "office", of_event),
    PageState("events:event_office", "nobody yet", "office", empty_event),
    PageState("events:event_office", "at the door", "office", at_the_door),
    PageState("events:event_office", "called off", "office", called_off),
    PageState("events:event_office", "walk-in with errors", "office", at_the_door, post={"x": "1"}),
    PageState("events:event_office", "the host", "office", host_with_needs),
    PageState("events:event_edit", "form", "office", of_event),
    PageState("events:event_edit", "errors", "office", of_event, post={"seats": "0"}),
    PageState("events:event_cancel", "asks", "office", of_event),
    PageState("events:event_cancel", "done", "office", called_off),
    PageState("events:door_list", "filled", "office", at_the_door),
    PageState("events:door_list", "empty", "office", empty_event),
    PageState("events:door_entry", "filled", "office", at_the_door),
    PageState("events:door_entry", "too early", "office", of_event),
    PageState("events:door_entry", "errors", "office", at_the_door, post={"email_1": "x"}),
    PageState("events:needs", "filled", "office", host_with_needs),
    PageState("events:needs", "empty", "office", host_without_needs),
    PageState("events:registration", "booked", "office", of_registration),
    PageState("events:entitlements", "empty", "office"),
    PageState("events:entitlements", "every kind", "office", many_entitlements),
    PageState("events:entitlements", "nobody found", "office", post={"name": "Niemand"}),
    PageState("events:entitlement_new", "form", "office"),
    PageState("events:entitlement_new", "errors", "office", post={"email": "x"}),
    PageState("events:entitlement", "open", "office", of_entitlement),
    PageState("events:entitlement", "exception", "office", exception),
    PageState("events:entitlement", "withdrawn", "office", withdrawn),
    PageState("events:entitlement", "used", "office", used),
    PageState("events:entitlement", "expired", "office", expired),
    PageState("events:entitlement", "no reason", "office", of_entitlement, post={"reason": ""}),
    PageState("events:letter", "code not known here", "office", of_entitlement),
]

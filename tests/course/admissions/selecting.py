"""Bring an application through the selection: name readers, declare, vote, prepare, release."""

from tests import make
from tests.world import Side
from wirwissen.course.admissions.models import (
    Application,
    Choice,
    Decision,
    PlaceOffer,
    Reader,
    Vote,
)
from wirwissen.course.admissions.queries.places import prepared
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now

WEIGHED = {
    "Blick auf die eigene Geschichte": "erkennbar",
    "Arbeiten in der Gruppe": "deutlich",
    "Was im Alltag trägt": "offen",
}
NEXT = "Sie können sich für 2029 bewerben."


def tandem(offer: Offer) -> tuple[User, User]:
    """Two leads of the house who read all applications of the offer."""
    pair = (make.member(Role.LEAD, offer.organisation), make.member(Role.LEAD, offer.organisation))
    name(offer, *pair)
    return pair


def name(offer: Offer, *people: User) -> None:
    for user in people:
        services.name_reader(offer, user=user, by=user, now=now())


def third(application: Application) -> User:
    """Another lead, named for this application alone."""
    user = make.member(Role.LEAD, application.offer.organisation)
    services.name_reader(
        application.offer,
        user=user,
        by=user,
        now=now(),
        application=application,
        reason="jemand fällt aus",
    )
    return user


def declare(application: Application, reader: User, *, knows: bool = False) -> None:
    services.declare(application, reader=reader, knows_person=knows, now=now())


def vote(application: Application, reader: User, choice: Choice = Choice.PLACE) -> Vote:
    """Declare not to know the person, and vote."""
    declare(application, reader)
    return services.vote(
        application,
        reader=reader,
        choice=choice,
        criteria=WEIGHED,
        note="Wie sorgen Sie für sich nach einem schweren Gruppenabend?",
        now=now(),
    )


def prepare(
    application: Application, choice: Choice = Choice.PLACE, next_step: str = NEXT
) -> Decision:
    by = Reader.objects.filter(offer=application.offer).first()
    assert by is not None
    return services.prepare(application, choice=choice, next_step=next_step, by=by.user, now=now())


def voted(application: Application, pair: tuple[User, User], choice: Choice = Choice.PLACE) -> None:
    for reader in pair:
        vote(application, reader, choice)


def decide(
    application: Application, pair: tuple[User, User], choice: Choice = Choice.PLACE
) -> Decision:
    """Vote the same and prepare; for the waiting list both vote for a place."""
    voted(application, pair, Choice.PLACE if choice == Choice.WAITING else choice)
    return prepare(application, choice)


def release(offer: Offer, by: User | None = None) -> int:
    """Release what is prepared, as somebody who has seen the confirm page."""
    return services.release_all(offer, by=by or make.user(), seen=prepared(offer).mark, now=now())


def place_of(application: Application) -> PlaceOffer:
    return application.place_offers.get()


def pair_of(side: Side) -> tuple[User, User]:
    """The two leads of a side, named as readers of its offer."""
    name(side.offer, side.lead, side.second_lead)
    return side.lead, side.second_lead

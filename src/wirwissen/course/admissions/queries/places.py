"""Named reads of answers and places; each says how many queries it takes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    PlaceOffer,
    PlaceState,
)
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Organisation

LIVING = (PlaceState.OPEN, PlaceState.ACCEPTED)


def accepted(offer: Offer) -> QuerySet[Application]:
    """Applications whose place was accepted. One query."""
    return offer.applications.filter(place_offers__state=PlaceState.ACCEPTED)


def places_taken(offer: Offer) -> int:
    """Places that are offered or accepted. One query."""
    return PlaceOffer.objects.filter(application__offer=offer, state__in=LIVING).count()


def free_places(offer: Offer) -> int:
    """Places that are neither offered nor accepted. One query."""
    return rules.free_places(places=offer.places, taken=places_taken(offer))


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """The answers of one course that wait for the release."""

    decisions: tuple[Decision, ...]

    @property
    def mark(self) -> str:
        """Changes when any of these answers changes; says nothing of its own."""
        told = [(one.pk, one.choice, one.rank, one.next_step) for one in self.decisions]
        return sha256(repr(told).encode()).hexdigest()

    def count(self, choice: str) -> int:
        return sum(one.choice == choice for one in self.decisions)


def prepared(offer: Offer) -> Prepared:
    """The prepared answers of a course by number. One query."""
    rows = Decision.objects.filter(
        application__offer=offer,
        application__state=ApplicationState.SUBMITTED,
        released_at=None,
    )
    rows = rows.select_related("application__person", "application__offer")
    return Prepared(decisions=tuple(rows.order_by("application__number")))


def waiting_list(offer: Offer) -> QuerySet[Decision]:
    """Released answers "Warteliste" by rank. One query."""
    rows = Decision.objects.filter(
        application__offer=offer, application__state=ApplicationState.DECIDED,
        choice=Choice.WAITING, released_at__isnull=False,
    )  # fmt: skip
    return rows.select_related("application__person", "application__offer").order_by("rank", "pk")


def without_end() -> QuerySet[Application]:
    """Applications that neither the person nor an answer has ended: written, sent, with a living
    place, on the waiting list. One query."""
    living = PlaceOffer.objects.filter(application=OuterRef("pk"), state__in=LIVING)
    waiting = Decision.objects.filter(application=OuterRef("pk"), choice=Choice.WAITING)
    written = Q(state__in=[ApplicationState.DRAFT, ApplicationState.SUBMITTED])
    answered = Q(state=ApplicationState.DECIDED) & (Q(Exists(living)) | Q(Exists(waiting)))
    return Application.objects.filter(written | answered)


def place_of(application: Application) -> PlaceOffer | None:
    """The latest place offer of an application. One query."""
    rows = application.place_offers.select_related("application__offer", "application__person")
    return rows.order_by("-offered_at").first()


def released(offer: Offer) -> list[Decision]:
    """Released answers of a course by number, each with its application, person and all place
    offers (the latest last). Two queries."""
    rows = Decision.objects.filter(application__offer=offer, released_at__isnull=False)
    rows = rows.select_related("application__person", "application__offer__organisation")
    places = Prefetch(
        "application__place_offers", PlaceOffer.objects.order_by("offered_at"), to_attr="places"
    )
    return list(rows.prefetch_related(places).order_by("application__number"))


def offers_with_answers(organisation: Organisation) -> QuerySet[Offer]:
    """Courses of a house with applications sent or answered, each with `submitted`, `prepared`,
    `answered`. One query."""
    seen = Q(applications__state__in=[ApplicationState.SUBMITTED, ApplicationState.DECIDED])
    submitted = Q(applications__state=ApplicationState.SUBMITTED)
    rows = Offer.objects.filter(organisation=organisation).annotate(
        seen=Count("applications", filter=seen),
        submitted=Count("applications", filter=submitted),
        prepared=Count("applications", filter=submitted & Q(applications__decision__isnull=False)),
        answered=Count("applications", filter=Q(applications__state=ApplicationState.DECIDED)),
    )
    return rows.filter(seen__gt=0).order_by("title", "pk")

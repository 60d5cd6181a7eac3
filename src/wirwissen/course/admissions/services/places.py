"""Place offers: make, answer, let expire, move on by rank. Always under the offer's lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_tasks import task

from wirwissen.course.admissions.models import (
    Application,
    Choice,
    PlaceOffer,
    PlaceState,
)
from wirwissen.course.admissions.queries import places as queries
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.programme.models import Offer, OfferState
from wirwissen.course.programme.rules.offers import has_begun
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail

# `cohorts` is above this app: it adds here what must happen when a taken place is given back.
given_back_hooks: list[Callable[[Application, datetime], None]] = []


def offer_place(application: Application, *, now: datetime) -> PlaceOffer:
    """Offer a place until it expires. The caller holds the lock of the course offer."""
    course = application.offer
    return PlaceOffer.objects.create(
        application=application,
        offered_at=now,
        expires_at=rules.expires_at(
            offered_at=localtime(now), days=course.offer_days, starts_on=course.starts_on
        ),
    )


@transaction.atomic
def accept(place: PlaceOffer, *, via_office: bool, now: datetime) -> PlaceOffer:
    """Take the place. Twice does no harm; an expired one is gone, and says what happens next.

    What was offered is kept as long as a place is there, also when the office has lowered their
    number meanwhile: those who have accepted count, not those who are still asked.
    """
    row = _locked(place)
    if row.state == PlaceState.ACCEPTED:
        return row
    if row.state != PlaceState.OPEN or row.expires_at <= now:
        raise Refused(
            _("Dieses Angebot ist abgelaufen. Rufen Sie uns an: Vielleicht ist noch ein Platz da.")
        )
    course = row.application.offer
    if queries.accepted(course).count() >= course.places:
        raise Refused(_("Gerade ist kein Platz frei. Rufen Sie uns an, wir finden eine Lösung."))
    row.state, row.answered_at, row.via_office = PlaceState.ACCEPTED, now, via_office
    row.save(update_fields=["state", "answered_at", "via_office"])
    if via_office:
        tell(row.application.person, now=now)
    return row


@transaction.atomic
def decline(place: PlaceOffer, *, via_office: bool, now: datetime) -> None:
    """Give the place back; the next rank gets an offer at once. Twice does no harm."""
    row = _locked(place)
    if row.state not in {PlaceState.OPEN, PlaceState.ACCEPTED}:
        return
    was_taken = row.state == PlaceState.ACCEPTED
    row.state, row.answered_at, row.via_office = PlaceState.DECLINED, now, via_office
    row.save(update_fields=["state", "answered_at", "via_office"])
    _close([row.application_id], now=now)
    if was_taken:
        _tell_hooks(row.application, now=now)
    if via_office:
        tell(row.application.person, now=now)
    _move_up(row.application.offer, most=1, now=now)


@transaction.atomic
def give_back(application: Application, *, now: datetime) -> None:
    """Free the place of somebody who withdraws; the next rank gets an offer at once.

    Whoever is in a course by this place leaves it. Lock the course (`lock_course`) before the
    application.
    """
    living = application.place_offers.filter(state__in=queries.LIVING)
    was_taken = living.filter(state=PlaceState.ACCEPTED).exists()
    freed = living.update(state=PlaceState.DECLINED, answered_at=now)
    if was_taken:
        _tell_hooks(application, now=now)
    if freed:
        _move_up(application.offer, most=freed, now=now)


def give_back_all(person: User, now: datetime) -> None:
    """Before a person is erased: their places go to the next rank, as if they had withdrawn."""
    living = PlaceOffer.objects.filter(application__person=person, state__in=queries.LIVING)
    for place in living.select_related("application").order_by("pk"):
        course = lock_course(place.application.offer_id)
        place.application.offer = course
        give_back(place.application, now=now)


def _tell_hooks(application: Application, *, now: datetime) -> None:
    for hook in given_back_hooks:
        hook(application, now)


@transaction.atomic
def move_up(course: Offer, *, now: datetime) -> bool:
    """The office offers a free place to the next rank. Whether somebody got one."""
    return _move_up(lock_course(course.pk), most=1, now=now) > 0


@transaction.atomic
def let_expire(course: Offer, *, now: datetime) -> int:
    """End the offers whose time is over and move on by rank; returns how many ended."""
    course = lock_course(course.pk)
    rows = PlaceOffer.objects.filter(
        application__offer=course, state=PlaceState.OPEN, expires_at__lte=now
    )
    over = list(rows.select_related("application__person"))
    rows.update(state=PlaceState.EXPIRED)
    _close([row.application_id for row in over], now=now)
    for row in over:
        tell(row.application.person, now=now)
    _move_up(course, most=len(over), now=now)
    return len(over)


@task()
def tidy_place_offers() -> None:
    """Every quarter of an hour: let offers expire and move on by rank. Safe to run twice."""
    now = clock_now()
    rows = PlaceOffer.objects.filter(state=PlaceState.OPEN, expires_at__lte=now)
    for pk in sorted(set(rows.values_list("application__offer", flat=True))):
        let_expire(Offer(pk=pk), now=now)
    close_begun(now=now)


def close_begun(*, now: datetime) -> int:
    """End what is still open of courses that have begun (drafts, unanswered applications, taken
    places, the waiting list), so that the time for keeping dossiers runs. A course that was put
    off opens it again. Returns how many applications ended. Three queries.
    """
    today = localtime(now).date()
    offers = Offer.objects.filter(Exists(Application.objects.filter(offer=OuterRef("pk"))))
    begun = [offer.pk for offer in offers if _has_begun(offer, today)]
    is_open = queries.without_end()
    is_open.exclude(Q(closed_at=None) | Q(offer__in=begun)).update(closed_at=None)
    return is_open.filter(closed_at=None, offer__in=begun).update(closed_at=now)


def _has_begun(offer: Offer, today: date) -> bool:
    return has_begun(
        starts_on=offer.starts_on,
        starts=offer.starts,
        apply_until=offer.apply_until,
        closed=offer.state == OfferState.CLOSED,
        today=today,
    )


def lock_course(pk: str) -> Offer:
    """The course offer, locked: everybody who wants a place of it waits for the same row."""
    return Offer.objects.select_for_update().get(pk=pk)


def tell(person: User, *, now: datetime, until: datetime | None = None) -> None:
    """A neutral mail that there is a message; never to people in the quiet state."""
    if person.email and not person.is_quiet:
        queue_mail("admissions/mail/answer.txt", to=person.email, context={"until": until}, now=now)


def _move_up(course: Offer, *, most: int, now: datetime) -> int:
    """Offer up to `most` free places to the next ranks; returns how many. The course is locked.

    Nobody is asked who is in the quiet state: the place would wait for an answer in vain.
    """
    today = localtime(now).date()
    free = rules.free_places(places=course.places, taken=queries.places_taken(course))
    if not rules.may_move_up(starts_on=course.starts_on, today=today):
        return 0
    awake = queries.waiting_list(course).exclude(application__person__is_quiet=True)
    chosen = list(awake[: min(free, most)])
    for decision in chosen:
        decision.choice, decision.rank = Choice.PLACE, None
        decision.save(update_fields=["choice", "rank"])
        place = offer_place(decision.application, now=now)
        tell(decision.application.person, now=now, until=place.expires_at)
    return len(chosen)


def _close(applications: Iterable[str], *, now: datetime) -> None:
    Application.objects.filter(pk__in=list(applications)).update(closed_at=now)


def _locked(place: PlaceOffer) -> PlaceOffer:
    lock_course(place.application.offer_id)
    rows = PlaceOffer.objects.select_for_update(of=("self",))
    return rows.select_related("application__person", "application__offer").get(pk=place.pk)

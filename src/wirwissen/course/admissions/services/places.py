"""Place offers: make, answer, let expire, move on by rank. Always under the offer's lock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    PlaceOffer,
    PlaceState,
)
from wirwissen.course.admissions.queries import selection as queries
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail


def offer_place(application: Application, *, now: datetime) -> PlaceOffer:
    """Offer a place until it expires. The caller holds the lock of the course offer."""
    course = application.offer
    return PlaceOffer.objects.create(
        application=application,
        offered_at=now,
        expires_at=rules.expires_at(
            offered_at=now, days=course.offer_days, starts_on=course.starts_on
        ),
    )


@transaction.atomic
def accept(place: PlaceOffer, *, via_office: bool, now: datetime) -> PlaceOffer:
    """Take the place. Twice does no harm; an expired one is gone, and says what happens next."""
    row = _locked(place)
    if row.state == PlaceState.ACCEPTED:
        return row
    if row.state != PlaceState.OPEN or row.expires_at <= now:
        raise Refused(
            _("Dieses Angebot ist abgelaufen. Rufen Sie uns an: Vielleicht ist noch ein Platz da.")
        )
    course = row.application.offer
    if queries.places_taken(course) > course.places:
        raise Refused(_("Gerade ist kein Platz frei. Rufen Sie uns an, wir finden eine Lösung."))
    row.state, row.answered_at, row.via_office = PlaceState.ACCEPTED, now, via_office
    row.save(update_fields=["state", "answered_at", "via_office"])
    return row


@transaction.atomic
def decline(place: PlaceOffer, *, via_office: bool, now: datetime) -> None:
    """Give the place back; the next rank gets an offer at once."""
    row = _locked(place)
    if row.state not in {PlaceState.OPEN, PlaceState.ACCEPTED}:
        return
    row.state, row.answered_at, row.via_office = PlaceState.DECLINED, now, via_office
    row.save(update_fields=["state", "answered_at", "via_office"])
    _end_application(row.application, now)
    _move_on(row.application.offer, now=now)


@transaction.atomic
def let_expire(course: Offer, *, now: datetime) -> int:
    """End the offers whose time is over and move on by rank; returns how many ended."""
    course = Offer.objects.select_for_update().get(pk=course.pk)
    rows = PlaceOffer.objects.filter(
        application__offer=course, state=PlaceState.OPEN, expires_at__lte=now
    )
    over = list(rows.select_related("application__person"))
    for row in over:
        row.state = PlaceState.EXPIRED
        row.save(update_fields=["state"])
        _end_application(row.application, now)
        _tell(row.application, now)
    if over:
        _move_on(course, now=now)
    return len(over)


@task()
def tidy_place_offers() -> None:
    """Every quarter of an hour: let offers expire and move on by rank. Safe to run twice."""
    now = clock_now()
    rows = PlaceOffer.objects.filter(state=PlaceState.OPEN, expires_at__lte=now)
    for pk in set(rows.values_list("application__offer", flat=True)):
        let_expire(Offer(pk=pk), now=now)


def _move_on(course: Offer, *, now: datetime) -> None:
    """Offer every free place to the next rank of the released waiting list."""
    free = rules.free_places(places=course.places, taken=queries.places_taken(course))
    while free > 0:
        waiting = {row.application_id: row for row in queries.waiting_list(course)}
        ranks = {pk: row.rank or 0 for pk, row in waiting.items()}
        chosen = rules.next_rank(ranks)
        if chosen is None:
            return
        decision = waiting[chosen]
        decision.choice, decision.rank = Choice.PLACE, None
        decision.save(update_fields=["choice", "rank"])
        offer_place(decision.application, now=now)
        _tell(decision.application, now)
        free -= 1


def _end_application(application: Application, now: datetime) -> None:
    Decision.objects.filter(application=application).update(rank=None)
    Application.objects.filter(pk=application.pk).update(
        closed_at=now, state=ApplicationState.DECIDED
    )


def _tell(application: Application, now: datetime) -> None:
    person = application.person
    if person.email and not person.is_quiet:
        queue_mail("admissions/mail/something_new.txt", to=person.email, now=now)


def _locked(place: PlaceOffer) -> PlaceOffer:
    # The course offer first: everybody who wants a place of it waits for the same row.
    course_id = place.application.offer_id
    Offer.objects.select_for_update().get(pk=course_id)
    rows = PlaceOffer.objects.select_for_update(of=("self",))
    return rows.select_related("application__person", "application__offer").get(pk=place.pk)

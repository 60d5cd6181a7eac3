"""The front door, and booking without an account: form, answer, the page behind the link."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.events import queries, rules, services
from wirwissen.course.events.forms.booking import BookingForm, event_option, where_in_words
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.events.words import places_in_words
from wirwissen.course.programme.queries import offer_card, published_offers
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

EVENTS_AT_THE_DOOR = 3
_ACTS: dict[str, Callable[..., Registration]] = {
    "confirm": services.confirm,
    "take": services.take,
    "cancel": services.cancel,
}


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The front door: the next course, the next info events, the other house."""
    day = today()
    cards = [offer_card(offer, day) for offer in published_offers()]
    coming = [card for card in cards if card.stage != "running"]
    context = {
        "card": coming[0] if coming else None,
        "events": [_dated(event) for event in queries.upcoming(now())[:EVENTS_AT_THE_DOOR]],
    }
    return render(request, "events/start.html", context)


def _dated(event: WithAnnotations[Event, queries.Counted]) -> dict[str, object]:
    free = rules.free_places(seats=event.seats, taken=event.taken)
    return {
        "event": event,
        "where": where_in_words(event),
        "places": places_in_words(free=free, waiting=event.waiting),
        "is_full": free is not None and (free == 0 or event.waiting > 0),
    }


@login_not_required
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The coming events and the form in one page; `?kurs=<slug>` keeps to one course,
    `?termin=<id>` has chosen an event already."""
    at = now()
    offer = queries.offer_by_slug(request.GET.get("kurs", ""))
    events = list(queries.upcoming(at, offer))
    options = [
        (event.pk, event_option(event, taken=event.taken, waiting=event.waiting))
        for event in events
        if event.registration_open
    ]
    typed = request.POST if request.method == "POST" else None
    form = BookingForm(typed, options=options, chosen=request.GET.get("termin", ""))
    if form.is_valid():
        try:
            services.register(form.cleaned_data["event"], form.guest(), now=at)
        except Refused as refusal:
            form.add_error("event", str(refusal))
        else:
            return redirect("events:sent")
    context = {
        "form": form,
        "offer": offer,
        "bookable": options,
        "open_door": [(e, where_in_words(e)) for e in events if not e.registration_open],
        "house": events[0].organisation if events else None,
        "keep_days": _keep_days(),
    }
    return render(request, "events/book.html", context)


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: new, known, booked, waiting (T7)."""
    return render(request, "events/sent.html")


@login_not_required
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """What a mail's link leads to: GET shows the state and buttons, POST acts (T9)."""
    at = now()
    registration = queries.place_by_token(token, at)
    if registration is None:
        return render(request, "events/place_over.html", status=404)
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("act", ""))
        if act is not None:
            # Refused: the page itself says what is, and shows the way on.
            with suppress(Refused):
                act(registration.pk, now=at)
        return redirect("events:place", token)
    return render(request, "events/place.html", _place(registration))


def _place(registration: Registration) -> dict[str, object]:
    event, at = registration.event, now()
    state = queries.state_at(registration, at)
    return {
        "registration": registration,
        "event": event,
        "state": "event_cancelled" if event.cancelled_at else _page_of(registration, state),
        "house": event.organisation,
        "deleted_on": event.ends_at + (Registration.privacy.keep or rules.NEEDS_LAST),
    }


def _page_of(registration: Registration, state: RegistrationState) -> str:
    return "attended" if registration.attended_at else str(state.value)


def _keep_days() -> int:
    keep = Registration.privacy.keep
    return keep.days if keep else 0

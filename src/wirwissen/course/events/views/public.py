"""Booking without an account: the list with its form, the answer, the page behind the link."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.events import queries, rules, services
from wirwissen.course.events.forms.booking import BookingForm, event_option, where_in_words
from wirwissen.course.events.models import Registration, RegistrationState
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused

_ACTS: dict[str, Callable[..., Registration]] = {
    "confirm": services.confirm,
    "take": services.take,
    "cancel": services.cancel,
}


@login_not_required
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The coming events and the form in one page; `?kurs=<slug>` keeps to one course."""
    at = now()
    offer = queries.offer_by_slug(request.GET.get("kurs", ""))
    events = list(queries.upcoming(at, offer))
    options = [
        (event.pk, event_option(event, taken=event.taken, waiting=event.waiting))
        for event in events
        if event.registration_open
    ]
    form = BookingForm(request.POST if request.method == "POST" else None, options=options)
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

"""Places: the applicant's answer, the office for somebody without e-mail, who has answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.admissions.forms.selection import PlaceAnswerForm
from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    PlaceOffer,
    PlaceState,
)
from wirwissen.course.admissions.queries import places as queries
from wirwissen.course.admissions.services import places as services
from wirwissen.course.admissions.views.application import own_application
from wirwissen.course.admissions.views.office import office_application
from wirwissen.course.admissions.views.outbox import needs_letter
from wirwissen.course.admissions.views.selection import office_offer
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.queries import undeliverable_addresses


def _answer_of(application: Application) -> Decision | None:
    """The released answer; `None` while there is none: a prepared one does not exist for people."""
    rows = Decision.objects.filter(application=application, released_at__isnull=False)
    return rows.select_related("application__offer").first()


def _state(place: PlaceOffer | None) -> str:
    """How a place stands now: an open one whose time is over has expired already."""
    if place is None:
        return ""
    if place.state == PlaceState.OPEN and place.expires_at <= now():
        return PlaceState.EXPIRED
    return place.state


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: str) -> HttpResponse:
    """The answer to the own application; POST takes the place."""
    application = own_application(request, pk)
    decision = _answer_of(application)
    if application.state != ApplicationState.DECIDED or decision is None:
        return redirect("admissions:application", pk)
    offered = queries.place_of(application)
    if request.method == "POST":
        if offered is not None:
            services.accept(offered, via_office=False, now=now())
        return redirect("admissions:place", pk)
    context = {
        "application": application,
        "offer": application.offer,
        "organisation": application.offer.organisation,
        "decision": decision,
        "place": offered,
        "state": _state(offered),
    }
    return render(request, "admissions/place.html", context)


@require_http_methods(["GET", "POST"])
def place_decline(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask once, then give an offered place back."""
    application = own_application(request, pk)
    offered = queries.place_of(application)
    if offered is None or _state(offered) != PlaceState.OPEN:
        return redirect("admissions:place", pk)
    if request.method == "POST":
        services.decline(offered, via_office=False, now=now())
        return redirect("admissions:place", pk)
    context = {"application": application, "offer": application.offer, "place": offered}
    return render(request, "admissions/place_decline.html", context)


@require_safe
def answered(request: HttpRequest, pk: str) -> HttpResponse:
    """Released answers of a course: who has taken a place, who is asked until when, who waits."""
    offer, _staff = office_offer(request, pk)
    decisions = queries.released(offer)
    lost = undeliverable_addresses(one.application.person.email or "" for one in decisions)
    rows = [
        (one, offered, _state(offered), needs_letter(one, lost))
        for one in decisions
        for offered in [_latest(one)]
    ]
    waiting = sorted(
        (one for one in decisions if one.choice == Choice.WAITING), key=lambda one: one.rank or 0
    )
    context = {
        "offer": offer,
        "rows": [row for row in rows if row[0].choice != Choice.WAITING],
        "waiting": [(one, needs_letter(one, lost)) for one in waiting],
        "accepted": sum(row[2] == PlaceState.ACCEPTED for row in rows),
        "asked": sum(row[2] == PlaceState.OPEN for row in rows),
        "free": queries.free_places(offer),
        "letter_count": sum(row[3] for row in rows),
    }
    return render(request, "admissions/answered.html", context)


def _latest(decision: Decision) -> PlaceOffer | None:
    offered: list[PlaceOffer] = getattr(decision.application, "places", [])
    return offered[-1] if offered else None


@require_POST
def move_up(request: HttpRequest, pk: str) -> HttpResponse:
    """Offer a free place to the next rank."""
    offer, _staff = office_offer(request, pk)
    services.move_up(offer, now=now())
    return redirect("admissions:answered", offer.pk)


@require_http_methods(["GET", "POST"])
def place_office(request: HttpRequest, pk: str) -> HttpResponse:
    """The office writes down an answer that came by letter or phone."""
    application, _staff = office_application(request, pk)
    offered = queries.place_of(application)
    if offered is None:
        raise Http404
    state = _state(offered)
    form = PlaceAnswerForm(request.POST or None, has_place=state == PlaceState.ACCEPTED)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "accept":
            services.accept(offered, via_office=True, now=now())
        else:
            services.decline(offered, via_office=True, now=now())
        return redirect("admissions:answered", application.offer_id)
    context = {
        "application": application,
        "offer": application.offer,
        "place": offered,
        "state": state,
        "form": form,
    }
    return render(request, "admissions/place_office.html", context)

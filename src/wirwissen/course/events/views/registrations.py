"""One person's registration: what staff can do for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wirwissen.course.events import queries, services
from wirwissen.course.events.models import IS_OVER, Registration
from wirwissen.course.events.views.door import is_door_open, remember
from wirwissen.course.events.views.staff import is_office, registration_of_staff
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.queries import undeliverable_addresses


@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, pk: str) -> HttpResponse:
    """Facts and acts of one registration; POST acts and leads back to the person on the list."""
    row, staff = registration_of_staff(request, pk)
    if request.method == "POST":
        _act(request, row, staff)
        url = reverse("events:event_office", args=[row.event_id])
        return redirect(f"{url}#p-{row.pk}")
    at = now()
    state = queries.state_at(row, at)
    context = {
        "registration": row,
        "event": row.event,
        "entitlement": getattr(row, "entitlement", None),
        "state": state,
        "is_over": state in IS_OVER,
        "may_check_in": is_door_open(row.event, at),
        "is_office": is_office(staff),
        "is_undeliverable": bool(undeliverable_addresses([row.email])),
    }
    return render(request, "events/registration.html", context)


def _act(request: HttpRequest, row: Registration, staff: Staff) -> None:
    at, act = now(), request.POST.get("act", "")
    if act == "check_in":
        remember(request, services.check_in(row.pk, by=staff.user, now=at), at)
    elif act == "undo":
        services.undo_check_in(row.pk, now=at)
    elif act == "take":
        services.take(row.pk, now=at)
    elif act == "confirm":
        services.confirm(row.pk, now=at)
    elif act == "cancel":
        services.cancel(row.pk, now=at, by_office=True)

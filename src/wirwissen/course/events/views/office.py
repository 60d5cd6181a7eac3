"""The office's events: the list, making, changing, calling off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.events import queries, services
from wirwissen.course.events.forms.office import EventForm, typed_of
from wirwissen.course.events.views.staff import event_of_office
from wirwissen.foundation.accounts.access import act_as
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def events_office(request: HttpRequest) -> HttpResponse:
    """Coming and past events of the house the person works for."""
    staff, at = act_as(request, Role.OFFICE), now()
    context = {
        "coming": queries.coming(staff.organisation, at),
        "past": queries.past(staff.organisation, at),
    }
    return render(request, "events/events_office.html", context)


@require_http_methods(["GET", "POST"])
def event_new(request: HttpRequest) -> HttpResponse:
    """Make an event."""
    staff = act_as(request, Role.OFFICE)
    form = EventForm(request.POST or None, organisation=staff.organisation)
    if form.is_valid():
        event = services.create_event(staff.organisation, form.facts())
        return redirect("events:event_office", event.pk)
    context = {"form": form, "has_programme": queries.programmes(staff.organisation).exists()}
    return render(request, "events/event_new.html", context)


@require_http_methods(["GET", "POST"])
def event_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change an event; people with a place hear of a new time or place."""
    event, staff = event_of_office(request, pk)
    form = EventForm(request.POST or None, organisation=staff.organisation, initial=typed_of(event))
    if form.is_valid():
        try:
            services.edit_event(event.pk, form.facts(), now=now())
        except Refused as refusal:
            form.add_error("seats", str(refusal))
        else:
            return redirect("events:event_office", event.pk)
    return render(request, "events/event_edit.html", {"form": form, "event": event})


@require_http_methods(["GET", "POST"])
def event_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask once, then call the event off."""
    event, _staff = event_of_office(request, pk)
    if request.method == "POST":
        services.cancel_event(event.pk, now=now())
        return redirect("events:event_office", event.pk)
    context = {"event": event, "counts": queries.counts(event, now())}
    return render(request, "events/event_cancel.html", context)

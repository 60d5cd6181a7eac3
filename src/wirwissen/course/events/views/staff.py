"""Who may work at an event: the office of its house, and whoever holds it."""

from django.http import Http404, HttpRequest

from wirwissen.course.events import queries
from wirwissen.course.events.models import Event, Registration
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role


def event_of_staff(request: HttpRequest, pk: str) -> tuple[Event, Staff]:
    """The event for the office or its host. Raises `Http404` for everybody else."""
    event = queries.event_by_id(pk)
    if event is None:
        raise Http404
    return event, _staff(request, event)


def event_of_office(request: HttpRequest, pk: str) -> tuple[Event, Staff]:
    """The event for the office alone. Raises `Http404` for everybody else."""
    event = queries.event_by_id(pk)
    if event is None:
        raise Http404
    return event, act_for(request, event.organisation_id, Role.OFFICE)


def registration_of_staff(request: HttpRequest, pk: str) -> tuple[Registration, Staff]:
    """The registration for the office or the event's host. Raises `Http404` for the others."""
    registration = queries.registration_by_id(pk)
    if registration is None:
        raise Http404
    return registration, _staff(request, registration.event)


def is_office(staff: Staff) -> bool:
    return Role.OFFICE in staff.roles


def _staff(request: HttpRequest, event: Event) -> Staff:
    if event.host_id == signed_in(request).pk:
        return act_for(request, event.organisation_id)
    return act_for(request, event.organisation_id, Role.OFFICE)

"""At the door: one event's list on a phone, on paper, and typed in again."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.events import queries, rules, services
from wirwissen.course.events.forms.door import WALK_IN_ROWS, EntryForm, ListForm
from wirwissen.course.events.models import Event
from wirwissen.course.events.views.codes import keep_code, kept_ids
from wirwissen.course.events.views.staff import event_of_staff, is_office
from wirwissen.foundation.accounts.access import Staff, need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import open_text


@require_http_methods(["GET", "POST"])
def event_office(request: HttpRequest, pk: str) -> HttpResponse:
    """The door list with its buttons; the form below enters somebody new (POST)."""
    event, staff = event_of_staff(request, pk)
    at = now()
    may_check_in = is_door_open(event, at)
    is_post = request.method == "POST"
    form = EntryForm(request.POST if is_post else None, at_door=may_check_in)
    if form.is_valid():
        try:
            return redirect(_enter(request, event, staff, form, may_check_in, at))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        **_of_event(event, staff, at),
        "form": form,
        "may_check_in": may_check_in,
        "may_register": at < event.starts_at and event.cancelled_at is None,
        "codes": kept_ids(request, now=at),
    }
    return render(request, "events/event_office.html", context)


def _enter(
    request: HttpRequest, event: Event, staff: Staff, form: EntryForm, is_here: bool, at: datetime
) -> str:
    url = reverse("events:event_office", args=[event.pk])
    if not is_here:
        registration = services.register_by_office(event.pk, form.guest(), now=at)
        return f"{url}#p-{registration.pk}"
    done = services.walk_in(event.pk, form.guest(), by=staff.user, now=at)
    remember(request, done, at)
    return f"{url}#p-{done.registration.pk}"


def remember(request: HttpRequest, done: services.CheckIn, at: datetime) -> None:
    """Keep the code of somebody without mail, so that a colleague can hand it over."""
    if not done.entitlement.email:
        keep_code(request, done.entitlement.pk, done.code, now=at)


def is_door_open(event: Event, at: datetime) -> bool:
    """Whether people can be checked in at this moment."""
    return rules.may_check_in(
        now=at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        cancelled=event.cancelled_at is not None,
    )


def _of_event(event: Event, staff: Staff, at: datetime) -> dict[str, object]:
    return {
        "event": event,
        "door": queries.door_list(event, at),
        "taken": queries.counts(event, at).taken,
        "is_office": is_office(staff),
        "is_host": event.host_id == staff.user.pk,
        "is_over": event.ends_at < at,
    }


@require_safe
def door_list(request: HttpRequest, pk: str) -> HttpResponse:
    """The list for the printer, with empty lines for people who just come."""
    event, staff = event_of_staff(request, pk)
    facts = _of_event(event, staff, now())
    door = facts["door"]
    assert isinstance(door, queries.DoorList)
    first = len(door.places) + len(door.waiting) + 1
    context = {**facts, "walk_in_numbers": range(first, first + WALK_IN_ROWS)}
    return render(request, "events/door_list.html", context)


@require_http_methods(["GET", "POST"])
def door_entry(request: HttpRequest, pk: str) -> HttpResponse:
    """A printed list typed in: same order, one save."""
    event, staff = event_of_staff(request, pk)
    at = now()
    facts = _of_event(event, staff, at)
    door = facts["door"]
    assert isinstance(door, queries.DoorList)
    form = ListForm(request.POST if request.method == "POST" else None, door=door)
    if form.is_valid():
        try:
            done = services.enter_list(
                event.pk,
                there=form.cleaned_data["there"],
                walk_ins=form.walk_ins(),
                by=staff.user,
                now=at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            for one in done:
                remember(request, one, at)
            return redirect("events:event_office", event.pk)
    context = {**facts, "form": form, "may_check_in": is_door_open(event, at)}
    return render(request, "events/door_entry.html", context)


@require_safe
def needs(request: HttpRequest, pk: str) -> HttpResponse:
    """What people need on the day: for that day's host alone, gone 7 days later (class S)."""
    event, staff = event_of_staff(request, pk)
    reader, at = need_password(request), now()
    if not rules.may_read_needs(
        person=reader.pk, host=event.host_id, now=at, ends_at=event.ends_at
    ):
        raise Http404
    rows = queries.needs_of(event)
    lines = [(row.name, open_text(row.envelope, row, "needs_sealed")) for row in rows]
    services.record_readings(rows, reader=reader, name=staff.name, now=at)
    context = {"event": event, "lines": lines, "gone_on": rules.ends_of_needs(event.ends_at)}
    return render(request, "events/needs.html", context)

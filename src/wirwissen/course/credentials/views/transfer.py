"""A person's record comes and goes as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.forms import RecordForm
from wirwissen.course.credentials.views.completion import find_participant, record_file
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def record(request: HttpRequest, pk: str) -> HttpResponse:
    """The record as a file, for leads and office."""
    found, _by = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    return record_file(found)


@require_http_methods(["GET", "POST"])
def record_import(request: HttpRequest, pk: str) -> HttpResponse:
    """Read a record from elsewhere, show what it says, and take over what fits.

    Between looking and taking over the record waits in the page, not here.
    """
    found, staff = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    form = RecordForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "participant": found}
    if request.method == "POST" and form.is_valid():
        if "take_over" in request.POST:
            try:
                taken = services.take_over(found, form.record, by=staff.user, now=now())
            except Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                here = reverse("credentials:record_import", args=[found.pk])
                return redirect(f"{here}?neu={taken.makeups}-{taken.placements}")
        else:
            context["standing"] = queries.as_standing(found, form.record, for_staff=True)
            context["text"] = write_record(form.record)
    context["taken"] = _taken(request.GET.get("neu", ""))
    return render(request, "credentials/record_import.html", context)


def _taken(text: str) -> tuple[int, int] | None:
    makeups, dash, placements = text.partition("-")
    if not (dash and makeups.isdecimal() and placements.isdecimal() and len(text) < 10):
        return None
    return int(makeups), int(placements)

"""A person's record comes and goes as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.forms import RecordForm
from wirwissen.course.credentials.views.completion import find_participant, record_file
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now


@require_safe
def record(request: HttpRequest, pk: str) -> HttpResponse:
    """The record as a file, for leads and office."""
    found, _by = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    return record_file(found)


@require_http_methods(["GET", "POST"])
def record_import(request: HttpRequest, pk: str) -> HttpResponse:
    """Read a record from elsewhere, show what it says, and take over what fits."""
    found, staff = find_participant(request, pk, Role.LEAD, Role.OFFICE)
    form = RecordForm(request.POST or None, request.FILES or None)
    standing = None
    if request.method == "POST" and form.is_valid():
        if "take_over" in request.POST:
            services.take_over(found, form.record, by=staff.user, now=now())
            return redirect("credentials:participant", found.pk)
        standing = queries.as_standing(found, form.record, for_staff=True)
    context = {"form": form, "participant": found, "standing": standing}
    return render(request, "credentials/record_import.html", context)

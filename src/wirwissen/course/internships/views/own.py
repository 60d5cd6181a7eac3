"""The person's own internships."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wirwissen.course.internships import queries
from wirwissen.course.internships.views.door import internships_of
from wirwissen.foundation.accounts.access import signed_in


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Both internships with their sums, what is missing, and the next step."""
    participant = queries.participations(signed_in(request)).first()
    internships = internships_of(participant) if participant else []
    context = {"participant": participant, "internships": internships, "is_staff": False}
    return render(request, "internships/own.html", context)


@require_safe
def role(request: HttpRequest) -> HttpResponse:
    """Whom to talk to when two roles meet at one place. Nothing is stored here."""
    return render(request, "internships/role.html")

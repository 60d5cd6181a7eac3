"""The public page of the group."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wirwissen.foundation.core.clock import now
from wirwissen.network.groups import queries


@login_not_required
@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """For whom the group is, what it stands for, and the dates it has published."""
    found = queries.public_group()
    at = now()
    meetings = list(queries.public_meetings(found)) if found else []
    context = {
        "group": found,
        "coming": [meeting for meeting in reversed(meetings) if meeting.starts_at > at],
        "past": [meeting for meeting in meetings if meeting.starts_at <= at],
    }
    return render(request, "groups/group.html", context)

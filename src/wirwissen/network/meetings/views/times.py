"""The grid of times: read and written by its member alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups.access import act
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.availability import TimesForm
from wirwissen.network.meetings.models import Availability
from wirwissen.network.meetings.queries.meetings import year_ahead


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """When it suits this member; saved in one go."""
    acting = act(request)
    need_password(request)
    answer = services.own_answer(acting.member)
    data = request.POST if request.method == "POST" else None
    form = TimesForm(data, hours=acting.group.windows, answer=answer, today=today())
    if form.is_valid():
        services.keep_answer(acting.member, form.told(), now=now())
        return redirect("meetings:times_kept")
    return render(request, "meetings/times.html", {"form": form, "has_answer": answer is not None})


@require_http_methods(["GET"])
def times_kept(request: HttpRequest) -> HttpResponse:
    """What was kept, in one number for this member alone, and until when."""
    acting = act(request)
    need_password(request)
    answer = services.own_answer(acting.member)
    if answer is None:
        return redirect("meetings:times")
    meetings = year_ahead(acting.group, now=now())
    row = Availability.objects.get(member=acting.member)
    context = {
        "suits": services.own_meetings(answer, meetings),
        "of": len(meetings),
        "ends_on": row.ends_on,
        "is_empty": answer.is_empty,
    }
    return render(request, "meetings/times_kept.html", context)


@require_POST
def times_forget(request: HttpRequest) -> HttpResponse:
    """Empty the grid: the answer is gone, key included."""
    acting = act(request)
    need_password(request)
    services.forget_answer(acting.member)
    return redirect("meetings:times")

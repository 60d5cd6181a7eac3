"""The office's hub, and the directory of published facts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.programme import services
from wirwissen.course.programme.models import PublishedDate, PublishedSite
from wirwissen.course.programme.published import directory
from wirwissen.foundation.accounts.access import act_as
from wirwissen.foundation.accounts.rules import Role


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """The office's hub: where everything is."""
    place = act_as(request, Role.OFFICE).organisation
    return render(request, "programme/office.html", {"place": place})


@require_http_methods(["GET", "HEAD", "POST"])
def published(request: HttpRequest) -> HttpResponse:
    """What the shipped directory holds, what stays out and why; load it."""
    act_as(request, Role.OFFICE)
    if request.method == "POST":
        services.import_facts()
        return redirect("programme:directory")
    facts = {
        "directory": directory(),
        "sites": PublishedSite.objects.count(),
        "dates": PublishedDate.objects.count(),
    }
    return render(request, "programme/directory.html", facts)

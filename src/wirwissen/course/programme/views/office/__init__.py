"""Pages of the office: the hub, programmes with their versions, offers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wirwissen.foundation.accounts.access import act_as
from wirwissen.foundation.accounts.rules import Role


def office(request: HttpRequest) -> HttpResponse:
    """The office's hub."""
    act_as(request, Role.OFFICE)
    return render(request, "programme/office.html")


def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes of the organisation."""
    act_as(request, Role.OFFICE)
    return render(request, "programme/office.html")


def offers(request: HttpRequest) -> HttpResponse:
    """All offers of the organisation."""
    act_as(request, Role.OFFICE)
    return render(request, "programme/office.html")

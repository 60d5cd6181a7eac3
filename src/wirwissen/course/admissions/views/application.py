"""The applicant's pages: list, task list, check and send, take back, withdraw, who reads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.models import Application, ApplicationState, FileState
from wirwissen.course.admissions.queries import application as queries
from wirwissen.course.admissions.rules.application import Section, missing
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.views.dossier import answers
from wirwissen.course.admissions.views.parts import PRACTICAL, TELL, done_words, part, parts
from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy.queries import readings_of


def own_application(request: HttpRequest, pk: str) -> Application:
    """The applicant's own application. Raises `NeedsPassword`, and `Http404` for all others."""
    person = need_password(request)
    found = queries.own_applications(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """All own applications; with exactly one living, straight to it."""
    found = list(queries.own_applications(need_password(request)))
    living = [each for each in found if each.state != ApplicationState.WITHDRAWN]
    if len(found) == 1 and living:
        return redirect("admissions:application", living[0].pk)
    return render(request, "admissions/own.html", {"applications": found, "living": living})


@require_safe
def application(request: HttpRequest, pk: str) -> HttpResponse:
    """The task list of a draft; afterwards where the application stands."""
    mine = own_application(request, pk)
    at = now()
    context = {
        "application": mine,
        "offer": mine.offer,
        "is_open": services.is_open(mine.offer, today=today()),
        "is_saved": "gespeichert" in request.GET,
    }
    if mine.state != ApplicationState.DRAFT:
        papers = [] if mine.envelope is None else queries.papers_of(mine)
        context |= {
            "may_reopen": services.may_reopen(mine, now=at),
            "set_aside": [each for each in papers if each.state == FileState.QUARANTINED],
        }
        return render(request, "admissions/application_sent.html", context)
    url_name = "admissions:section"
    gaps = missing(mine.done)
    context |= {
        "contact": part(mine, Section.CONTACT, now=at, url_name=url_name),
        "tell": parts(mine, TELL, now=at, url_name=url_name),
        "practical": parts(mine, PRACTICAL, now=at, url_name=url_name),
        "consent": part(mine, Section.CONSENT, now=at, url_name=url_name),
        "done_words": done_words(mine),
        "gaps": [words.TITLES[each] for each in gaps],
        "go_on": words.GO_ON[gaps[0]] if gaps else "",
        "go_on_to": gaps[0].value if gaps else "",
    }
    return render(request, "admissions/application.html", context)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: str) -> HttpResponse:
    """All answers on one page, each with its way to change it; then send. Later: read only."""
    mine = own_application(request, pk)
    if mine.state == ApplicationState.WITHDRAWN:
        return redirect("admissions:application", pk)
    refusal = ""
    if request.method == "POST":
        try:
            services.send(mine, now=now())
        except Refused as error:
            refusal = str(error)
        else:
            return redirect("admissions:sent", pk)
    context = {
        "application": mine,
        "offer": mine.offer,
        "answers": answers(mine, queries.papers_of(mine)),
        "gaps": [(each.value, words.TITLES[each]) for each in missing(mine.done)],
        "is_draft": mine.state == ApplicationState.DRAFT,
        "is_open": services.is_open(mine.offer, today=today()),
        "refusal": refusal,
    }
    return render(request, "admissions/check.html", context)


@require_safe
def sent(request: HttpRequest, pk: str) -> HttpResponse:
    """It has been sent: what happens now."""
    mine = own_application(request, pk)
    if mine.submitted_at is None:
        return redirect("admissions:application", pk)
    may_reopen = services.may_reopen(mine, now=now())
    context = {"application": mine, "offer": mine.offer, "may_reopen": may_reopen}
    return render(request, "admissions/sent.html", context)


@require_POST
def reopen(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a sent application back to change it."""
    services.reopen(own_application(request, pk), now=now())
    return redirect("admissions:application", pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what withdrawing erases; then do it."""
    mine = own_application(request, pk)
    if request.method == "POST":
        services.withdraw(mine, now=now())
        return redirect("admissions:application", pk)
    if mine.state == ApplicationState.WITHDRAWN:
        return redirect("admissions:application", pk)
    context = {"application": mine, "offer": mine.offer}
    return render(request, "admissions/withdraw.html", context)


@require_safe
def readers(request: HttpRequest, pk: str) -> HttpResponse:
    """Who may read this application, and who has opened it when."""
    mine = own_application(request, pk)
    context = {
        "application": mine,
        "readers": queries.readers_of(mine),
        "readings": readings_of(mine.person),
    }
    return render(request, "admissions/readers.html", context)

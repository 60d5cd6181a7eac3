"""Answers: prepare one by one, release together, print the letters."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.admissions.forms.selection import PrepareForm
from wirwissen.course.admissions.models import Application, ApplicationState, Choice, Decision
from wirwissen.course.admissions.queries import application as application_queries
from wirwissen.course.admissions.queries import places
from wirwissen.course.admissions.queries.desk import desk_of
from wirwissen.course.admissions.queries.selection import BLOCKED_WORDS, lines_of_house
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.admissions.views.selection import READING, office_offer
from wirwissen.foundation.accounts.access import Staff, act_as, act_for, need_password
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.mail.queries import undeliverable_addresses


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every application without an answer: what the votes say, or who is waited for and why."""
    staff = act_as(request, Role.OFFICE)
    lines = {
        pk: list(rows)
        for pk, rows in groupby(
            lines_of_house(staff.organisation), key=lambda one: one.application.offer_id
        )
    }
    offers = places.offers_with_answers(staff.organisation)
    context = {
        "courses": [(offer, lines.get(offer.pk, [])) for offer in offers],
        "organisation": staff.organisation,
    }
    return render(request, "admissions/outbox.html", context)


def _application(request: HttpRequest, pk: str) -> tuple[Application, Staff]:
    """An application under review, for the office or for a reader who has voted on it."""
    user = need_password(request)
    rows = application_queries.applications().select_related("decision")
    found = rows.filter(pk=pk, state=ApplicationState.SUBMITTED).exclude(person=user).first()
    if found is None:
        raise Http404
    staff = act_for(request, found.offer.organisation_id, Role.OFFICE, *READING)
    if Role.OFFICE not in staff.roles and not found.votes.filter(reader=user).exists():
        raise Http404
    return found, staff


def _back(application: Application, staff: Staff) -> HttpResponse:
    if Role.OFFICE in staff.roles:
        return redirect("admissions:outbox")
    return redirect("admissions:dossier", application.pk)


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, pk: str) -> HttpResponse:
    """Prepare or change one answer, within what the votes say."""
    application, staff = _application(request, pk)
    desk = desk_of(application)
    blocked, agreed = rules.what_blocks(desk.readings), rules.agreed_choice(desk.readings)
    known: Decision | None = getattr(application, "decision", None)
    allowed = rules.answers_to(agreed) if agreed else ()
    initial = {"choice": known.choice, "next_step": known.next_step} if known else {}
    form = PrepareForm(request.POST or None, allowed=allowed, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.prepare(
            application,
            choice=form.cleaned_data["choice"],
            next_step=form.cleaned_data["next_step"],
            by=staff.user,
            now=now(),
        )
        return _back(application, staff)
    context = {
        "application": application,
        "offer": application.offer,
        "form": form,
        "blocked": BLOCKED_WORDS[blocked] if blocked else "",
        "agreed": Choice(agreed).label if agreed else "",
        "is_known": known is not None,
        "is_office": Role.OFFICE in staff.roles,
        "free": places.free_places(application.offer),
    }
    return render(request, "admissions/prepare.html", context)


@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a prepared answer back, so that readers can vote again."""
    application, staff = _application(request, pk)
    known: Decision | None = getattr(application, "decision", None)
    if known is not None:
        services.take_back(known)
    return _back(application, staff)


@require_POST
def rank_up(request: HttpRequest, pk: str) -> HttpResponse:
    """Move a prepared answer one rank up on the waiting list."""
    application, staff = _application(request, pk)
    known: Decision | None = getattr(application, "decision", None)
    if known is not None:
        services.rank_up(known)
    return _back(application, staff)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: str) -> HttpResponse:
    """Look once more, then release all prepared answers of a course together."""
    offer, staff = office_offer(request, pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        services.release_all(offer, by=staff.user, seen=seen, now=now())
        return redirect("admissions:answered", offer.pk)
    answers = places.prepared(offer)
    free = places.free_places(offer)
    wanted = answers.count(Choice.PLACE)
    context = {
        "offer": offer,
        "answers": answers,
        "counts": [(each.label, answers.count(each)) for each in Choice if answers.count(each)],
        "letter_count": sum(not one.application.person.email for one in answers.decisions),
        "free": free,
        "wanted": wanted,
        "left": free - wanted,
        "is_too_many": wanted > free,
    }
    return render(request, "admissions/release.html", context)


@require_safe
def letters(request: HttpRequest, pk: str) -> HttpResponse:
    """Letters to print, for people without e-mail; `?nur=` one application."""
    offer, _staff = office_offer(request, pk)
    decisions = places.released(offer)
    lost = undeliverable_addresses(one.application.person.email or "" for one in decisions)
    only = request.GET.get("nur")
    wanted = [
        one
        for one in decisions
        if (one.application_id == only if only else needs_letter(one, lost))
    ]
    context = {
        "offer": offer,
        "organisation": offer.organisation,
        "letters": [letter_of(one) for one in wanted],
        "today": today(),
        "only": only,
    }
    return render(request, "admissions/letters.html", context)


def needs_letter(decision: Decision, lost: set[str]) -> bool:
    """Whether no mail reaches somebody. People in the quiet state get nothing by themselves."""
    person = decision.application.person
    return not person.is_quiet and (not person.email or person.email in lost)


def letter_of(decision: Decision) -> dict[str, object]:
    """What the letter says: the answer and the latest place. The rank is the tandem's alone."""
    offered = getattr(decision.application, "places", [])
    return {
        "decision": decision,
        "application": decision.application,
        "place": offered[-1] if offered else None,
    }

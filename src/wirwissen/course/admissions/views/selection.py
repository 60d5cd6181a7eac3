"""Who reads: the list of a reader, and the office that names readers."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.admissions.forms.selection import REASONS, ReaderForm, ThirdReaderForm
from wirwissen.course.admissions.models import Application, ApplicationState, Reader
from wirwissen.course.admissions.queries import desk
from wirwissen.course.admissions.queries import selection as queries
from wirwissen.course.admissions.rules.selection import VOTES_NEEDED, Doing
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.admissions.views.office import office_application
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.access import Staff, act_as, act_for, need_password
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now

READING = (Role.LEAD, Role.RELEASER)


@require_safe
def selection(request: HttpRequest) -> HttpResponse:
    """The applications one reads, by course: number, name, how far one is. No other's vote."""
    staff = act_as(request, *READING)
    lines = queries.lines_to_read(staff.organisation, staff.user)
    open_lines = [one for one in lines if _is_to_do(one)]
    courses = groupby(lines, key=lambda one: one.application.offer)
    context = {
        "courses": [(offer, list(rows)) for offer, rows in courses],
        "next_open": open_lines[0] if open_lines else None,
        "open_count": len(open_lines),
        "organisation": staff.organisation,
    }
    return render(request, "admissions/selection.html", context)


def _is_to_do(line: queries.Line) -> bool:
    is_open = line.application.state == ApplicationState.SUBMITTED and line.decision is None
    return is_open and line.doing in {Doing.DECLARE, Doing.VOTE}


def office_offer(request: HttpRequest, pk: str) -> tuple[Offer, Staff]:
    """A course of the house whose office asks. Raises `NeedsPassword`, and `Http404`."""
    need_password(request)
    offer = get_object_or_404(Offer.objects.select_related("organisation"), pk=pk)
    return offer, act_for(request, offer.organisation_id, Role.OFFICE)


@require_http_methods(["GET", "POST"])
def readers_office(request: HttpRequest, pk: str) -> HttpResponse:
    """Name the people who read all applications of a course."""
    offer, staff = office_offer(request, pk)
    readers = list(queries.readers_of_offer(offer))
    tandem = [one for one in readers if one.application_id is None]
    taken = {one.user_id for one in tandem}
    people = queries.possible_readers(offer.organisation)
    free = [one for one in people if one[0] not in taken]
    form = ReaderForm(request.POST or None, people=free)
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(pk=form.cleaned_data["user"])
        services.name_reader(offer, user=user, by=staff.user, now=now())
        return redirect("admissions:readers_office", offer.pk)
    context = {
        "offer": offer,
        "form": form,
        "free": free,
        "tandem": tandem,
        "thirds": [one for one in readers if one.application_id],
        "missing": max(VOTES_NEEDED - len(tandem), 0),
    }
    return render(request, "admissions/readers_office.html", context)


@require_http_methods(["GET", "POST"])
def reader_dismiss(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask once, then take a reader off. Votes that were given still count."""
    need_password(request)
    reader = Reader.objects.select_related("offer", "application").filter(pk=pk).first()
    if reader is None:
        raise Http404
    act_for(request, reader.offer.organisation_id, Role.OFFICE)
    back = reverse("admissions:readers_office", args=[reader.offer_id])
    if request.method == "POST":
        services.dismiss_reader(reader)
        return redirect(back)
    context = {"reader": reader, "offer": reader.offer, "back": back}
    return render(request, "admissions/reader_dismiss.html", context)


@require_http_methods(["GET", "POST"])
def third_reader(request: HttpRequest, pk: str) -> HttpResponse:
    """Name a third person for one application, with a reason."""
    application, staff = office_application(request, pk)
    if application.state != ApplicationState.SUBMITTED:
        return redirect("admissions:application_office", pk)
    table = desk.desk_of(application)
    reads = {one.user_id for one in table.readers}
    people = queries.possible_readers(application.offer.organisation)
    free = [one for one in people if one[0] not in reads]
    form = ThirdReaderForm(request.POST or None, people=free)
    if request.method == "POST" and form.is_valid():
        _name_third(application, form, staff)
        return redirect("admissions:application_office", pk)
    context = {
        "application": application,
        "offer": application.offer,
        "form": form,
        "free": free,
        "readers": table.readers,
    }
    return render(request, "admissions/third_reader.html", context)


def _name_third(application: Application, form: ThirdReaderForm, staff: Staff) -> None:
    services.name_reader(
        application.offer,
        user=User.objects.get(pk=form.cleaned_data["user"]),
        by=staff.user,
        now=now(),
        application=application,
        reason=str(REASONS[form.cleaned_data["reason"]]),
    )

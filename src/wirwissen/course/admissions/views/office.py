"""The office: all applications of the house, and every step for somebody without e-mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.forms.beginning import OnBehalfForm
from wirwissen.course.admissions.models import Application, ApplicationState, FileState
from wirwissen.course.admissions.queries import application as queries
from wirwissen.course.admissions.rules.application import Section, missing, section_called
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.quiet import set_quiet
from wirwissen.course.admissions.services.reading import record_reading
from wirwissen.course.admissions.views.dossier import kind_words, text_of
from wirwissen.course.admissions.views.parts import parts
from wirwissen.course.admissions.views.sections import section_page
from wirwissen.foundation.accounts.access import Staff, act_as, act_for, need_password
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import person_without_mail
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.form_keys import without_form_key
from wirwissen.foundation.mail.queries import undeliverable_addresses


def office_application(
    request: HttpRequest, pk: str, *, on_behalf: bool = False
) -> tuple[Application, Staff]:
    """An application of a house whose office asks; `on_behalf`: only one the office enters.

    Raises `NeedsPassword`, and `Http404` for all others.
    """
    need_password(request)  # first, so that the answer is the same whether it exists or not
    rows = queries.applications().filter(pk=pk)
    found = (rows.filter(by_office=True) if on_behalf else rows).first()
    if found is None:
        raise Http404
    return found, act_for(request, found.offer.organisation_id, Role.OFFICE)


@require_safe
def applications_office(request: HttpRequest) -> HttpResponse:
    """All applications by offer: number, name, state. Nothing of any dossier."""
    staff = act_as(request, Role.OFFICE)
    found = list(queries.of_office(staff.organisation))
    lost = undeliverable_addresses(each.person.email or "" for each in found)
    rows = [(each, (each.person.email or "") in lost) for each in found]
    context = {"rows": rows, "organisation": staff.organisation}
    return render(request, "admissions/applications_office.html", context)


@require_http_methods(["GET", "POST"])
def begin_office(request: HttpRequest) -> HttpResponse:
    """Begin an application for somebody without e-mail."""
    staff = act_as(request, Role.OFFICE)
    form = OnBehalfForm(
        request.POST or None,
        offers=queries.offers_of(staff.organisation),
        entitlements=queries.free_entitlements(staff.organisation, today()),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        entitlement = typed["entitlement"]
        bound = entitlement.person if entitlement is not None else None
        try:
            made = services.begin(
                typed["offer"],
                person=bound or person_without_mail(),
                entitlement=entitlement,
                name=typed["name"],
                now=now(),
                by_office=True,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("admissions:application_office", made.pk)
    return render(request, "admissions/begin_office.html", {"form": form})


@require_http_methods(["GET", "POST"])
def application_office(request: HttpRequest, pk: str) -> HttpResponse:
    """One application as the office sees it: where it stands, its papers by kind, what to do. POST
    begins or ends the quiet state."""
    found, _staff = office_application(request, pk)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act in {"quiet", "not_quiet"}:
            set_quiet(found.person, act == "quiet")
        return redirect("admissions:application_office", pk)
    at = now()
    is_draft = found.state == ApplicationState.DRAFT
    papers = queries.papers_of(found)
    if is_draft and not found.by_office:
        papers = []  # before it is sent, nobody of the house sees anything of it
    listed = [(each, words.TITLES[Section(each.section)], kind_words(each)) for each in papers]
    email = found.person.email or ""
    context = {
        "application": found,
        "offer": found.offer,
        "is_draft": is_draft,
        "is_living": found.state != ApplicationState.WITHDRAWN,
        "is_undeliverable": email in undeliverable_addresses([email]),
        "kept": [row for row in listed if row[0].state == FileState.KEPT],
        "set_aside": [row for row in listed if row[0].state == FileState.QUARANTINED],
        "returns": list(found.file_returns.exclude(deleted_at=None).order_by("-deleted_at")),
        "has_needs": bool(found.needs_sealed),
        "is_saved": "gespeichert" in request.GET,
    }
    if found.by_office and is_draft:
        context["parts"] = parts(found, Section, now=at, url_name="admissions:section_office")
        context["gaps"] = [words.TITLES[each] for each in missing(found.done)]
    if found.by_office and not is_draft:
        context["may_reopen"] = services.may_reopen(found, now=at)
    return render(request, "admissions/application_office.html", context)


@without_form_key  # `save_once` checks it, after the slow look at the files
@require_http_methods(["GET", "POST"])
def section_office(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """The office types one part in, from paper."""
    found, staff = office_application(request, pk, on_behalf=True)
    part = section_called(name)
    if request.method == "GET" and part is not None:
        _log(found, staff, str(words.TITLES[part]))
    return section_page(request, found, name, office=True)


@require_safe
def needs_office(request: HttpRequest, pk: str) -> HttpResponse:
    """What somebody needs in the course: the office alone reads it, and leaves a trace."""
    found, staff = office_application(request, pk)
    if found.state == ApplicationState.DRAFT or not found.needs_sealed:
        raise Http404
    _log(found, staff, str(words.TITLES[Section.NEEDS]))
    context = {"application": found, "text": text_of(found, Section.NEEDS)}
    return render(request, "admissions/needs_office.html", context)


def _log(application: Application, staff: Staff, title: str) -> None:
    record_reading(
        application.person,
        reader=staff.user,
        name=staff.name,
        what=_("Bewerbung: %(part)s") % {"part": title},
        now=now(),
    )


@require_POST
def send_office(request: HttpRequest, pk: str) -> HttpResponse:
    """Send an application that came on paper."""
    found, _staff = office_application(request, pk, on_behalf=True)
    services.send(found, now=now())
    return redirect("admissions:application_office", pk)


@require_POST
def reopen_office(request: HttpRequest, pk: str) -> HttpResponse:
    """Take an application that came on paper back to correct it."""
    found, _staff = office_application(request, pk, on_behalf=True)
    services.reopen(found, now=now())
    return redirect("admissions:application_office", pk)


@require_http_methods(["GET", "POST"])
def withdraw_office(request: HttpRequest, pk: str) -> HttpResponse:
    """Withdraw for somebody without e-mail who asked for it, and erase."""
    found, _staff = office_application(request, pk, on_behalf=True)
    if found.state == ApplicationState.WITHDRAWN:
        return redirect("admissions:application_office", pk)
    if request.method == "POST":
        services.withdraw(found, now=now())
        return redirect("admissions:application_office", pk)
    return render(request, "admissions/withdraw_office.html", {"application": found})


@require_safe
def letter_office(request: HttpRequest, pk: str) -> HttpResponse:
    """A letter about where the application stands, for somebody who gets no mails."""
    found, staff = office_application(request, pk)
    if found.state == ApplicationState.WITHDRAWN:
        raise Http404
    context = {
        "application": found,
        "offer": found.offer,
        "organisation": staff.organisation,
        "is_draft": found.state == ApplicationState.DRAFT,
        "gaps": [words.TITLES[each] for each in missing(found.done)],
        "today": today(),
    }
    return render(request, "admissions/letter_office.html", context)

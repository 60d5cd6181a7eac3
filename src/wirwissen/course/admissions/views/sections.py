"""One part of an application: read, type, upload, save. Own, or the office for somebody."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.forms.application import SECTION_FORMS, SectionForm
from wirwissen.course.admissions.models import Application, ApplicationState, FileState
from wirwissen.course.admissions.queries import application as queries
from wirwissen.course.admissions.rules.application import (
    CONSENT_VERSION,
    WITH_FILES,
    Section,
    section_called,
)
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.files import Checked, NotTaken, check_papers, keep_papers
from wirwissen.course.admissions.views.application import own_application
from wirwissen.course.admissions.views.dossier import listing, text_of
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import without_form_key
from wirwissen.foundation.core.middleware import save_once

TO_CHECK = "pruefen"


@without_form_key  # `save_once` checks it, after the slow look at the files
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """One part of the own application."""
    return section_page(request, own_application(request, pk), name, office=False)


def section_page(
    request: HttpRequest, application: Application, name: str, *, office: bool
) -> HttpResponse:
    """Show or save one part; whoever calls has checked who asks."""
    part = section_called(name)
    if part is None:
        raise Http404
    if application.state != ApplicationState.DRAFT and request.method != "POST":
        return redirect(_url(application, "application", office=office))
    if request.method != "POST":
        form = SECTION_FORMS[part](initial=initial(application, part))
        return _show(request, application, part, form, office=office)
    # Before the transaction: a slow file must not hold the database's one writer.
    checked = check_papers(request.FILES.getlist("papers")) if part in WITH_FILES else []
    return save_once(
        request, partial(_save, application=application, part=part, checked=checked, office=office)
    )


def _save(
    request: HttpRequest,
    *,
    application: Application,
    part: Section,
    checked: Sequence[Checked],
    office: bool,
) -> HttpResponse:
    step = request.POST.get("step", "done")
    form = _bound(request.POST, application, part, checked, is_done=step == "done")
    if not form.is_valid():
        return _show(request, application, part, form, office=office)
    at = now()
    not_taken = keep_papers(application, part, checked, now=at) if checked else []
    stays = bool(not_taken) or step == "upload"
    services.save_section(
        application, part, form.cleaned_data, is_done=step == "done" and not not_taken, now=at
    )
    if not_taken:
        packed = json.dumps([[each.label, each.sentence] for each in not_taken])
        show_once(request, packed, place=_place(application, part))
    if stays:
        return redirect(_section_url(application, part, request, office=office))
    if request.GET.get("zurueck") == TO_CHECK:
        return redirect(_url(application, "check", office=office))
    return redirect(_url(application, "application", office=office) + "?gespeichert")


def _bound(
    typed: QueryDict,
    application: Application,
    part: Section,
    checked: Sequence[Checked],
    *,
    is_done: bool,
) -> SectionForm:
    """The form as it was sent. A refused file counts as content: its page will say what to do."""
    has_papers = bool(checked) or (
        part in WITH_FILES and application.files.filter(section=part, state=FileState.KEPT).exists()
    )
    return SECTION_FORMS[part](typed, is_done=is_done, has_papers=has_papers)


def _show(
    request: HttpRequest,
    application: Application,
    part: Section,
    form: SectionForm,
    *,
    office: bool,
) -> HttpResponse:
    papers = []
    if part in WITH_FILES:
        rows = [each for each in queries.papers_of(application) if each.section == part]
        papers = listing(application, rows)
    context = {
        "application": application,
        "offer": application.offer,
        "part": part,
        "title": words.TITLES[part],
        "short": words.SHORT[part],
        "form": form,
        "papers": papers,
        "not_taken": _not_taken(request, application, part),
        "takes_files": part in WITH_FILES,
        "office": office,
        "back": _back(application, request, office=office),
        "to_check": request.GET.get("zurueck") == TO_CHECK,
        "consent": f"admissions/consent/{CONSENT_VERSION}.html",
    }
    return render(request, "admissions/section.html", context)


def _not_taken(request: HttpRequest, application: Application, part: Section) -> list[NotTaken]:
    packed = take_once(request, place=_place(application, part))
    pairs = json.loads(packed) if packed else []
    return [NotTaken(label=label, sentence=sentence) for label, sentence in pairs]


def _place(application: Application, part: Section) -> str:
    return f"not-taken:{application.pk}:{part}"


def initial(application: Application, part: Section) -> dict[str, Any]:
    """What the form of a part shows at first."""
    if part is Section.CONTACT:
        names = ("name", "address", "phone", "born_on")
        return {name: getattr(application, name) for name in names}
    if part is Section.FUNDING:
        return {"funding": application.funding}
    if part is Section.CONSENT:
        return {"agreed": application.consent_version == CONSENT_VERSION}
    return {"text": text_of(application, part)}


def _back(application: Application, request: HttpRequest, *, office: bool) -> str:
    to_check = request.GET.get("zurueck") == TO_CHECK and not office
    return _url(application, "check" if to_check else "application", office=office)


def _url(application: Application, name: str, *, office: bool) -> str:
    names = {"application": "application_office", "check": "application_office"}
    return reverse(f"admissions:{names[name] if office else name}", args=[application.pk])


def _section_url(
    application: Application, part: Section, request: HttpRequest, *, office: bool
) -> str:
    name = "admissions:section_office" if office else "admissions:section"
    address = reverse(name, args=[application.pk, part.value])
    return f"{address}?zurueck={TO_CHECK}" if request.GET.get("zurueck") == TO_CHECK else address

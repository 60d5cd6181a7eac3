"""Papers: hand out as a download, delete, set aside unread, return."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.models import (
    Application,
    ApplicationFile,
    ApplicationState,
    FileState,
)
from wirwissen.course.admissions.queries import application as queries
from wirwissen.course.admissions.rules.application import (
    Section,
    Viewer,
    may_read_paper,
    may_set_aside,
)
from wirwissen.course.admissions.services.files import delete_paper, return_paper, set_aside
from wirwissen.course.admissions.services.reading import record_reading
from wirwissen.course.admissions.views.dossier import kind_words, listing
from wirwissen.foundation.accounts.access import memberships_of, need_password, works_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.files import read_file
from wirwissen.foundation.uploads.check import safe_download_name

# A file is never part of a page of ours: nothing in it may run, wherever it is opened.
SANDBOX = "sandbox; default-src 'none'"


@require_safe
def paper(request: HttpRequest, pk: str) -> HttpResponse:
    """Download one paper, under a neutral name. Others than the owner leave a trace."""
    found, viewer, name = _paper_and_viewer(request, pk)
    application = found.application
    allowed = may_read_paper(
        viewer,
        draft=application.state == ApplicationState.DRAFT,
        submitted=_is_sent(application),
        by_office=application.by_office,
        set_aside=found.state == FileState.QUARANTINED,
    )
    if not allowed or application.envelope is None:
        raise Http404
    title = str(words.TITLES[Section(found.section)])
    record_reading(
        application.person,
        reader=need_password(request),
        name=name,
        what=_("Datei: %(part)s") % {"part": title},
        now=now(),
    )
    content = read_file(application.envelope, found.stored_name)
    file_name = safe_download_name(title, found.media_type)
    return HttpResponse(
        content,
        headers={
            "Content-Type": found.media_type,
            "Content-Disposition": f'attachment; filename="{file_name}"',
            "Content-Security-Policy": SANDBOX,
        },
    )


@require_http_methods(["GET", "POST"])
def paper_delete(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask once, then delete a paper: the owner, or the office for somebody without e-mail."""
    found, viewer, _name = _paper_and_viewer(request, pk)
    if not (viewer.is_owner or (viewer.is_office and found.application.by_office)):
        raise Http404
    page = "section" if viewer.is_owner else "section_office"
    back = reverse(f"admissions:{page}", args=[found.application_id, found.section])
    if request.method == "POST":
        delete_paper(found, now=now())
        return redirect(back)
    context = {"paper": listing(found.application, [found])[0], "back": back}
    return render(request, "admissions/paper_delete.html", context)


@require_http_methods(["GET", "POST"])
def paper_set_aside(request: HttpRequest, pk: str) -> HttpResponse:
    """Something medical: set the paper aside unread. Readers and the office."""
    found, viewer, _name = _paper_and_viewer(request, pk)
    application = found.application
    if not may_set_aside(viewer, submitted=_is_sent(application)):
        raise Http404
    pages = (
        ("application_office", [application.pk])
        if viewer.is_office
        else ("dossier", [application.pk])
    )
    back = reverse(f"admissions:{pages[0]}", args=pages[1])
    if request.method == "POST":
        set_aside(found, by=need_password(request), now=now())
        return redirect(back)
    context = {
        "title": words.TITLES[Section(found.section)],
        "kind": kind_words(found),
        "back": back,
    }
    return render(request, "admissions/paper_set_aside.html", context)


@require_http_methods(["GET", "POST"])
def paper_return(request: HttpRequest, pk: str) -> HttpResponse:
    """The office gives a paper back that was set aside, and deletes it."""
    found, viewer, _name = _paper_and_viewer(request, pk)
    if not viewer.is_office:
        raise Http404
    if request.method == "POST":
        application_id = found.application_id
        return_paper(found, now=now())
        return redirect("admissions:application_office", application_id)
    context = {
        "application": found.application,
        "kind": kind_words(found),
        "is_set_aside": found.state == FileState.QUARANTINED,
    }
    return render(request, "admissions/paper_return.html", context)


def _paper_and_viewer(request: HttpRequest, pk: str) -> tuple[ApplicationFile, Viewer, str]:
    """The paper, what the visitor is to it, and the name a reading is logged under."""
    user = need_password(request)
    found = queries.paper(pk).first()
    if found is None:
        raise Http404
    house = found.application.offer.organisation_id
    roles = [
        row
        for row in memberships_of(request)
        if row.organisation_id == house and row.role == Role.OFFICE.value
    ]
    # A reader who has left the house reads no more, named or not.
    reader = queries.cleared_reader(found.application, user) if works_in(request, house) else None
    viewer = Viewer(
        is_owner=found.application.person_id == user.pk,
        is_office=bool(roles),
        is_reader=reader is not None,
    )
    name = roles[0].name if roles else (reader.name if reader else "")
    return found, viewer, name


def _is_sent(application: Application) -> bool:
    """Under review: once the answer is out, nobody needs the papers any more."""
    return application.state == ApplicationState.SUBMITTED

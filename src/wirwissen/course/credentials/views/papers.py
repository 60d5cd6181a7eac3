"""The person's own papers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.forms import TitleChoiceForm
from wirwissen.course.credentials.models import Paper, PaperKind
from wirwissen.foundation.accounts.access import need_password, signed_in, works_in
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.sealed.store import KeyGone


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """What was issued to me; a new attendance confirmation whenever I want one."""
    user = signed_in(request)
    context = {
        "papers": list(queries.own_papers(user, today())),
        "participant": queries.participation_of(user),
    }
    return render(request, "credentials/papers.html", context)


@require_http_methods(["GET", "POST"])
def title(request: HttpRequest) -> HttpResponse:
    """The form of the title is the person's choice."""
    participant = queries.participation_of(signed_in(request))
    if participant is None:
        raise Http404
    form = TitleChoiceForm(request.POST or None, initial={"title_form": participant.title_form})
    if form.is_valid():
        services.set_title_form(participant, form.cleaned_data["title_form"])
        return redirect("credentials:papers")
    return render(request, "credentials/title.html", {"form": form})


@require_POST
def own_confirmation(request: HttpRequest) -> HttpResponse:
    """Issue an attendance confirmation to myself."""
    user = need_password(request)
    participant = queries.participation_of(user)
    if participant is None:
        raise Http404
    services.issue_confirmation(participant, by=user, now=now())
    return redirect("credentials:papers")


@require_safe
def download(request: HttpRequest, pk: str) -> HttpResponse:
    """The kept bytes, for the person and for staff of the organisation."""
    paper = get_object_or_404(Paper.objects.select_related("participant", "envelope"), pk=pk)
    is_ours = works_in(request, paper.organisation_id)
    if not queries.may_download(signed_in(request), paper, is_ours=is_ours):
        raise Http404
    need_password(request)
    try:
        content = services.content_of(paper)
    except (KeyGone, FileNotFoundError):
        raise Http404 from None
    is_certificate = paper.kind == PaperKind.CERTIFICATE
    return pdf_file(content, "zertifikat.pdf" if is_certificate else "bescheinigung.pdf")


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """A PDF as a download; the name tells nothing about anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""Links by which somebody shows a paper of theirs, and the public page behind one."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.credentials import queries, rules, services
from wirwissen.course.credentials.forms import LinkForm
from wirwissen.course.credentials.models import HolderLink, Paper, PaperState
from wirwissen.foundation.accounts.access import need_password, signed_in
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: str) -> HttpResponse:
    """Make a link to a paper of one's own, see it once, and take back those that are out."""
    own = Paper.objects.filter(participant__person=signed_in(request), state=PaperState.ISSUED)
    paper = get_object_or_404(own, pk=pk)
    need_password(request)
    form = LinkForm(
        request.POST or None, initial={"until": today() + timedelta(days=rules.LINK_DAYS)}
    )
    if form.is_valid():
        try:
            token = services.make_link(paper, until=form.cleaned_data["until"], now=now())
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            show_once(request, token, place=f"link:{paper.pk}")
            return redirect("credentials:link", paper.pk)
    token = take_once(request, place=f"link:{paper.pk}")
    path = reverse("credentials:shown", args=[token]) if token else ""
    context = {
        "form": form,
        "paper": paper,
        "links": list(paper.holder_links.filter(until__gte=today())),
        "address": f"{settings.HOUSE_ADDRESS}{path}" if path else "",
    }
    return render(request, "credentials/link.html", context)


@require_POST
def take_back_link(request: HttpRequest, pk: str) -> HttpResponse:
    """End a link of one's own before its day."""
    own = HolderLink.objects.filter(paper__participant__person=signed_in(request))
    found = get_object_or_404(own, pk=pk)
    services.take_back_link(found)
    return redirect("credentials:link", found.paper_id)


@login_not_required
@require_safe
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder lets others see. The same 404 for whatever is over, ended or unknown."""
    found = queries.shown_by(token, today())
    if found is None:
        return render(request, "credentials/shown_over.html", status=404)
    return render(request, "credentials/shown.html", {"link": found, "paper": found.paper})

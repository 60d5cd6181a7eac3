"""The agreement, asked again when it has changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from wirwissen.network.groups import services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.forms.own import AgreementForm


def needs_agreement_page(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Lead to the agreement; from there back to where somebody wanted to go."""
    query = urlencode({"next": request.path}) if request.method == "GET" else ""
    return redirect(f"{reverse('groups:agreement')}?{query}")


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest) -> HttpResponse:
    """Read it; agree, or go."""
    acting = act(request, agreed=False)
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        services.agree(acting.member, version=acting.group.agreement_version)
        wanted = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return redirect(wanted if wanted and is_ours else "groups:own")
    is_new = acting.member.agreed_version < acting.group.agreement_version
    facts = {"group": acting.group, "form": form, "is_new": is_new}
    return render(request, "groups/agreement.html", facts)

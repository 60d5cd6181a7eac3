"""The end of a group: planned by the orga, with time for everybody to take things along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wirwissen.foundation.accounts.once import show_once
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.forms.calls import ClosingForm
from wirwissen.network.groups.models import DutyKind


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest) -> HttpResponse:
    """Set the day, or call it off."""
    group = act(request, DutyKind.ORGA).group
    if request.method == "POST" and "stay" in request.POST:
        services.call_closing_off(group)
        show_once(request, _("Die Gruppe bleibt bestehen."), place="orga")
        return redirect("groups:orga")
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        try:
            services.plan_closing(group, on=form.cleaned_data["on"], now=now())
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            show_once(request, _("Der Tag steht fest. Alle bekommen eine Nachricht."), place="orga")
            return redirect("groups:orga")
    return render(request, "groups/closing.html", {"form": form, "group": group})

"""The house keeper's pages: groups are founded here, and nothing of them is read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import act_as
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import GROUP_IN_SESSION
from wirwissen.network.groups.forms.founding import FoundForm
from wirwissen.network.groups.forms.own import RescueForm
from wirwissen.network.groups.models import CodeUse
from wirwissen.network.groups.rules import PROFESSIONS, WINDOWS


@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """The groups of the house by name, and whether each has an orga."""
    staff = act_as(request, Role.OFFICE)
    rows = list(queries.groups_of_house(staff.organisation))
    saved = take_once(request, place="haus")
    return render(request, "groups/house.html", {"groups": rows, "saved": saved})


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Found a group: whoever does is its first member and its orga, under a name of their own."""
    staff = act_as(request, Role.OFFICE)
    initial = {
        "professions": "\n".join(PROFESSIONS), "floor": 0,
        "windows": ", ".join(str(hour) for hour in WINDOWS),
    }  # fmt: skip
    form = FoundForm(request.POST or None, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        group = services.found_group(
            staff.organisation, staff.user, slug=services.free_slug(facts["name"]),
            now=now(), **facts,
        )  # fmt: skip
        request.session[GROUP_IN_SESSION] = group.pk
        return redirect("groups:orga")
    return render(request, "groups/found.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def rescue(request: HttpRequest, pk: str) -> HttpResponse:
    """A group without orga gets one again: a member of it gave the house a code."""
    staff = act_as(request, Role.OFFICE)
    rows = {row.pk: row for row in queries.groups_of_house(staff.organisation)}
    group = rows.get(pk)
    if group is None or group.has_orga:
        raise Http404
    form = RescueForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            member = services.redeem_hand_code(group.pk, code, CodeUse.DUTY, now=now())
            services.give_orga_by_house(group, member, now=now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            show_once(request, _("Die Gruppe hat wieder eine Orga."), place="haus")
            return redirect("groups:house")
    return render(request, "groups/rescue.html", {"form": form, "group": group})

"""Who does what for the group: give, take, hand over. The only names a list may hold."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services.sign_in import keep_this_session
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.forms.own import DutyForm
from wirwissen.network.groups.models import CodeUse, DutyKind


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: HttpRequest) -> HttpResponse:
    """Everybody with a duty, and a form to give one to whoever handed over a code."""
    acting = act(request, DutyKind.ORGA)
    form = DutyForm(request.POST or None)
    if form.is_valid() and _give(acting, form):
        show_once(request, _("Die Aufgabe ist vergeben."), place="aufgaben")
        return redirect("groups:duties")
    facts = {
        "form": form,
        "duties": queries.duties_of(acting.group),
        "changes": list(queries.duty_changes(acting.group)),
        "member": acting.member,
        "saved": take_once(request, place="aufgaben"),
    }
    return render(request, "groups/duties.html", facts)


def _give(acting: Acting, form: DutyForm) -> bool:
    typed = form.cleaned_data
    try:
        member = services.redeem_hand_code(acting.group.pk, typed["code"], CodeUse.DUTY, now=now())
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return False
    services.give_duty(member, DutyKind(typed["kind"]), by=acting.member, now=now())
    return True


@require_POST
def duty_take(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a duty from somebody, or lay down one's own.

    All sessions of that person end, but for the one in which they just laid it down.
    """
    acting = act(request, DutyKind.ORGA)
    found = next((duty for duty in queries.duties_of(acting.group) if duty.pk == pk), None)
    if found is None:
        raise Http404
    services.take_duty(found.member, DutyKind(found.kind), by=acting.member, now=now())
    if found.member_id != acting.member.pk:
        show_once(request, _("Die Aufgabe ist genommen."), place="aufgaben")
        return redirect("groups:duties")
    user = signed_in(request)
    user.refresh_from_db(fields=["session_mark"])
    keep_this_session(request, user)
    place, to = ("bereich", "own") if found.kind == DutyKind.ORGA else ("aufgaben", "duties")
    show_once(request, _("Du hast die Aufgabe abgegeben. Danke."), place=place)
    return redirect(f"groups:{to}")

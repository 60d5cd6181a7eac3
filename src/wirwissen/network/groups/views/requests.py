"""The orga answers requests and offers times for talks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.forms.joining import AnswerForm, SlotForm
from wirwissen.network.groups.models import DutyKind


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer, by the name they chose; and the times on offer."""
    acting = act(request, DutyKind.ORGA)
    facts = {
        "requests": [
            (row, getattr(row, "slot", None)) for row in queries.waiting_requests(acting.member)
        ],
        "slots": list(queries.coming_slots(acting.member, now())),
        "member": acting.member,
        "saved": take_once(request, place="anfragen"),
    }
    return render(request, "groups/requests.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """One request, and the answer."""
    acting = act(request, DutyKind.ORGA)
    row = queries.request_of(acting.member, pk)
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.decide(
                row, by=acting.member, is_admitted=typed["answer"] == "yes", note=typed["note"],
                now=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            show_once(request, _("Deine Antwort ist unterwegs."), place="anfragen")
            return redirect("groups:requests")
    facts = {
        "row": row,
        "group": acting.group,
        "form": form,
        "slot": getattr(row, "slot", None),
        "appeal": services.opened(row, "appeal_sealed"),
        "is_mine": row.state == "appealed" and row.decided_by_id == acting.member.pk,
    }
    return render(request, "groups/answer.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def slot_new(request: HttpRequest) -> HttpResponse:
    """Offer a time."""
    member = act(request, DutyKind.ORGA).member
    form = SlotForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        services.offer_slot(member, starts_at=typed["starts_at"], room=typed["room"], now=now())
        show_once(request, _("Die Zeit steht jetzt zur Wahl."), place="anfragen")
        return redirect("groups:requests")
    return render(request, "groups/slot_new.html", {"form": form})


@require_POST
def slot_drop(request: HttpRequest, pk: str) -> HttpResponse:
    """Take one's own offered time back."""
    acting = act(request, DutyKind.ORGA)
    found = queries.coming_slots(acting.member, now()).filter(pk=pk, by=acting.member).first()
    if found is None:
        raise Http404
    services.drop_slot(found, now=now())
    show_once(request, _("Die Zeit ist zurückgenommen."), place="anfragen")
    return redirect("groups:requests")

"""The two who decide about a report."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.forms.reports import DecisionForm, MatterForm
from wirwissen.network.care.models import Decision, Seat, Side
from wirwissen.network.care.queries import reports as queries
from wirwissen.network.care.rules.reports import Measure, Step
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What this member decides about; nobody sees what others decide."""
    member = act(request, DutyKind.ORGA, DutyKind.CONFIDANT).member
    return render(request, "care/reports.html", {"seats": queries.seats_of(member)})


@require_http_methods(["GET", "HEAD", "POST"])
def handle(request: HttpRequest, pk: str) -> HttpResponse:
    """Read a report, ask the other side, agree to the other's proposal."""
    seat = _seat(request, pk)
    decisions = queries.decisions_of(seat.report)
    proposal = _open(decisions, seat)
    if request.method == "POST" and "agree" in request.POST:
        if proposal is None:
            raise Refused
        services.agree(seat, proposal, now=now())
        return redirect("care:handle", pk)
    form = MatterForm(request.POST or None)
    if form.is_valid():
        services.hear(seat, form.cleaned_data["text"], now=now())
        return redirect("care:handle", pk)
    row = seat.report
    side = Side.objects.filter(report=row).select_related("member", "envelope").first()
    context = {
        "seat": seat, "report": row, "side": side, "form": form,
        "person": side.member if side else row.about,
        "text": open_text(row.envelope, row, "text_sealed"),
        "texts": _texts(side),
        "decisions": [(each, open_text(each.envelope, each, "reason_sealed"))
                      for each in decisions],
        "proposal": proposal,
        "may_agree": proposal is not None and proposal.proposed_by_id != seat.member_id,
        "is_open": row.step not in (Step.CLOSED, Step.DECIDED),
    }  # fmt: skip
    return render(request, "care/handle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose a measure with its reason."""
    seat = _seat(request, pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        at = now()
        until = timezone.localdate(at) + timedelta(days=int(form.cleaned_data["days"]))
        try:
            services.propose(
                seat, Measure(form.cleaned_data["measure"]), form.cleaned_data["reason"],
                until=until, now=at,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("care:handle", pk)
    return render(request, "care/decide.html", {"form": form, "report": seat.report})


@require_POST
def step_aside(request: HttpRequest, pk: str) -> HttpResponse:
    """Give the seat back: somebody uninvolved takes it."""
    services.step_aside(_seat(request, pk), now=now())
    return redirect("care:reports")


def _seat(request: HttpRequest, pk: str) -> Seat:
    member = act(request, DutyKind.ORGA, DutyKind.CONFIDANT).member
    seat = queries.seat_in(member, pk)
    if seat is None:
        raise Http404
    return seat


def _open(decisions: list[Decision], seat: Seat) -> Decision | None:
    fitting = (row for row in decisions if row.round_no == seat.round_no and not row.decided_on)
    return next(fitting, None)


def _texts(side: Side | None) -> dict[str, str]:
    if side is None:
        return {}
    names = ("matter", "answer", "appeal")
    return {name: open_text(side.envelope, side, f"{name}_sealed") for name in names}

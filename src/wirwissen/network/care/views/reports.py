"""Giving a report, and the other side's own page: hearing, decision, appeal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.forms.reports import AnswerHearingForm, AppealForm, ReportForm
from wirwissen.network.care.models import Decision, Side
from wirwissen.network.care.queries import reports as queries
from wirwissen.network.care.rules.reports import Measure, Step, may_appeal
from wirwissen.network.groups.access import act, own_members


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the member has reported, and how far it is. The decision is between the two sides."""
    need_password(request)
    rows = queries.own_reports(act(request).member)
    return render(request, "care/own_reports.html", {"reports": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Report something. A name nobody has here is kept in the text: the answer tells nothing."""
    need_password(request)
    acting = act(request)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        name, text = form.cleaned_data["pseudonym"].strip(), form.cleaned_data["text"]
        about = queries.member_called(acting.group, name)
        services.report(
            acting.member, subject=form.cleaned_data["subject"], now=now(),
            about=None if about == acting.member else about,
            text=f"{name}: {text}" if name and about is None else text,
        )  # fmt: skip
        return redirect("care:own_reports")
    return render(request, "care/report.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def side(request: HttpRequest, pk: str) -> HttpResponse:
    """The other side: say how it was, read the decision, appeal once."""
    need_password(request)
    mine = next((found for m in own_members(request) if (found := queries.side_of(m, pk))), None)
    if mine is None:
        raise Http404
    decisions = [row for row in queries.decisions_of(mine.report) if row.decided_on]
    is_hearing, open_appeal = mine.report.step == Step.HEARING, _may_appeal(mine, decisions)
    form = (AppealForm if open_appeal else AnswerHearingForm)(request.POST or None)
    if (is_hearing or open_appeal) and form.is_valid():
        if open_appeal:
            services.appeal(mine, form.cleaned_data["text"], now=now())
        else:
            services.answer_hearing(mine, form.cleaned_data["text"], now=now())
        return redirect("care:side", mine.pk)
    context = {
        "side": mine,
        "texts": {
            name: open_text(mine.envelope, mine, f"{name}_sealed")
            for name in ("matter", "answer", "appeal")
        },
        "decisions": [(row, open_text(row.envelope, row, "reason_sealed")) for row in decisions],
        "form": form,
        "is_hearing": is_hearing,
        "may_appeal": open_appeal,
    }
    return render(request, "care/side.html", context)


def _may_appeal(mine: Side, decisions: list[Decision]) -> bool:
    first = decisions[0] if len(decisions) == 1 else None
    if first is None or first.decided_on is None or mine.report.step != Step.DECIDED:
        return False
    return may_appeal(
        decided_on=first.decided_on, round_no=first.round_no, measure=Measure(first.measure),
        today=timezone.localdate(now()),
    )  # fmt: skip

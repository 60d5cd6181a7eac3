"""The year plan: ask for it, look at it, change a day, take it over, publish it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.core.clock import now, today
from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.meetings.forms.meetings import PlanForm
from wirwissen.network.meetings.models import PlanRun, RunState
from wirwissen.network.meetings.rules.availability import LENGTH
from wirwissen.network.meetings.rules.season import COUNTRIES, month_after
from wirwissen.network.meetings.services import planning

_MONTHS_TO_CHOOSE = 4


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The latest run; the form below begins a new one."""
    acting = act(request, DutyKind.ORGA)
    months = _months()
    last = PlanRun.objects.filter(group=acting.group).order_by("-asked_at").first()
    initial = {
        "countries": last.countries if last else list(COUNTRIES),
        "first_month": months[0][0],
    }
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, months=months, initial=initial)
    if form.is_valid():
        planning.ask_for_plan(
            acting.group, first_month=date.fromisoformat(form.cleaned_data["first_month"]),
            countries=form.cleaned_data["countries"], now=now(),
        )  # fmt: skip
        return redirect("meetings:plan")
    context = {
        "run": last,
        "form": form,
        "may_ask": planning.may_ask(acting.group),
        "is_under_way": last is not None and last.state in {RunState.WAITING, RunState.RUNNING},
        "steps": PlanRun.STEPS,
        "dates": _dates(last),
        "is_checker": last is not None and last.taken_by_id != acting.member.pk,
    }
    return render(request, "meetings/plan.html", context)


@require_safe
def plan_day(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Other days for one date of the proposal."""
    acting = act(request, DutyKind.ORGA)
    run = _run(acting, pk)
    dates = _dates(run)
    if run.state != RunState.PROPOSED or number >= len(dates) or dates[number]["is_announced"]:
        raise Http404
    context = {"run": run, "entry": dates[number], "number": number}
    return render(request, "meetings/plan_day.html", context)


@require_POST
def plan_choose(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take another day."""
    acting = act(request, DutyKind.ORGA)
    start = request.POST.get("start", "")
    planning.choose_day(_run(acting, pk), meeting=number, start=start)
    return redirect("meetings:plan")


@require_POST
def plan_series(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take another series."""
    acting = act(request, DutyKind.ORGA)
    planning.choose_series(_run(acting, pk), number=number)
    return redirect("meetings:plan")


@require_POST
def plan_take(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the plan over."""
    acting = act(request, DutyKind.ORGA)
    planning.take_over(_run(acting, pk), by=acting.member, now=now())
    return redirect("meetings:plan")


@require_POST
def plan_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Make it a proposal again."""
    acting = act(request, DutyKind.ORGA)
    planning.give_back(_run(acting, pk))
    return redirect("meetings:plan")


@require_POST
def plan_publish(request: HttpRequest, pk: str) -> HttpResponse:
    """Publish it: three dates, the rest tentative."""
    acting = act(request, DutyKind.ORGA)
    planning.publish(_run(acting, pk), by=acting.member, now=now())
    return redirect("meetings:plan")


def _run(acting: Acting, pk: str) -> PlanRun:
    run = PlanRun.objects.filter(group=acting.group, pk=pk).select_related("group").first()
    if run is None:
        raise Http404
    return run


def _months() -> list[tuple[str, str]]:
    month, found = month_after(today()), []
    for _number in range(_MONTHS_TO_CHOOSE):
        found.append((month.isoformat(), date_format(month, "F Y")))
        month = month_after(month)
    return found


def _dates(run: PlanRun | None) -> list[dict[str, object]]:
    """The dates of a snapshot with their times as times."""
    if run is None or not run.snapshot:
        return []
    return [
        {
            **entry,
            "starts_at": datetime.fromisoformat(entry["start"]),
            "ends_at": datetime.fromisoformat(entry["start"]) + LENGTH,
            "suits": entry.get("suits", ""),
            "others": [
                {**other, "starts_at": datetime.fromisoformat(other["start"])}
                for other in entry["others"]
            ],
        }
        for entry in run.snapshot["dates"]
    ]

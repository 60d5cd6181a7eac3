"""The leads' page of one person, and what can be changed there."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.admissions.services.quiet import set_quiet
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.people import CreditForm, MakeUpForm, SwitchForm
from wirwissen.course.cohorts.forms.person import (
    ConfirmForm,
    ExtensionForm,
    LeaveForm,
    NameForm,
    WithdrawForm,
)
from wirwissen.course.cohorts.models import MakeUp, Participant, ParticipantKind
from wirwissen.course.cohorts.rules.forecast import forecast_of
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import KEEPERS, participant_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.rules import deadline_of
from wirwissen.foundation.accounts.access import act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.queries import undeliverable_addresses


@require_safe
def participant(request: HttpRequest, pk: str) -> HttpResponse:
    """One person: forecast, attendance by module, corrections, make-ups, deadline."""
    row, staff = participant_for(request, pk)
    facts = queries.facts_of(row.cohort, [row])
    record = queries.attendance_part(row, today(), facts)
    forecast = forecast_of(record)
    titles = shown.titles_of(curriculum_of(row.cohort.version))
    context = {
        "row": row,
        "cohort": row.cohort,
        "is_regular": row.kind == ParticipantKind.REGULAR,
        "forecast": forecast,
        "result": forecast.result,
        "meter": forecast.result and shown.meter_of(forecast.result.used, forecast.result.allowed),
        "bars": shown.bars_of(forecast.parts, facts.sessions[row.cohort_id]),
        "deadline": deadline_of(record),
        "corrections": queries.corrections_of(row),
        "objections": queries.objections_of(row),
        "makeups": shown.titled(facts.makeups[row.pk], titles),
        "credits": shown.titled(facts.credits[row.pk], titles),
        "undeliverable": bool(undeliverable_addresses([row.person.email or ""])),
        "is_office": Role.OFFICE in staff.roles,
    }
    return render(request, "cohorts/participant.html", context)


@require_http_methods(["GET", "POST"])
def standing(request: HttpRequest, pk: str) -> HttpResponse:
    """Pause, come back, leave, no mail by itself. Nobody is asked why."""
    row, _staff = participant_for(request, pk)
    act = request.POST.get("act", "")
    form = LeaveForm(
        request.POST if act == "leave" else None,
        joined_on=row.joined_on,
        initial={"left_on": today()},
    )
    if act == "leave" and form.is_valid():
        services.leave(row, on=form.cleaned_data["left_on"])
        return redirect("cohorts:participant", row.pk)
    if act in {"pause", "resume"}:
        (services.pause if act == "pause" else services.resume)(row)
        return redirect("cohorts:participant", row.pk)
    if act in {"quiet", "not_quiet"}:
        set_quiet(row.person, act == "quiet")
        return redirect("cohorts:participant", row.pk)
    return render(request, "cohorts/standing.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, pk: str) -> HttpResponse:
    """Write somebody's name anew: a typo, another name. Issued papers stay as they are."""
    row, _staff = participant_for(request, pk)
    form = NameForm(request.POST or None, initial={"name": row.shown_name})
    if form.is_valid():
        services.rename(row, name=form.cleaned_data["name"])
        return redirect("cohorts:participant", row.pk)
    return render(request, "cohorts/name.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
def extension(request: HttpRequest, pk: str) -> HttpResponse:
    """Move somebody's deadline, with reason and the name of who does it."""
    row, staff = participant_for(request, pk)
    deadline = deadline_of(queries.attendance_part(row, today()))
    form = ExtensionForm(
        request.POST or None,
        deadline=deadline,
        today=today(),
        initial={"until": row.extended_until, "reason": row.extension_reason},
    )
    if form.is_valid():
        services.extend(row, by_name=staff.name, **form.cleaned_data)
        return redirect("cohorts:participant", row.pk)
    context = {"row": row, "form": form, "deadline": deadline, "by": staff.name}
    return render(request, "cohorts/extension.html", context)


@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest, pk: str) -> HttpResponse:
    """Move somebody to another cohort: first where to, then what is credited, by topic."""
    row, _staff = participant_for(request, pk)
    first = SwitchForm(request.POST or request.GET or None, participant=row, on=today())
    second: CreditForm | None = None
    if first.is_valid():
        to, on = first.cleaned_data["to"], first.cleaned_data["on"]
        second = CreditForm(
            request.POST or None,
            there=curriculum_of(row.cohort.version),
            here=curriculum_of(to.version),
            attended=_attended(row),
        )
        if second.is_valid():
            new = services.switch_cohort(row, to, credits=second.credits, on=on, now=now())
            return redirect("cohorts:participant", new.pk)
    context = {"row": row, "first": first, "form": second or first, "is_second": second}
    return render(request, "cohorts/switch.html", context)


def _attended(row: Participant) -> dict[str, Decimal]:
    """Units attended or made up, by part, where there are any."""
    figures = forecast_of(queries.attendance_part(row, today())).parts
    return {
        one.part.id: one.attended + one.covered for one in figures if one.attended + one.covered
    }


@require_http_methods(["GET", "POST"])
def makeup_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter what somebody made up elsewhere."""
    row, staff = participant_for(request, pk)
    curriculum = curriculum_of(row.cohort.version)
    form = MakeUpForm(request.POST or None, curriculum=curriculum)
    if form.is_valid():
        cleaned = dict(form.cleaned_data)
        cleaned["days"] = cleaned["days"] or Decimal(0)
        made = services.enter_makeup(row, by=staff.user, **cleaned)
        return redirect("cohorts:makeup", made.pk)
    return render(request, "cohorts/makeup_new.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
def makeup(request: HttpRequest, pk: str) -> HttpResponse:
    """One make-up: confirm it by the other site's paper, or take it back."""
    rows = MakeUp.objects.select_related("participant__cohort__version")
    row = get_object_or_404(rows, pk=pk)
    act_for(request, row.participant.cohort.organisation_id, *KEEPERS)
    act = request.POST.get("act", "")
    initial = {"on": row.confirmed_on, "by_name": row.confirmed_by}
    confirm = ConfirmForm(request.POST if act == "confirm" else None, initial=initial)
    withdraw = WithdrawForm(request.POST if act == "withdraw" else None)
    if act == "confirm" and confirm.is_valid():
        try:
            services.confirm_makeup(row, now=now(), **confirm.cleaned_data)
        except Refused as refusal:
            confirm.add_error("on", str(refusal))
        else:
            return redirect("cohorts:participant", row.participant_id)
    if act == "withdraw" and withdraw.is_valid():
        services.withdraw_makeup(row, now=now(), **withdraw.cleaned_data)
        return redirect("cohorts:participant", row.participant_id)
    context = {
        "row": row,
        "title": shown.titles_of(curriculum_of(row.participant.cohort.version)).get(row.part, ""),
        "confirm": confirm,
        "withdraw": withdraw,
        "form": withdraw if act == "withdraw" else confirm,
    }
    return render(request, "cohorts/makeup.html", context)

"""The timetable of a cohort: sessions, weekends, cancelling, moving."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.timetable import (
    CancelForm,
    ChangeForm,
    SessionForm,
    WeekendForm,
    WhenForm,
)
from wirwissen.course.cohorts.models import Cohort, Session
from wirwissen.course.cohorts.rules.timetable import Crew, crew_of, is_certified, short_name
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import cohort_for, session_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def timetable(request: HttpRequest, pk: str) -> HttpResponse:
    """All sessions by part, with what does not fit named and nothing blocked."""
    cohort, _staff = cohort_for(request, pk)
    curriculum = curriculum_of(cohort.version)
    sessions = list(queries.sessions_with_trainers(cohort))
    context = {
        "cohort": cohort,
        "parts": [
            (line, [_line(one) for one in sessions if one.part == line.plan.part.id])
            for line in shown.part_lines(curriculum, sessions, now())
        ],
        "others": [
            _line(one)
            for one in sessions
            if one.part not in {part.id for part in curriculum.counted_parts}
        ],
        "titles": shown.titles_of(curriculum),
        "clashes": queries.clashes_of(cohort),
        "is_empty": not sessions,
    }
    return render(request, "cohorts/timetable.html", context)


def _line(session: Session) -> dict[str, Any]:
    """A session with who leads it, and what should be looked at."""
    trainers = queries.led_by(session)
    on = queries.day_of(session)
    return {
        "session": session,
        "trainers": trainers,
        "crew": crew_of(trainers=len(trainers), held_single=session.held_single).value,
        "uncertified": [
            one
            for one in trainers
            if not is_certified(since=one.certified_from, until=one.certified_until, on=on)
        ],
        "is_pair": len(trainers) > 1 and not session.held_single,
        "crew_is_open": crew_of(trainers=len(trainers), held_single=session.held_single)
        in (Crew.NOBODY, Crew.SINGLE),
    }


@require_http_methods(["GET", "POST"])
def weekend_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan a module weekend in one go."""
    cohort, _staff = cohort_for(request, pk)
    form = WeekendForm(
        request.POST or None,
        curriculum=curriculum_of(cohort.version),
        trainers=list(queries.trainers_of(cohort.organisation)),
        part=request.POST.get("part") or request.GET.get("teil", ""),
    )
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.add_weekend(
                cohort, part=cleaned["part"], first_day=cleaned["first_day"], blocks=form.blocks,
                place=cleaned["place"], trainers=list(cleaned["trainers"]),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohorts:timetable", cohort.pk)
    return render(request, "cohorts/weekend_new.html", {"cohort": cohort, "form": form})


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan one session."""
    cohort, _staff = cohort_for(request, pk)
    form = SessionForm(
        request.POST or None,
        curriculum=curriculum_of(cohort.version),
        trainers=list(queries.trainers_of(cohort.organisation)),
        initial={"part": request.GET.get("teil", "")},
    )
    if form.is_valid() and _add(cohort, form):
        return redirect("cohorts:timetable", cohort.pk)
    return render(request, "cohorts/session_new.html", {"cohort": cohort, "form": form})


def _add(cohort: Cohort, form: SessionForm) -> bool:
    cleaned = form.cleaned_data
    on, starts = cleaned["on"], cleaned["starts"]
    try:
        services.add_session(
            cohort,
            part=cleaned["part"],
            label=cleaned["label"] or short_name(on, starts),
            starts_at=services.moment(on, starts),
            ends_at=services.moment(on, cleaned["ends"]),
            units=cleaned["units"],
            place=cleaned["place"],
            trainers=list(cleaned["trainers"]),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change units, name, place, trainers of a session; delete one entered by mistake."""
    session, _staff = session_for(request, pk)
    if request.POST.get("act") == "remove":
        services.remove_session(session)
        return redirect("cohorts:timetable", session.cohort_id)
    form = ChangeForm(
        request.POST or None,
        curriculum=curriculum_of(session.cohort.version),
        trainers=list(queries.trainers_of(session.cohort.organisation)),
        session=session,
    )
    if form.is_valid():
        try:
            services.change_session(session, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohorts:timetable", session.cohort_id)
    return render(request, "cohorts/session_edit.html", {"session": session, "form": form})


@require_http_methods(["GET", "POST"])
def session_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Cancel a session, or take that back. It counts nowhere, nobody has missed it."""
    session, _staff = session_for(request, pk)
    if request.POST.get("act") == "restore":
        services.restore_session(session)
        return redirect("cohorts:timetable", session.cohort_id)
    form = CancelForm(request.POST or None, initial={"reason": session.cancel_reason})
    if form.is_valid():
        services.cancel_session(session, reason=form.cleaned_data["reason"], now=now())
        return redirect("cohorts:timetable", session.cohort_id)
    return render(request, "cohorts/session_cancel.html", {"session": session, "form": form})


@require_http_methods(["GET", "POST"])
def session_move(request: HttpRequest, pk: str) -> HttpResponse:
    """Move a session; where it was first stays to be seen."""
    session, _staff = session_for(request, pk)
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    form = WhenForm(
        request.POST or None,
        initial={"on": starts.date(), "starts": starts.time(), "ends": ends.time()},
    )
    if form.is_valid():
        cleaned = form.cleaned_data
        on, at = cleaned["on"], cleaned["starts"]
        alone = " " not in session.label
        try:
            services.move_session(
                session,
                starts_at=services.moment(on, at),
                ends_at=services.moment(on, cleaned["ends"]),
                label=short_name(on, at, alone=alone),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohorts:timetable", session.cohort_id)
    return render(request, "cohorts/session_move.html", {"session": session, "form": form})

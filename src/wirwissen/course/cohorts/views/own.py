"""A participant's own course: next session, attendance by module, corrections, objections."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wirwissen.course.cohorts import queries
from wirwissen.course.cohorts.models import (
    Attendance,
    Objection,
    ObjectionState,
    Participant,
    ParticipantKind,
    Session,
)
from wirwissen.course.cohorts.rules.forecast import forecast_of
from wirwissen.course.cohorts.rules.sheet import last_day_to_object, may_object
from wirwissen.course.cohorts.views import shown
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.core.clock import now, today


@dataclass(frozen=True)
class OwnSession:
    """A session with the person's entry, and whether they may object until when."""

    session: Session
    title: str
    row: Attendance | None
    may_object: bool
    until: object


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The course somebody is in (the newest of several)."""
    return _page(request, None)


@require_safe
def own_course(request: HttpRequest, pk: str) -> HttpResponse:
    """One of several courses of the same person."""
    return _page(request, pk)


def _is_expected(row: Participant, session: Session) -> bool:
    """Whether the person is still there then: nobody waits for who has left."""
    return row.left_on is None or timezone.localdate(session.starts_at) <= row.left_on


def _page(request: HttpRequest, pk: str | None) -> HttpResponse:
    places = queries.participations_of(signed_in(request))
    chosen = [one for one in places if pk in (None, one.pk)]
    if not chosen:
        raise Http404
    row, at = chosen[0], now()
    facts = queries.facts_of(row.cohort, [row])
    forecast = forecast_of(queries.attendance_part(row, today(), facts))
    sessions = facts.sessions[row.cohort_id]
    objections = list(queries.objections_of(row))
    titles = shown.titles_of(curriculum_of(row.cohort.version))
    held = _held(row, sessions, facts.attendance[row.pk], objections, titles)
    to_come = [one for one in sessions if one.ends_at >= at and _is_expected(row, one)]
    context = {
        "row": row,
        "cohort": row.cohort,
        "places": places,
        "is_regular": row.kind == ParticipantKind.REGULAR,
        "next": next((one for one in to_come if one.cancelled_at is None), None),
        "to_come": [(one, titles.get(one.part, one.part)) for one in to_come],
        "held": [one for one in held if one.session.ends_at < at],
        "forecast": forecast,
        "result": forecast.result,
        "meter": forecast.result and shown.meter_of(forecast.result.used, forecast.result.allowed),
        "bars": shown.bars_of(forecast.parts, sessions),
        "makeups": shown.titled(facts.makeups[row.pk], titles),
        "corrections": queries.corrections_of(row),
        "objections": objections,
    }
    return render(request, "cohorts/own.html", context)


def _held(
    row: Participant,
    sessions: Sequence[Session],
    entries: Sequence[Attendance],
    objections: Sequence[Objection],
    titles: dict[str, str],
) -> list[OwnSession]:
    """The sessions with this person's entries, the latest first."""
    by_session = {one.session_id: one for one in entries}
    is_open = {one.session_id for one in objections if one.state == ObjectionState.OPEN}
    lines = []
    for session in sorted(sessions, key=lambda one: one.starts_at, reverse=True):
        entry = by_session.get(session.pk)
        entered_on = timezone.localdate(entry.entered_at) if entry else None
        days = row.cohort.objection_days
        lines.append(
            OwnSession(
                session=session,
                title=titles.get(session.part, session.part),
                row=entry,
                may_object=may_object(
                    today=today(),
                    entered_on=entered_on,
                    days=days,
                    cancelled=session.cancelled_at is not None,
                    has_open=session.pk in is_open,
                ),
                until=last_day_to_object(entered_on, days=days) if entered_on else None,
            )
        )
    return lines

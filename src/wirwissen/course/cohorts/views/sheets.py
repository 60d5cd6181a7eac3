"""The attendance sheet of one block, its printed list and its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.sheets import SheetForm, seen_before
from wirwissen.course.cohorts.models import ParticipantKind, ParticipantState, Session
from wirwissen.course.cohorts.queries import Sheet
from wirwissen.course.cohorts.rules.ledger import Cell
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import session_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: str) -> HttpResponse:
    """Mark a whole group: opens as saved, one act fills it, one save keeps it."""
    session, staff = session_for(request, pk)
    people = queries.people_of(session.cohort)
    credited = queries.credited_parts(session.cohort)
    sheets = queries.sheets_of(list(queries.part_sessions(session)), people, credited, now())
    this = next(one for one in sheets if one.session.pk == session.pk)
    seen = queries.last_number([session])
    form = SheetForm(request.POST or None, sheet=this, seen=seen)
    is_filled, news = "fill" in request.POST, set[Cell]()
    if is_filled:
        news = queries.changed_since([session], seen_before(request.POST))
        form = form.renewed(news, seen=seen).filled()
        form.initial["seen"] = seen
    elif form.is_valid():
        try:
            if answer := _save(session, form, staff):
                return answer
        except services.Outdated:
            news = queries.changed_since([session], seen_before(request.POST))
            form = form.renewed(news, seen=seen)
    context = {
        "session": session,
        "sheet": this,
        "sheets": sheets,
        "form": form,
        "is_filled": is_filled,
        "has_news": bool(news),
        "title": _title(session),
        "plan": _plan(session, sheets),
        "steps": form.steps,
        "observers": [
            one
            for one in people
            if one.kind == ParticipantKind.OBSERVER and one.state != ParticipantState.LEFT
        ],
        "saved": _count(request.GET.get("gespeichert")),
        "next": _next(sheets, this),
    }
    return render(request, "cohorts/sheet.html", context)


def _save(session: Session, form: SheetForm, staff: Staff) -> HttpResponse | None:
    """Save and go on, or put the refusal into the form."""
    try:
        saved = services.save_sheet(
            session,
            form.entries,
            by=staff,
            now=now(),
            reason=form.cleaned_data.get("reason", ""),
            seen=form.cleaned_data["seen"],
        )
    except services.Outdated:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    services.mark_single(session, form.cleaned_data["single"])
    address = reverse("cohorts:sheet", args=[session.pk])
    return redirect(f"{address}?gespeichert={saved.count}")


def _plan(session: Session, sheets: list[Sheet]) -> shown.PartLine | None:
    curriculum = curriculum_of(session.cohort.version)
    lines = shown.part_lines(curriculum, [one.session for one in sheets], now())
    return next((line for line in lines if line.plan.part.id == session.part), None)


def _next(sheets: list[Sheet], this: Sheet) -> Sheet | None:
    """The next block of the module that waits or is still to come."""
    later = sheets[sheets.index(this) + 1 :]
    return next((one for one in later if one.session.cancelled_at is None), None)


def _count(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() else None


@require_safe
def sheet_list(request: HttpRequest, pk: str) -> HttpResponse:
    """The list to print, in the order of the screen, with room to sign."""
    session, _staff = session_for(request, pk)
    people = queries.people_of(session.cohort)
    credited = queries.credited_parts(session.cohort)
    sheets = queries.sheets_of([session], people, credited, now())
    context = {
        "cohort": session.cohort,
        "sheets": sheets,
        "people": sheets[0].markable,
        "title": _title(session),
        "back_to": reverse("cohorts:sheet", args=[session.pk]),
    }
    return render(request, "cohorts/list.html", context)


@require_safe
def history(request: HttpRequest, pk: str) -> HttpResponse:
    """Who entered and corrected what on one sheet."""
    session, _staff = session_for(request, pk)
    context = {
        "session": session,
        "title": _title(session),
        "entries": queries.history_of(session),
    }
    return render(request, "cohorts/history.html", context)


def _title(session: Session) -> str:
    titles = shown.titles_of(curriculum_of(session.cohort.version))
    return titles.get(session.part, session.part)

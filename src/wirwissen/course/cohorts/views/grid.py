"""A whole module on one page: for the big screen, for paper, and for typing in a printed list."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.forms.sheets import GridForm, cell, seen_before
from wirwissen.course.cohorts.models import Cohort, Participant
from wirwissen.course.cohorts.queries import Sheet
from wirwissen.course.cohorts.rules.ledger import Cell
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import cohort_for
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.programme.rules import CurriculumPart
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@dataclass(frozen=True)
class GridRow:
    """One person: a box, or nothing, per session; the sum of what is saved."""

    person: Participant
    boxes: list[Any]
    total: Decimal


@require_http_methods(["GET", "POST"])
def module_grid(request: HttpRequest, pk: str, part: str) -> HttpResponse:
    """All blocks of a part side by side, one box per person and block, one save."""
    cohort, staff = cohort_for(request, pk)
    topic, sheets = _sheets(cohort, part)
    seen = queries.last_number([one.session for one in sheets])
    form = GridForm(request.POST or None, sheets=sheets, seen=seen)
    sessions = [one.session for one in sheets]
    is_filled, news = "fill" in request.POST, set[Cell]()
    if is_filled:
        news = queries.changed_since(sessions, seen_before(request.POST))
        form = form.renewed(news, seen=seen).filled()
        form.initial["seen"] = seen
    elif form.is_valid():
        try:
            saved = services.save_sheets(
                cohort, form.entries, by=staff, now=now(),
                reason=form.cleaned_data.get("reason", ""), seen=form.cleaned_data["seen"],
            )  # fmt: skip
        except services.Outdated:
            news = queries.changed_since(sessions, seen_before(request.POST))
            form = form.renewed(news, seen=seen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            address = reverse("cohorts:module_grid", args=[cohort.pk, part])
            return redirect(f"{address}?gespeichert={saved.count}")
    typed = request.GET.get("gespeichert", "")
    context = {
        "cohort": cohort,
        "part": topic,
        "sheets": sheets,
        "rows": _rows(form, sheets),
        "form": form,
        "is_filled": is_filled,
        "has_news": bool(news),
        "plan": shown.part_lines(
            curriculum_of(cohort.version), [one.session for one in sheets], now()
        ),
        "saved": int(typed) if typed.isascii() and typed.isdigit() else None,
    }
    return render(request, "cohorts/grid.html", context)


@require_safe
def module_list(request: HttpRequest, pk: str, part: str) -> HttpResponse:
    """The list of a whole module to print: a column for each block."""
    cohort, _staff = cohort_for(request, pk)
    topic, sheets = _sheets(cohort, part)
    held = [one for one in sheets if one.session.cancelled_at is None]
    context = {
        "cohort": cohort,
        "sheets": held,
        "people": _people(held),
        "title": topic.title,
        "back_to": reverse("cohorts:module_grid", args=[cohort.pk, part]),
    }
    return render(request, "cohorts/list.html", context)


def _sheets(cohort: Cohort, part: str) -> tuple[CurriculumPart, list[Sheet]]:
    """A part of the curriculum (else 404) and its sheets. Four queries."""
    try:
        topic = curriculum_of(cohort.version).part(part)
    except KeyError:
        raise Http404 from None
    sessions = list(queries.sessions_of(cohort).filter(part=part))
    people = queries.people_of(cohort)
    return topic, queries.sheets_of(sessions, people, queries.credited_parts(cohort), now())


def _people(sheets: list[Sheet]) -> list[Participant]:
    """Everybody who stands on one of the sheets, in the order of lists."""
    return queries.in_order({one.pk: one for sheet in sheets for one in sheet.markable}.values())


def _rows(form: GridForm, sheets: list[Sheet]) -> list[GridRow]:
    rows = []
    for person in _people(sheets):
        marks = [one.rows.get(person.pk) for one in sheets if one.session.cancelled_at is None]
        names = [cell(one.session, person) for one in sheets]
        rows.append(
            GridRow(
                person=person,
                boxes=[form[name] if name in form.fields else None for name in names],
                total=sum((mark.units for mark in marks if mark), Decimal(0)),
            )
        )
    return rows

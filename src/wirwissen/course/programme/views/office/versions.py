"""One version of a programme: checked, edited while nobody counts on it, written by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.programme import queries, services
from wirwissen.course.programme.forms.curriculum_fields import initial_of
from wirwissen.course.programme.forms.versions import VersionForm, with_one_more
from wirwissen.course.programme.models import ProgrammeVersion
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.programme.rules.figures import figures_of
from wirwissen.course.programme.views.office.programmes import own_programme
from wirwissen.foundation.accounts.access import act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused

# What a programme written by hand begins with: two empty rows to fill in.
_EMPTY: Mapping[str, Any] = {
    "unit": "UE", "unit_minutes": 45, "absence": "none", "absence_of": "programme",
    "absence_rounding": "down", "parts": 2, "part0_order": 1, "part0_counts": True,
    "part1_order": 2, "part1_counts": True, "internships": 1, "internship0_no": 1,
}  # fmt: skip
_ROWS = {"add_part": "parts", "add_internship": "internships"}


@require_safe
def version(request: HttpRequest, version_id: str) -> HttpResponse:
    """A version to check: its sum, its rules in words, who uses it, and what is missing."""
    row = _own_version(request, version_id)
    curriculum = queries.curriculum_of(row)
    facts = {
        "version": row,
        "curriculum": curriculum,
        "figures": figures_of(curriculum),
        "offers": row.offers.all(),
        "saved": request.GET.get("gespeichert") == "ja",
    }
    return render(request, "programme/version.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: HttpRequest, version_id: str) -> HttpResponse:
    """Change a version that no cohort counts on; a pinned one leads to a new version."""
    row = _own_version(request, version_id)
    if row.pinned_at is not None:
        return redirect("programme:version", row.pk)
    source = queries.curriculum_of(row)

    def save(form: VersionForm, curriculum: Curriculum) -> HttpResponse:
        services.change_version(
            row,
            label=form.cleaned_data["label"],
            source_url=form.cleaned_data["source_url"],
            curriculum=curriculum,
        )
        return _checked(row)

    initial = initial_of(source, row)
    facts = {"programme": row.programme, "version": row}
    return _edit(request, facts, initial=initial, source=source, identity=source.id, save=save)


@require_http_methods(["GET", "HEAD", "POST"])
def version_by_hand(request: HttpRequest, programme_id: str) -> HttpResponse:
    """Write a version without a preset; it exists once it is saved."""
    programme = own_programme(request, programme_id)

    def save(form: VersionForm, curriculum: Curriculum) -> HttpResponse:
        made = services.add_version(
            programme,
            label=form.cleaned_data["label"],
            source_url=form.cleaned_data["source_url"],
            curriculum=curriculum,
            now=now(),
        )
        return _checked(made)

    label = request.GET.get("fassung", "") or f"{today().year}-1"
    initial = {**_EMPTY, "label": label}
    facts = {"programme": programme, "version": None}
    return _edit(request, facts, initial=initial, source=None, identity=programme.slug, save=save)


def _edit(
    request: HttpRequest,
    facts: dict[str, Any],
    *,
    initial: Mapping[str, Any],
    source: Curriculum | None,
    identity: str,
    save: Callable[[VersionForm, Curriculum], HttpResponse],
) -> HttpResponse:
    """Show the form, show it with one row more, or save it; nothing typed is ever lost."""
    asked = [rows for button, rows in _ROWS.items() if button in request.POST]
    if asked:
        values = with_one_more(request.POST.dict(), asked[0])
        form = VersionForm(initial=values, source=source, identity=identity)
        return render(request, "programme/version_edit.html", {"form": form, **facts})
    form = VersionForm(request.POST or None, initial=initial, source=source, identity=identity)
    if form.is_valid() and form.curriculum is not None:
        try:
            return save(form, form.curriculum)
        except Refused as refusal:
            form.add_error("label", str(refusal))
    return render(request, "programme/version_edit.html", {"form": form, **facts})


def _checked(row: ProgrammeVersion) -> HttpResponse:
    """The page of a version that was just saved, with a word about it."""
    return redirect(f"{reverse('programme:version', args=[row.pk])}?gespeichert=ja")


def _own_version(request: HttpRequest, version_id: str) -> ProgrammeVersion:
    rows = ProgrammeVersion.objects.select_related("programme__organisation")
    row = get_object_or_404(rows, pk=version_id)
    act_for(request, row.programme.organisation_id, Role.OFFICE)
    return row

"""Programmes: the list, a new one, another title, a new version out of something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.course.programme import queries, services
from wirwissen.course.programme.forms.programmes import (
    BY_HAND,
    NewVersionForm,
    ProgrammeForm,
    TitleForm,
)
from wirwissen.course.programme.models import Programme
from wirwissen.course.programme.presets import preset
from wirwissen.course.programme.rules import Curriculum
from wirwissen.foundation.accounts.access import act_as, act_for
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes of the house with their versions."""
    place = act_as(request, Role.OFFICE).organisation
    rows = queries.programmes_of(place)
    return render(request, "programme/programmes.html", {"programmes": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """A new programme, with its first version out of a preset or by hand."""
    place = act_as(request, Role.OFFICE).organisation
    form = ProgrammeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "programme/programme_new.html", {"form": form})
    made_of, title = form.cleaned_data["made_of"], form.cleaned_data["title"]
    label = f"{today().year}-1"
    if made_of == BY_HAND:
        return _by_hand(services.make_programme(place, title=title), label)
    shipped = preset(made_of.partition(":")[2])
    row = services.make_programme(place, title=title or shipped.programme_title)
    version = services.add_version(
        row, label=label, curriculum=shipped.curriculum, source_url=shipped.sources[0], now=now()
    )
    return redirect("programme:version", version.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_title(request: HttpRequest, programme_id: str) -> HttpResponse:
    """Give a programme another title."""
    row = own_programme(request, programme_id)
    form = TitleForm(request.POST or None, initial={"title": row.title})
    if form.is_valid():
        services.rename_programme(row, **form.cleaned_data)
        return redirect("programme:programmes")
    return render(request, "programme/programme_title.html", {"form": form, "programme": row})


@require_http_methods(["GET", "HEAD", "POST"])
def version_new(request: HttpRequest, programme_id: str) -> HttpResponse:
    """A new version: a copy of an older one, a preset, or by hand."""
    row = own_programme(request, programme_id)
    versions = list(row.versions.all())
    initial = {"made_of": f"fassung:{request.GET.get('aus', '')}", "label": _free_label(row)}
    form = NewVersionForm(request.POST or None, versions=versions, initial=initial)
    if form.is_valid():
        made_of, label = form.cleaned_data["made_of"], form.cleaned_data["label"]
        if made_of == BY_HAND:
            return _by_hand(row, label)
        curriculum, source_url = _taken_from(row, made_of)
        try:
            version = services.add_version(
                row, label=label, curriculum=curriculum, source_url=source_url, now=now()
            )
        except Refused as refusal:
            form.add_error("label", str(refusal))
        else:
            return redirect("programme:version", version.pk)
    return render(request, "programme/version_new.html", {"form": form, "programme": row})


def own_programme(request: HttpRequest, programme_id: str) -> Programme:
    """A programme of a house whose office the person is. Raises `Http404` else."""
    row = get_object_or_404(Programme, pk=programme_id)
    act_for(request, row.organisation_id, Role.OFFICE)
    return row


def _by_hand(programme: Programme, label: str) -> HttpResponse:
    address = reverse("programme:version_by_hand", args=[programme.pk])
    return redirect(f"{address}?{urlencode({'fassung': label})}")


def _taken_from(programme: Programme, made_of: str) -> tuple[Curriculum, str]:
    kind, _colon, key = made_of.partition(":")
    if kind == "vorlage":
        shipped = preset(key)
        return shipped.curriculum, shipped.sources[0]
    version = get_object_or_404(programme.versions, pk=key)
    return queries.curriculum_of(version), version.source_url


def _free_label(programme: Programme) -> str:
    """The year and the next free number, as a proposal."""
    taken = {version.label for version in programme.versions.all()}
    number = 1
    while f"{today().year}-{number}" in taken:
        number += 1
    return f"{today().year}-{number}"

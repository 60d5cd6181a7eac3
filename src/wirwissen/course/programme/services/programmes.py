"""Programmes and their versions: made, renamed, changed while nobody counts on them, pinned."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.programme.models import Programme, ProgrammeVersion
from wirwissen.course.programme.rules import Curriculum, as_json
from wirwissen.course.programme.rules.slugs import slug_of
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.errors import Refused


def make_programme(place: Organisation, *, title: str) -> Programme:
    """A programme of that organisation, as yet without a version; its short name is free."""
    taken = Programme.objects.values_list("slug", flat=True)
    return Programme.objects.create(
        organisation=place, title=title, slug=slug_of(title, set(taken))
    )


def rename_programme(programme: Programme, *, title: str) -> None:
    """Give a programme another title; its address stays."""
    programme.title = title
    programme.save(update_fields=["title"])


@transaction.atomic
def add_version(
    programme: Programme,
    *,
    label: str,
    curriculum: Curriculum,
    source_url: str = "",
    now: datetime,
) -> ProgrammeVersion:
    """A new version of a programme. Raises `Refused` if the programme has one of that label."""
    _refuse_taken_label(programme, label)
    return ProgrammeVersion.objects.create(
        programme=programme,
        label=label,
        curriculum=as_json(curriculum),
        source_url=source_url,
        created_at=now,
    )


@transaction.atomic
def change_version(
    version: ProgrammeVersion, *, label: str, curriculum: Curriculum, source_url: str = ""
) -> None:
    """Change a version that no cohort counts on. Raises `Refused` once it is pinned."""
    row = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
    if row.pinned_at is not None:
        raise Refused(_("Ein Kurs läuft nach dieser Fassung. Machen Sie eine neue Fassung daraus."))
    if label != row.label:
        _refuse_taken_label(row.programme, label)
    row.label, row.source_url, row.curriculum = label, source_url, as_json(curriculum)
    row.save(update_fields=["label", "source_url", "curriculum"])


def pin(version: ProgrammeVersion, *, now: datetime) -> None:
    """Fix a version for good: a cohort counts on it. Doing it twice does no harm."""
    ProgrammeVersion.objects.filter(pk=version.pk, pinned_at=None).update(pinned_at=now)
    version.refresh_from_db(fields=["pinned_at"])


def _refuse_taken_label(programme: Programme, label: str) -> None:
    if programme.versions.filter(label=label).exists():
        raise Refused(
            _("Eine Fassung „%(label)s“ gibt es schon. Nehmen Sie einen anderen Namen.")
            % {"label": label}
        )

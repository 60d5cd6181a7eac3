"""Verbs that change programmes and offers."""

from datetime import datetime

from wirwissen.course.programme.models import ProgrammeVersion


def pin(version: ProgrammeVersion, *, now: datetime) -> None:
    """Fix a version for good: a cohort counts on it. Doing it twice does no harm."""
    ProgrammeVersion.objects.filter(pk=version.pk, pinned_at=None).update(pinned_at=now)
    version.refresh_from_db(fields=["pinned_at"])

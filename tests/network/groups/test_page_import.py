"""Pages of a group from Markdown files: looked at first, then all or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.network import make
from wirwissen.houses.commands.import_pages import import_files
from wirwissen.network.groups.models import PublicPage

pytestmark = pytest.mark.django_db


def test_a_dry_run_of_the_import_changes_nothing(tmp_path: Path) -> None:
    group = make.group()
    page = tmp_path / "kep.md"
    page.write_text("---\ntitle: Über uns\nlayout: default\n---\nText.", encoding="utf-8")

    first = import_files([page], slug=group.slug, until=None, dry_run=True)
    before = PublicPage.objects.count()
    second = import_files([page], slug=group.slug, until=date(2027, 5, 1), dry_run=False)

    assert (first, before, second) == (0, 0, 0)
    found = PublicPage.objects.get()
    assert (found.title, found.layout, found.slug) == ("Über uns", "page", "ueber-uns")
    assert found.shown_until == date(2027, 5, 1)


def test_one_unreadable_file_stops_the_whole_import(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.md", tmp_path / "b.md"
    good.write_text("Text.", encoding="utf-8")
    bad.write_text("---\ntitle: ohne Ende", encoding="utf-8")

    status = import_files([good, bad], slug=make.group().slug, until=None, dry_run=False)

    assert (status, PublicPage.objects.count()) == (1, 0)

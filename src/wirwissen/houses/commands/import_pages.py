"""`wirwissen import-pages`: an existing static page moves into a group's public side.

Markdown files with front matter (`title`, `layout`), as Jekyll and others keep them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from wirwissen.houses.commands import choose_house, start_django


def run(argv: Sequence[str]) -> int:
    """Import the files, all or none; returns 1 if one of them cannot be read."""
    options = _options(argv)
    os.environ["WIRWISSEN_HOUSE"] = "network"
    choose_house("network")
    start_django()
    return import_files(
        options.files, slug=options.group, until=options.until, dry_run=options.dry_run
    )


def import_files(files: Sequence[Path], *, slug: str, until: date | None, dry_run: bool) -> int:
    """Import into the group of that slug; `until`: public up to that day (a year from today)."""
    from django.db import transaction

    from wirwissen.foundation.core.clock import today
    from wirwissen.network.groups import services
    from wirwissen.network.groups.models import Group
    from wirwissen.network.groups.rules import read_page

    group = Group.objects.filter(slug=slug).first()
    if group is None:
        print(f"There is no group {slug!r}.", file=sys.stderr)
        return 1
    pages = []
    for path in files:
        try:
            pages.append(read_page(path.read_text(encoding="utf-8"), name=path.stem))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            return 1
    with transaction.atomic():
        for path, page in zip(files, pages, strict=True):
            print(f"{path.name}: {page.layout} {page.title!r}, {len(page.body)} characters")
            if not dry_run:
                services.keep_page(
                    group, title=page.title, layout=page.layout, body=page.body,
                    shown_until=until or today() + timedelta(days=365),
                )  # fmt: skip
    print(f"{len(pages)} pages {'to import' if dry_run else 'imported'}")
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wirwissen import-pages", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="Markdown files")
    parser.add_argument("--group", required=True, help="the group's short name in its address")
    parser.add_argument("--until", type=date.fromisoformat, help="last public day, 2027-12-31")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen")
    return parser.parse_args(argv)

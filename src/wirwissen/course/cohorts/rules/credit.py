"""Parts of two programme versions (or two sites) that are the same topic: by title, not number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_NUMBER = re.compile(r"^\s*(?:modul|teil|baustein)?\s*[0-9ivx]*\s*[.:,)–-]*\s+(?=\w{3})", re.I)


def same_topics(
    there: Iterable[tuple[str, str]], here: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Parts over there by the part here that has the same topic; each is used once.

    Both are (id, title) in their order. "Modul 8: Fürsprache" there is "Fürsprache" here,
    whatever their numbers are. Titles that come several times pair in their order.
    """
    waiting: dict[str, list[str]] = defaultdict(list)
    for part, title in there:
        waiting[topic_of(title)].append(part)
    pairs = {}
    for part, title in here:
        if waiting[topic_of(title)]:
            pairs[part] = waiting[topic_of(title)].pop(0)
    return pairs


def topic_of(title: str) -> str:
    """A title without leading number, capitals and extra blanks."""
    without = _NUMBER.sub("", f" {title}", count=1)
    return " ".join((without or title).casefold().split())

"""Signatures of suitability: two different people, each for themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def may_sign(*, is_lead: bool, is_own_record: bool, declined_by_other: bool) -> bool:
    """A course lead signs for others, never for themselves; a no that stands is talked about first.

    Source: quality standards, docs/reference/sources.md#late-evidence and product/course-house.md.
    """
    return is_lead and not is_own_record and not declined_by_other


def sections_in_order(handed: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """The finished sections in the programme's order; names it does not know are dropped."""
    done = set(handed)
    return tuple(name for name in wanted if name in done)


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Names of different people, each once: the second "Amara Okafor" becomes "Amara Okafor (2)".

    The record travels with names, and its check counts different ones.
    """
    seen: Counter[str] = Counter()
    different = []
    for name in names:
        seen[name] += 1
        different.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(different)

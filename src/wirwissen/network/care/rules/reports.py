"""Reports: two uninvolved people decide, after a hearing, with a reason, with one appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

HEARING_LASTS = timedelta(days=7)
APPEAL_LASTS = timedelta(days=14)
KEPT_AFTER_END = timedelta(days=180)
PAUSES = (30, 90, 180)  # days


class Measure(StrEnum):
    """What a decision does, the mildest first."""

    NOTHING = "nothing"
    TALK = "talk"
    PAUSE = "pause"
    LIMIT = "limit"
    EXCLUDE = "exclude"


class Step(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    HEARING = "hearing"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"


NEEDS_HEARING = frozenset({Measure.PAUSE, Measure.LIMIT, Measure.EXCLUDE})


def uninvolved(candidates: Sequence[str], *, involved: frozenset[str]) -> list[str]:
    """Who may decide: neither who reported, nor who it is about, nor who decided or stepped aside.

    In the given order, each once.
    """
    return [each for each in dict.fromkeys(candidates) if each not in involved]


def hearing_is_over(*, invited_on: date | None, answered: bool, today: date) -> bool:
    """Whether the other side was heard: it answered, or had seven days to."""
    return invited_on is not None and (answered or today >= invited_on + HEARING_LASTS)


def may_decide(measure: Measure, *, has_person: bool, heard: bool) -> bool:
    """Whether a measure may be decided now: what takes something away only after a hearing."""
    if measure not in NEEDS_HEARING:
        return True
    return has_person and heard


def may_appeal(*, decided_on: date, round_no: int, measure: Measure, today: date) -> bool:
    """One appeal, within 14 days, against what takes something away."""
    return round_no == 1 and measure in NEEDS_HEARING and today <= decided_on + APPEAL_LASTS


def is_final(*, decided_on: date, round_no: int, measure: Measure, today: date) -> bool:
    """Whether nothing can change a decision any more."""
    return not may_appeal(decided_on=decided_on, round_no=round_no, measure=measure, today=today)

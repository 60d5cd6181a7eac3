"""Internships: hours in quarters, and the soft rules that warn and may be overridden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

LINK_VALID = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """One internship's sum, all in hours: confirmed, waiting for confirmation, and the target."""

    confirmed: tuple[Decimal, ...]
    waiting: Decimal
    target: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.confirmed, Decimal(0))

    @property
    def lacking(self) -> Decimal:
        """What is missing to the target; 79.75 of 80 lacks 0.25."""
        return max(self.target - self.total, Decimal(0))


def hours(quarters: int) -> Decimal:
    """Quarters of an hour as hours: 159 are 39.75. Raises `ValueError` below 0."""
    if quarters < 0:
        raise ValueError("Hours are never negative.")
    return Decimal(quarters) / 4


def quarters(value: Decimal) -> int:
    """Hours as quarters. Raises `ValueError` for anything finer or negative."""
    fourfold = value * 4
    if fourfold < 0 or fourfold != fourfold.to_integral_value():
        raise ValueError("Hours come in quarters.")
    return int(fourfold)


def sum_up(*, rows: Iterable[tuple[int, bool]], target: Decimal, needs_confirmation: bool) -> Hours:
    """The sum of one internship from (quarters, is confirmed) of its placements."""
    confirmed, waiting = [], Decimal(0)
    for amount, is_confirmed in rows:
        if is_confirmed or not needs_confirmation:
            confirmed.append(hours(amount))
        else:
            waiting += hours(amount)
    return Hours(confirmed=tuple(confirmed), waiting=waiting, target=target)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What a placement's start is compared with; `None` where there is nothing to compare.

    `course_start`: the first session; `earlier_end`: the latest end of the internship it comes
    after; `phase_end`: the last session of the phase it should not begin before.
    """

    course_start: date | None = None
    earlier_end: date | None = None
    phase_end: date | None = None


def soft_rules_broken(*, starts_on: date, timing: Timing) -> tuple[str, ...]:
    """Codes of the soft rules a start breaks: `before_course`, `order`, `before_phase_end`.

    They warn and never forbid; a lead may override them with reason and name. Same comparisons as
    the warnings of the learning record (product/learning-record.md).
    """
    checks = (
        ("before_course", timing.course_start),
        ("order", timing.earlier_end),
        ("before_phase_end", timing.phase_end),
    )
    return tuple(code for code, day in checks if day is not None and starts_on < day)


def may_change(*, confirmed: bool, withdrawn: bool) -> bool:
    """A placement changes only while nobody has confirmed it; afterwards it is withdrawn."""
    return not confirmed and not withdrawn

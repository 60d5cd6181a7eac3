"""Internships: hours in quarters, and until when they may change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
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


def may_change(*, confirmed: bool, withdrawn: bool) -> bool:
    """A placement changes only while nobody has confirmed it; afterwards it is withdrawn."""
    return not confirmed and not withdrawn

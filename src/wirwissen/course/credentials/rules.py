"""Papers: who may propose and release, how numbers look, what a check code opens."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from math import ceil

from wirwissen.course.record.results import PartFigures

CELL, FILLED = 1, "0.82"  # a cell is one unit wide, drawn 82 % wide
LINK_DAYS, MOST_LINK_DAYS = 30, 90  # a holder's link: proposed, and at most
PREFIX = {"confirmation": "TB", "certificate": "WW"}


def may_release(*, proposer: str | None, releaser: str, may: bool) -> bool:
    """A certificate is released by somebody else than the one who proposed it (course-house 15)."""
    return may and proposer != releaser


def may_release_last(
    *, proposer: str | None, releaser: str | None, umbrella: str, may: bool
) -> bool:
    """The umbrella's step is taken by a third person; returning it is that step, too.

    An erased colleague is `None` and nobody's other self (course-house 15).
    """
    return may and umbrella not in (proposer, releaser)


def may_be_duplicated(*, kind: str, state: str, is_kept: bool) -> bool:
    """Only a valid certificate whose bytes are kept; a confirmation is simply issued anew."""
    return kind == "certificate" and state == "issued" and is_kept


def number_of(*, kind: str, year: int, running: int) -> str:
    """A paper's number: `TB-2027-0001`. Raises `ValueError` below 1."""
    if running < 1:
        raise ValueError("Numbers begin at 1.")
    return f"{PREFIX[kind]}-{year}-{running:04d}"


def code_hash(number: str, plain: str) -> str:
    """What the register keeps of a check code: bound to its number. Both without their blanks."""
    return hashlib.sha256(f"{number}:{plain}".encode()).hexdigest()


class LinkEnd(Enum):
    """What is wrong with the last day of a holder's link."""

    PAST = "past"
    TOO_FAR = "too_far"


def wrong_link_end(*, until: date, today: date) -> LinkEnd | None:
    """A holder's link shows from today on, `MOST_LINK_DAYS` at most; `None` if the day is fine."""
    if until < today:
        return LinkEnd.PAST
    return LinkEnd.TOO_FAR if until > today + timedelta(days=MOST_LINK_DAYS) else None


def link_hash(token: str) -> str:
    """What is kept of a holder's token of 192 bit: no salt needed, nobody guesses it."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Cells:
    """One part as cells for the picture: SVG paths for full, half, dash and hollow cells.

    Four shapes instead of four colours: attended, made up, open, still to come (design, `.uebar`).
    """

    width: int
    full: str
    half: str
    dash: str
    hollow: str


def cells_of(part: PartFigures) -> Cells:
    """The picture of one part. Quarters make a narrower last cell of their kind."""
    open_units = part.absent - part.covered + part.unfilled
    amounts = (part.attended, part.covered, open_units, part.to_come)
    shapes = (("0", "1"), ("0.5", "0.5"), ("0.84", "0.16"), ("0", "1"))
    start, paths = Decimal(0), []
    for amount, (top, height) in zip(amounts, shapes, strict=True):
        paths.append(_path(start, amount, top, height))
        start += amount
    width = max(ceil(start), 1)
    return Cells(width=width, full=paths[0], half=paths[1], dash=paths[2], hollow=paths[3])


def _path(start: Decimal, amount: Decimal, top: str, height: str) -> str:
    pieces, position, left = [], start, amount
    while left > 0:
        step = min(left, CELL - position % CELL)
        width = step * Decimal(FILLED)
        pieces.append(f"M{position.normalize():f} {top}h{width.normalize():f}v{height}")
        pieces.append(f"h-{width.normalize():f}z")
        position, left = position + step, left - step
    return "".join(pieces)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Units over all parts: attended, made up, still to come, planned."""

    attended: Decimal
    covered: Decimal
    to_come: Decimal
    unfilled: Decimal
    planned: Decimal

    @property
    def counted(self) -> Decimal:
        return self.attended + self.covered


def sums_of(parts: Sequence[PartFigures]) -> Sums:
    """The sums behind "149 von 264"."""
    zero = Decimal(0)
    return Sums(
        attended=sum((part.attended for part in parts), zero),
        covered=sum((part.covered for part in parts), zero),
        to_come=sum((part.to_come for part in parts), zero),
        unfilled=sum((part.unfilled for part in parts), zero),
        planned=sum((part.part.units for part in parts), zero),
    )

"""The learning record as typed, frozen values (format `learning-record/1`).

Units, hours and days are decimals in quarters, money is a decimal in cents, days are dates. The
reader makes these values from JSON, the pages make them from the database; `validation.validate`
says whether they fit together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FORMAT = "learning-record/1"


class Base(StrEnum):
    """What the percentage of an absence rule is taken of."""

    PROGRAMME = "programme"
    PART = "part"


class Rounding(StrEnum):
    """10 % of 264 is 26 (down to whole units) or 26.4 (exact)."""

    DOWN = "down"
    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A module, reflection day or other part; `units` are the units it is planned with."""

    id: str
    title: str
    units: Decimal
    kind: str = "module"
    phase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentRule:
    """At most `percent` of the units of all parts, or of each part, may be missed."""

    percent: Decimal
    of: Base
    rounding: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysRule:
    """At most so many days may be missed."""

    days: Decimal


AbsenceRule = PercentRule | DaysRule


@dataclass(frozen=True, slots=True, kw_only=True)
class InternshipRule:
    """Target hours of one internship; `after` and `not_before_end_of` only ever warn."""

    no: int
    hours: Decimal
    report: bool
    confirmation: bool
    after: int | None = None
    not_before_end_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRule:
    """Named sections that a portfolio must have; the range of pages only ever warns."""

    sections: tuple[str, ...]
    pages_min: int
    pages_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationRule:
    """A final presentation of so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a programme asks for. A requirement at its default is not asked for.

    `late_months` is how long after the closing day evidence still counts; `None` is no limit.
    """

    absence: AbsenceRule | None = None
    internships: tuple[InternshipRule, ...] = ()
    portfolio: PortfolioRule | None = None
    presentation: PresentationRule | None = None
    payments: bool = False
    suitability_signatures: int = 0
    late_months: int | None = None

    @property
    def name_nothing(self) -> bool:
        """Whether no requirement at all is asked for."""
        named = (self.absence, self.internships, self.portfolio, self.presentation)
        return not (any(named) or self.payments or self.suitability_signatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One version of a programme; `unit` is what its parts are counted in, such as UE."""

    id: str
    version: str
    unit: str
    parts: tuple[Part, ...]
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One day of a part with its typed units."""

    id: str
    part: str
    on: date
    units: Decimal
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRow:
    """The units really attended in one session; `excused` is a reason and no presence."""

    session: str
    units: Decimal
    excused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUp:
    """Units of a named part made up elsewhere; counts when confirmed and present."""

    part: str
    units: Decimal
    days: Decimal
    site: str
    starts_on: date
    ends_on: date
    confirmed_on: date | None
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Hours of an internship with one host."""

    host: str
    starts_on: date
    ends_on: date
    hours: Decimal
    confirmed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternshipEntry:
    """What a person did for internship `no`: one or more placements and a report."""

    no: int
    placements: tuple[Placement, ...] = ()
    report_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioEntry:
    """The portfolio as it was handed in; its content is kept elsewhere."""

    handed_in_on: date | None = None
    pages: int = 0
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationEntry:
    """The day of the final presentation."""

    held_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """Money due and paid, in euros with cents."""

    due: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """Who signed that the person is suitable, or that it was declined."""

    signed_by: tuple[str, ...] = ()
    declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline moved for one person, with reason and name."""

    until: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningRecord:
    """Everything the check needs about one person, as known on `as_of`."""

    programme: Programme
    as_of: date
    closing_on: date | None = None
    extension: Extension | None = None
    sessions: tuple[Session, ...] = ()
    attendance: tuple[AttendanceRow, ...] = ()
    makeups: tuple[MakeUp, ...] = ()
    internships: tuple[InternshipEntry, ...] = ()
    portfolio: PortfolioEntry = PortfolioEntry()
    presentation: PresentationEntry = PresentationEntry()
    payments: Payments = Payments()
    suitability: Suitability = Suitability()

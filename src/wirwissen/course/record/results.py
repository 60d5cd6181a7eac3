"""What the check finds: one frozen value per requirement, with the figures behind its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from wirwissen.course.record.deadlines import Standing, Window
from wirwissen.course.record.german import Amount
from wirwissen.course.record.shapes import Part, Placement


class State(StrEnum):
    """How one requirement stands."""

    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"


class CertificateState(StrEnum):
    """Whether a certificate can be issued."""

    POSSIBLE = "possible"
    OPEN = "open"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFigures:
    """One part of the programme in units: sessions that are not cancelled, as of the day asked.

    `planned` = `attended` + `absent` + `unfilled` + `to_come`. The two figures in days are exact
    fractions, and 0 unless the absence rule counts days. `allowed` is `None` unless the rule gives
    each part its own limit.
    """

    part: Part
    planned: Decimal
    attended: Decimal
    absent: Decimal
    covered: Decimal
    unfilled: Decimal
    to_come: Decimal
    allowed: Decimal | None = None
    absent_days: Fraction = Fraction(0)
    covered_days: Fraction = Fraction(0)

    @property
    def net(self) -> Decimal:
        """Absent units that no make-up covers."""
        return self.absent - self.covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """With a limit per part: what stands in all the other parts."""

    over: int = 0
    unfilled: Decimal = Decimal(0)
    reachable: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceResult:
    """Units (or days, when `in_days`) missed, covered by make-ups and allowed.

    `base` is what the percentage was taken of. `unfilled` and `reachable` are units in any case.
    With a limit per part all figures are those of `part`, the state is that of the worst part.
    """

    state: State
    gross: Amount
    covered: Amount
    allowed: Amount
    unfilled: Decimal
    reachable: Decimal
    in_days: bool = False
    base: Decimal | None = None
    part: Part | None = None
    elsewhere: Elsewhere = Elsewhere()

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return "absence"

    @property
    def used(self) -> Amount:
        """What counts: missed and not covered."""
        return _minus(self.gross, self.covered)

    @property
    def left(self) -> Amount:
        """What may still be missed."""
        return max(_minus(self.allowed, self.used), type(self.used)(0))

    @property
    def to_make_up(self) -> Amount:
        """What has to be made up."""
        return max(_minus(self.used, self.allowed), type(self.used)(0))


def _minus(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left - right
    return Fraction(left) - Fraction(right)


@dataclass(frozen=True, slots=True, kw_only=True)
class InternshipResult:
    """Hours that count; `waiting` ones may count later, `late` ones came after the deadline."""

    state: State
    no: int
    hours: Decimal
    target: Decimal
    waiting: Decimal
    late: Decimal
    confirmation_asked: bool
    report_asked: bool
    report_on: date | None
    report_standing: Standing

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return f"internship-{self.no}"

    @property
    def report(self) -> bool:
        """Whether a report that counts is there."""
        return self.report_standing is Standing.COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioResult:
    """A portfolio with the sections that it lacks."""

    state: State
    handed_in_on: date | None
    standing: Standing
    sections: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return "portfolio"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationResult:
    """The final presentation."""

    state: State
    held_on: date | None
    standing: Standing
    minutes: int

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return "presentation"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsResult:
    """Money due and paid, in euros."""

    state: State
    due: Decimal
    paid: Decimal

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return "payments"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitabilityResult:
    """Different people who signed, and how many are needed."""

    state: State
    signatures: int
    needed: int
    declined: bool

    @property
    def id(self) -> str:
        """The id of this requirement in the output."""
        return "suitability"


Requirement = (
    AbsenceResult
    | InternshipResult
    | PortfolioResult
    | PresentationResult
    | PaymentsResult
    | SuitabilityResult
)


class HintCode(StrEnum):
    """The soft rules: they warn and never change a state."""

    PAGES = "pages"
    BEFORE_COURSE = "before_course"
    ORDER = "order"
    BEFORE_PHASE_END = "before_phase_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesHint:
    """A portfolio outside the range of pages."""

    pages: int
    pages_min: int
    pages_max: int
    code: HintCode = HintCode.PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementHint:
    """A placement of internship `no` that starts too early.

    `limit` is the day it was measured by: the first session, the latest end of internship `after`
    (`None` while that has no placement) or the last session of `phase`.
    """

    code: HintCode
    no: int
    placement: Placement
    limit: date | None
    after: int | None = None
    phase: str | None = None


Hint = PagesHint | PlacementHint


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The whole answer to "Was fehlt noch?" for one record."""

    certificate: CertificateState
    window: Window
    unit: str
    requirements: tuple[Requirement, ...]
    hints: tuple[Hint, ...]

    @property
    def deadline(self) -> date | None:
        """The last day on which evidence counts, if there is one."""
        return self.window.deadline

    @property
    def past(self) -> bool:
        """Whether the deadline is over."""
        return self.window.past

"""Lines of pages: what templates print, worked out from rows already read. No queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from django.utils import timezone

from wirwissen.course.cohorts.models import Cohort, Credit, MakeUp, Session
from wirwissen.course.cohorts.queries import as_person, plans_of
from wirwissen.course.cohorts.rules import group
from wirwissen.course.cohorts.rules.sheet import is_late
from wirwissen.course.cohorts.rules.timetable import PartPlan
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.record.results import PartFigures

Row = TypeVar("Row", MakeUp, Credit)


@dataclass(frozen=True)
class CohortLine:
    """One cohort in the list."""

    cohort: Cohort
    counted: int
    first: datetime | None
    last: datetime | None
    is_over: bool


def cohort_line(cohort: Cohort, now: datetime) -> CohortLine:
    """A line from a cohort with its sessions and people prefetched."""
    held = sorted(one.starts_at for one in cohort.sessions.all() if one.cancelled_at is None)
    people = map(as_person, cohort.participants.all())
    size = group.group_size(people, least=None, most=None, room_limit=None)
    return CohortLine(
        cohort=cohort,
        counted=size.counted,
        first=held[0] if held else None,
        last=held[-1] if held else None,
        is_over=bool(held) and held[-1] < now,
    )


@dataclass(frozen=True)
class PartLine:
    """One part of the curriculum with its plan."""

    plan: PartPlan
    is_over: bool

    @property
    def sum_text(self) -> str:
        """ "6 + 5 + 5 + 6"."""
        return sum_text(self.plan)


def part_lines(
    curriculum: Curriculum, sessions: Sequence[Session], now: datetime
) -> list[PartLine]:
    """The parts of a timetable in their order."""
    return [
        PartLine(
            plan=plan,
            is_over=bool(plan.blocks) and all(block.ends_at <= now for block in plan.blocks),
        )
        for plan in plans_of(curriculum, sessions)
    ]


def sum_text(plan: PartPlan) -> str:
    """The typed units of a part as a sum: "7 + 8 + 7"."""
    return " + ".join(in_words(block.units) for block in plan.blocks)


def in_words(value: Decimal) -> str:
    """Units as people write them: 6,5."""
    return f"{value.normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class OpenLine:
    """A sheet that waits."""

    session: Session
    title: str
    days: int
    is_late: bool


def open_lines(
    curriculum: Curriculum, sessions: Iterable[Session], now: datetime
) -> list[OpenLine]:
    """Sheets that wait, with the whole days they have waited."""
    titles = titles_of(curriculum)
    return [
        OpenLine(
            session=session,
            title=titles.get(session.part, session.part),
            days=(timezone.localdate(now) - timezone.localdate(session.ends_at)).days,
            is_late=is_late(now=now, ends_at=session.ends_at),
        )
        for session in sessions
    ]


def titles_of(curriculum: Curriculum) -> dict[str, str]:
    """Titles by the id of a part."""
    return {part.id: part.title for part in curriculum.parts}


@dataclass(frozen=True)
class Bar:
    """A part as cells: attended, made up, open, to come; paths in a box `units` wide."""

    figures: PartFigures
    first: datetime | None
    last: datetime | None
    whole: str
    half: str
    dash: str
    hollow: str

    @property
    def width(self) -> int:
        """The width of the box."""
        return max(round(self.figures.planned), 1)


@dataclass(frozen=True)
class Titled(Generic[Row]):
    """A row about a part, with the part's title."""

    row: Row
    title: str


def titled(rows: Iterable[Row], titles: Mapping[str, str]) -> list[Titled[Row]]:
    """Make-ups or credits with the titles of their parts."""
    return [Titled(row, titles.get(row.part, row.part)) for row in rows]


@dataclass(frozen=True)
class Meter:
    """A figure beside its words: `width` of `limit` in a box as wide as the larger of the two."""

    width: str
    limit: str
    box: str


def meter_of(value: Decimal | Fraction, limit: Decimal | Fraction) -> Meter:
    """A bar for an amount and its limit, as plain numbers for SVG."""
    box = max(Fraction(value), Fraction(limit), Fraction(1))
    return Meter(width=_svg(value), limit=_svg(limit), box=_svg(box))


def _svg(value: Decimal | Fraction) -> str:
    return f"{float(value):.2f}"


def bars_of(parts: Iterable[PartFigures], sessions: Sequence[Session]) -> list[Bar]:
    """A bar for each part that has sessions or a plan to come."""
    return [_bar(part, [one for one in sessions if one.part == part.part.id]) for part in parts]


def _bar(figures: PartFigures, sessions: Sequence[Session]) -> Bar:
    held = sorted(one.starts_at for one in sessions if one.cancelled_at is None)
    net = figures.absent - figures.covered + figures.unfilled
    edges = [Decimal(0)]
    for amount in (figures.attended, figures.covered, net, figures.to_come):
        edges.append(edges[-1] + amount)
    starts, tops, heights = edges[:-1], ("0", "0.5", "0.84", "0"), ("1", "0.5", "0.16", "1")
    paths = [
        _cells(start, end, top, height)
        for start, end, top, height in zip(starts, edges[1:], tops, heights, strict=True)
    ]
    return Bar(
        figures,
        held[0] if held else None,
        held[-1] if held else None,
        *paths,
    )


def _cells(start: Decimal, end: Decimal, top: str, height: str) -> str:
    """Cells of one unit, .82 wide, cut where the amount begins and ends within a unit."""
    cells, place = [], start
    while place < end:
        edge = min(Decimal(int(place) + 1), end)
        width = (edge - place) * Decimal("0.82")
        cells.append(f"M{place:f} {top}h{width:f}v{height}h-{width:f}z")
        place = edge
    return "".join(cells)

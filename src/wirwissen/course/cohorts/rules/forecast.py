"""The forecast of one person: used, left, still reachable, and what one more missed part costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wirwissen.course.record.absence import absence_of
from wirwissen.course.record.german import Amount
from wirwissen.course.record.results import AbsenceResult, PartFigures
from wirwissen.course.record.rules import parts_of
from wirwissen.course.record.shapes import AttendanceRow, LearningRecord, Part


@dataclass(frozen=True, kw_only=True)
class MissedPart:
    """What follows if a person misses the next whole part: so much is to be made up."""

    part: Part
    to_make_up: Amount


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The absence rule for one person today. `parts` are its figures in the programme's order.

    `result` is `None` when the programme names no absence rule; `next_missed` when no part lies
    wholly ahead.
    """

    parts: tuple[PartFigures, ...]
    result: AbsenceResult | None
    next_missed: MissedPart | None

    @property
    def counted(self) -> Decimal:
        """Units attended, and made up elsewhere."""
        return sum((part.attended + part.covered for part in self.parts), Decimal(0))


def forecast_of(record: LearningRecord) -> Forecast:
    """Work out the forecast from a person's record. Source: course-house.md, step 10."""
    figures = parts_of(record)
    result = absence_of(record)
    return Forecast(
        parts=figures,
        result=result,
        next_missed=_next_missed(record, figures) if result is not None else None,
    )


def _next_missed(record: LearningRecord, figures: Sequence[PartFigures]) -> MissedPart | None:
    """The first part that is planned and lies wholly ahead, as if all of it had been missed."""
    for part in figures:
        if part.planned and part.to_come == part.planned:
            result = absence_of(_without(record, part.part.id))
            assert result is not None
            return MissedPart(part=part.part, to_make_up=result.to_make_up)
    return None


def _without(record: LearningRecord, part: str) -> LearningRecord:
    """The record on the part's last day, had the person missed all of it and nothing else."""
    missed = [one for one in record.sessions if one.part == part and not one.cancelled]
    others = [one for one in record.sessions if one.part != part and one.on <= record.as_of]
    zeros = tuple(AttendanceRow(session=one.id, units=Decimal(0)) for one in missed)
    return replace(
        record,
        as_of=max(session.on for session in missed),
        sessions=(*others, *missed),
        attendance=(*record.attendance, *zeros),
    )

"""The deadline of a record, and whether a dated piece of evidence counts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import Enum, auto

from wirwissen.course.record.shapes import LearningRecord


def months_later(day: date, months: int) -> date | None:
    """The same day so many calendar months later, or the last day of a shorter month.

    31 August + 18 months is 28 or 29 February. `None` when it lies after the year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deadline_of(record: LearningRecord) -> date | None:
    """The last day on which evidence counts, inclusive; `None` while there is no deadline.

    There is none without a closing day or without a late period, and then an extension has nothing
    to move. Otherwise it replaces the deadline by `until`, be that later or earlier.
    Source: learning-record/1, rules of the check.
    """
    months = record.programme.rules.late_months
    if record.closing_on is None or months is None:
        return None
    if record.extension is not None:
        return record.extension.until
    return months_later(record.closing_on, months)


class Standing(Enum):
    """How a piece of evidence stands."""

    COUNTS = auto()
    MISSING = auto()  # there is no date
    EARLY = auto()  # dated after `as_of`: it counts from that day on
    LATE = auto()  # dated after the deadline: it never counts


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose evidence counts: up to `as_of`, and up to the deadline if there is one."""

    as_of: date
    deadline: date | None

    @property
    def past(self) -> bool:
        """Whether the deadline is over; its own day still belongs to it."""
        return self.deadline is not None and self.as_of > self.deadline

    def standing(self, day: date | None) -> Standing:
        """How evidence of this day stands."""
        if day is None:
            return Standing.MISSING
        if self.deadline is not None and day > self.deadline:
            return Standing.LATE
        return Standing.COUNTS if day <= self.as_of else Standing.EARLY

    def counts(self, day: date | None) -> bool:
        """Whether evidence of this day counts."""
        return self.standing(day) is Standing.COUNTS


def window_of(record: LearningRecord) -> Window:
    """The days whose evidence counts for this record."""
    return Window(record.as_of, deadline_of(record))

"""When somebody can: a week of windows, a rotation of shifts, absences. Never a reason.

A good window and one at a pinch both count as free (product/network-house.md, 6). A rotation is
taken as it is: nobody counts as half.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

LENGTH = timedelta(hours=2)
MOST_WEEKS = 6
MOST_ABSENCES = 6
Cell = tuple[int, int]  # weekday (Monday = 0), hour the window begins


class Fit(StrEnum):
    """How a window suits."""

    GOOD = "g"
    PINCH = "p"
    NEVER = "n"


class Shift(StrEnum):
    """What one week of a rotation is."""

    OFF = "o"
    EARLY = "e"
    LATE = "l"
    NIGHT = "n"


# Hours at work, from the start of the day on; the night ends in the morning of the next day.
_AT_WORK = {
    Shift.OFF: (),
    Shift.EARLY: ((6, 14),),
    Shift.LATE: ((14, 22),),
    Shift.NIGHT: ((0, 7), (21, 24)),
}


@dataclass(frozen=True)
class Rotation:
    """Shifts week by week, again and again; `anchor` is the Monday of a first week."""

    weeks: tuple[Shift, ...]
    anchor: date

    def shift_on(self, on: date) -> Shift:
        """The shift of the week in which a day lies (before the anchor, too)."""
        monday = on - timedelta(days=on.weekday())
        return self.weeks[((monday - self.anchor).days // 7) % len(self.weeks)]


@dataclass(frozen=True)
class Absence:
    """Days away, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class Answer:
    """What one member has told about their time. A cell that is not in `week` means never.

    `may_host`: this member would lead a meeting if needed.
    """

    week: Mapping[Cell, Fit] = field(default_factory=dict)
    rotation: Rotation | None = None
    absences: tuple[Absence, ...] = ()
    may_host: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no window suits at all."""
        return all(fit is Fit.NEVER for fit in self.week.values())


def is_free(answer: Answer, start: datetime) -> bool:
    """Whether somebody can come to a meeting of two hours that begins at `start` (local time)."""
    if answer.week.get((start.weekday(), start.hour), Fit.NEVER) is Fit.NEVER:
        return False
    on = start.date()
    if any(absence.first <= on <= absence.last for absence in answer.absences):
        return False
    if answer.rotation is None:
        return True
    begins = start.hour + start.minute / 60
    ends = begins + LENGTH.total_seconds() / 3600
    hours = _AT_WORK[answer.rotation.shift_on(on)]
    return all(ends <= first or begins >= last for first, last in hours)


def free_slots(answer: Answer, starts: Iterable[datetime]) -> int:
    """The same for many starts, as the planner wants it: bit j for the j-th start."""
    return sum(1 << j for j, start in enumerate(starts) if is_free(answer, start))


def anchor_of(*, week_now: int, today: date) -> date:
    """The Monday of the first week, when this week is week `week_now` (from 1) of the rotation."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=week_now - 1)


def week_now(rotation: Rotation, today: date) -> int:
    """Which week of the rotation this is, from 1."""
    monday = today - timedelta(days=today.weekday())
    return ((monday - rotation.anchor).days // 7) % len(rotation.weeks) + 1


def as_text(answer: Answer) -> str:
    """The answer as text to seal; equal answers give equal texts."""
    told: dict[str, Any] = {
        "week": {f"{day}-{hour}": fit.value for (day, hour), fit in sorted(answer.week.items())},
        "away": [[a.first.isoformat(), a.last.isoformat()] for a in answer.absences],
        "host": answer.may_host,
    }
    if answer.rotation is not None:
        told["shifts"] = "".join(answer.rotation.weeks)
        told["anchor"] = answer.rotation.anchor.isoformat()
    return json.dumps(told)


def from_text(text: str) -> Answer:
    """Read what `as_text` wrote. Raises `ValueError` for anything else."""
    told = json.loads(text)
    try:
        cells = [(key.split("-"), Fit(fit)) for key, fit in told["week"].items()]
        rotation = None
        if "shifts" in told:
            weeks = tuple(Shift(letter) for letter in told["shifts"])
            rotation = Rotation(weeks, date.fromisoformat(told["anchor"]))
        away = tuple(Absence(*map(date.fromisoformat, pair)) for pair in told["away"])
        week = {(int(day), int(hour)): fit for (day, hour), fit in cells}
    except (KeyError, TypeError) as error:
        raise ValueError("no answer") from error
    return Answer(week, rotation, away, bool(told["host"]))

"""Invented answers with realistic weeks, for the demo and for tests. No real person.

The working lives and their chances are those of `planner.people`; the windows are the group's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from wirwissen.network.meetings.rules.availability import (
    Absence,
    Answer,
    Fit,
    Rotation,
    Shift,
    anchor_of,
)
from wirwissen.planner.people import AFTERNOON, EVENING, KINDS, MIXED, MORNING, Kind

_ROTATIONS = (
    (Shift.EARLY, Shift.LATE, Shift.NIGHT, Shift.OFF),
    (Shift.EARLY, Shift.LATE),
    (Shift.EARLY, Shift.EARLY, Shift.LATE),
)
_PINCH = 0.3  # of the windows that suit
_HOSTS = 6


def invented_answers(count: int, *, seed: int, hours: Sequence[int], first: date) -> list[Answer]:
    """Answers of `count` invented people for the year from `first` on; six would host.

    The same seed gives the same people.
    """
    random = Random(seed)  # noqa: S311  (invented people, no secret)
    return [
        _answer(random.choices(KINDS, MIXED)[0], random, hours, first, is_host=number < _HOSTS)
        for number in range(count)
    ]


def _answer(
    kind: Kind, random: Random, hours: Sequence[int], first: date, *, is_host: bool
) -> Answer:
    week = {(day, hour): _fit(kind, random, day, hour) for day in range(7) for hour in hours}
    for day in range(5):
        if random.random() < kind.own_evenings:
            week |= {(day, hour): Fit.NEVER for hour in hours if _part(hour) == EVENING}
    rotation = None
    if kind.rotates:
        weeks = random.choice(_ROTATIONS)
        phase = random.randint(1, len(weeks))
        rotation = Rotation(weeks, anchor_of(week_now=phase, today=first))
    away = []
    for _number in range(random.randint(0, 3)):
        begins = first + timedelta(days=random.randint(0, 364))
        away.append(Absence(begins, begins + timedelta(days=7 * random.randint(1, 3) - 1)))
    absences = tuple(sorted(away, key=lambda absence: absence.first))
    return Answer(week, rotation, absences, is_host)


def _fit(kind: Kind, random: Random, day: int, hour: int) -> Fit:
    chances = kind.workday if day < 5 else kind.weekend
    if random.random() >= chances[_part(hour)]:
        return Fit.NEVER
    return Fit.PINCH if random.random() < _PINCH else Fit.GOOD


def _part(hour: int) -> int:
    return MORNING if hour < 12 else AFTERNOON if hour < 17 else EVENING

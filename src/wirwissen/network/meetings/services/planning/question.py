"""The question to the planner: possible dates, who can when, who leads, what is announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from wirwissen.network.groups.models import Group, PublicMeeting
from wirwissen.network.meetings.models import Availability, Meeting, MeetingState, PlanRun
from wirwissen.network.meetings.rules.availability import Answer, free_slots
from wirwissen.network.meetings.rules.season import (
    Holiday,
    excluded_days,
    holidays_of,
    periods_from,
    slots_of,
)
from wirwissen.network.meetings.services.availability import local_start, read_answer
from wirwissen.planner.candidates import candidates
from wirwissen.planner.problem import Constraints, Facilitators, Objective, People, Problem, Slot

WEEKDAY_DIFFERS, MIN_GAP, MAX_GAP, HOSTS = 2, 14, 45, 2
ANNOUNCED_STATES = (MeetingState.FIXED, MeetingState.MOVED)
_LONGEST_MONTH = timedelta(days=31)


@dataclass(frozen=True, eq=False)
class Question:
    """`marks`: a keyed hash of each answer, by the id of its row. `without_date`: months in which
    nothing is possible; they are not among the periods of `problem`."""

    problem: Problem
    marks: dict[str, str]
    holidays: list[Holiday]
    without_date: list[str]
    pins: dict[int, int] = field(default_factory=dict)


def question_of(run: PlanRun, *, now: datetime) -> Question:
    """Read everything that a run needs. Opens every answer of the group: only the job does this."""
    rows = Availability.objects.filter(member__group=run.group_id).select_related("envelope")
    opened = [(row, read_answer(row)) for row in rows.order_by("pk")]
    known = [(row, answer) for row, answer in opened if answer is not None]
    answers = [answer for _row, answer in known]
    periods = periods_from(run.first_month)
    last = date.fromisoformat(f"{periods[-1]}-01") + _LONGEST_MONTH
    holidays = holidays_of(run.countries, run.first_month, last)
    problem = _problem(run, answers, periods, holidays, now)
    empty = [periods[i] for i, left in enumerate(candidates(problem).eligible) if not len(left)]
    if empty and len(empty) < len(periods):
        left = tuple(name for name in periods if name not in empty)
        problem = _problem(run, answers, left, holidays, now)
    marks = {row.pk: row.mark for row, _answer in known}
    return Question(problem, marks, holidays, empty, dict(problem.constraints.pinned))


def seed_of(run: PlanRun) -> int:
    """The number the lottery starts from: printed with the plan, and nobody's to choose."""
    return int(sha256(f"{run.pk}:{run.first_month}".encode()).hexdigest()[:6], 16)


def _problem(
    run: PlanRun, answers: list[Answer], periods: tuple[str, ...], holidays: list[Holiday],
    now: datetime,
) -> Problem:  # fmt: skip
    announced = _announced(run.group, periods)
    slots = slots_of(periods, run.group.windows, extra=announced)
    starts = [slot.start for slot in slots]
    free = [(1, free_slots(answer, starts)) for answer in answers]
    hosts = tuple(
        avail for (_one, avail), answer in zip(free, answers, strict=True) if answer.may_host
    )
    return Problem(
        id=f"plan-{run.pk}",
        timezone="Europe/Berlin",
        periods=periods,
        slots=slots,
        people=People.of(free, slots=len(slots)),
        # Where fewer than two have offered to lead, this says nothing yet about any date.
        facilitators=Facilitators(HOSTS if len(hosts) >= HOSTS else 0, hosts),
        constraints=_constraints(run.group, run.first_month, slots, announced, holidays, now),
        objective=Objective(),
    )


def _constraints(
    group: Group, first: date, slots: tuple[Slot, ...], announced: Iterable[datetime],
    holidays: list[Holiday], now: datetime,
) -> Constraints:  # fmt: skip
    index = {slot.start: j for j, slot in enumerate(slots)}
    pins: dict[int, int] = {}
    for start in announced:  # ascending: of two in one month the first counts
        pins.setdefault(slots[index[start]].period, index[start])
    before = [at for at in _history(group, now) if at.date() < first][-WEEKDAY_DIFFERS:]
    last = before[-1].date() if before else None
    if last is not None and first - last > _LONGEST_MONTH:
        last = None  # there was a break; no date could keep the distance
    months = {slot.period for slot in slots}
    whole = len(months) == len({slot.start.strftime("%Y-%m") for slot in slots}) == 12
    return Constraints(
        weekday_differs=WEEKDAY_DIFFERS,
        previous_weekdays=tuple(at.weekday() for at in before),
        previous_date=last,
        min_gap=MIN_GAP,
        max_gap=MAX_GAP if whole else None,
        excluded=excluded_days(holidays),
        pinned=pins,
    )


def _announced(group: Group, periods: tuple[str, ...]) -> list[datetime]:
    rows = Meeting.objects.filter(group=group, state__in=ANNOUNCED_STATES).order_by("starts_at")
    starts = [local_start(row.starts_at) for row in rows]
    return [start for start in starts if f"{start:%Y-%m}" in periods]


def _history(group: Group, now: datetime) -> list[datetime]:
    """Starts of meetings that were held or stand fast, the oldest first."""
    own = Meeting.objects.filter(group=group, state__in=ANNOUNCED_STATES)
    public = PublicMeeting.objects.filter(group=group, starts_at__lt=now)
    rows = {
        *own.values_list("starts_at", flat=True),
        *public.values_list("starts_at", flat=True),
    }
    return sorted(timezone.localtime(at).replace(tzinfo=None) for at in rows)

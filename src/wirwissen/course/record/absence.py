"""The absence rule: what was missed, what covers it, what is allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from wirwissen.course.record.deadlines import Window, window_of
from wirwissen.course.record.german import Amount
from wirwissen.course.record.results import AbsenceResult, Elsewhere, PartFigures, State
from wirwissen.course.record.shapes import (
    Base,
    DaysRule,
    LearningRecord,
    PercentRule,
    Rounding,
    Session,
)

_ZERO = Decimal(0)
_NO_DAYS = Fraction(0)
_WORST_LAST = (State.MET, State.OPEN, State.NOT_MET)


def state_of_absence(
    *, net: Amount, allowed: Amount, unfilled: Decimal, to_come: Decimal, past: bool
) -> State:
    """Whether missed units stand in the way: of 264 UE at 10 %, 26 may be missed, not 27.

    `net` and `allowed` are in the unit of the rule, `unfilled` and `to_come` in teaching units.
    Within the limit an unfilled sheet keeps it open even past the deadline: the site owes the
    entry, not the person. Source: learning-record/1, rules of the check.
    """
    if net > allowed:
        return State.NOT_MET if past else State.OPEN
    return State.OPEN if unfilled or to_come else State.MET


def allowed_units(rule: PercentRule, units: Decimal) -> Decimal:
    """How many of these units may be missed: 10 % of 264 is 26 (down) or 26.4 (exact)."""
    share = rule.percent * units / 100
    if rule.rounding is Rounding.DOWN:
        return share.to_integral_value(ROUND_FLOOR)
    return share


def parts_of(record: LearningRecord) -> tuple[PartFigures, ...]:
    """The figures of each part of the programme, in its order; the record has been validated.

    Cancelled sessions count nowhere. A session on or before `as_of` is held: with a row its units
    are attended or absent, without one they are unfilled. Make-ups cover at most what is absent.
    """
    window = window_of(record)
    rule = record.programme.rules.absence
    tallies = _tallies(record)
    made_up = _made_up(record, window)
    days = _absent_days(record) if isinstance(rule, DaysRule) else {}
    figures = []
    for part in record.programme.parts:
        tally = tallies[part.id]
        units, make_up_days = made_up.get(part.id, (_ZERO, _ZERO))
        absent_days = days.get(part.id, _NO_DAYS)
        figures.append(
            PartFigures(
                part=part,
                planned=tally.attended + tally.absent + tally.unfilled + tally.to_come,
                attended=tally.attended,
                absent=tally.absent,
                covered=min(units, tally.absent),
                unfilled=tally.unfilled,
                to_come=tally.to_come,
                allowed=allowed_units(rule, part.units)
                if isinstance(rule, PercentRule) and rule.of is Base.PART
                else None,
                absent_days=absent_days,
                covered_days=min(Fraction(make_up_days), absent_days) if absent_days else _NO_DAYS,
            )
        )
    return tuple(figures)


def absence_of(record: LearningRecord) -> AbsenceResult | None:
    """The absence requirement of a validated record; `None` when the rules name none."""
    rule = record.programme.rules.absence
    if rule is None:
        return None
    figures, past = parts_of(record), window_of(record).past
    if isinstance(rule, DaysRule):
        return _judged(
            AbsenceResult(
                state=State.OPEN,
                gross=sum((part.absent_days for part in figures), Fraction(0)),
                covered=sum((part.covered_days for part in figures), Fraction(0)),
                allowed=Fraction(rule.days),
                unfilled=_sum(part.unfilled for part in figures),
                reachable=_sum(part.to_come for part in figures),
                in_days=True,
            ),
            past=past,
        )
    if rule.of is Base.PART and figures:
        return _worst_part([_judged(_of_part(rule, part), past=past) for part in figures])
    units = _sum(part.part.units for part in figures)
    return _judged(
        AbsenceResult(
            state=State.OPEN,
            gross=_sum(part.absent for part in figures),
            covered=_sum(part.covered for part in figures),
            allowed=allowed_units(rule, units),
            unfilled=_sum(part.unfilled for part in figures),
            reachable=_sum(part.to_come for part in figures),
            base=units,
        ),
        past=past,
    )


def _of_part(rule: PercentRule, part: PartFigures) -> AbsenceResult:
    return AbsenceResult(
        state=State.OPEN,
        gross=part.absent,
        covered=part.covered,
        allowed=allowed_units(rule, part.part.units),
        unfilled=part.unfilled,
        reachable=part.to_come,
        base=part.part.units,
        part=part.part,
    )


def _judged(result: AbsenceResult, *, past: bool) -> AbsenceResult:
    state = state_of_absence(
        net=result.used,
        allowed=result.allowed,
        unfilled=result.unfilled,
        to_come=result.reachable,
        past=past,
    )
    return replace(result, state=state)


def _worst_part(results: Sequence[AbsenceResult]) -> AbsenceResult:
    """The worst state of all parts, with the figures of the part that is furthest over.

    `max` keeps the first of equals, as the rule wants it.
    """
    shown = max(results, key=lambda result: Fraction(result.used) - Fraction(result.allowed))
    others = [result for result in results if result is not shown]
    return replace(
        shown,
        state=max((result.state for result in results), key=_WORST_LAST.index),
        elsewhere=Elsewhere(
            over=sum(1 for result in others if result.to_make_up),
            unfilled=_sum(result.unfilled for result in others),
            reachable=_sum(result.reachable for result in others),
        ),
    )


@dataclass(slots=True)
class _Tally:
    attended: Decimal = _ZERO
    absent: Decimal = _ZERO
    unfilled: Decimal = _ZERO
    to_come: Decimal = _ZERO


def _tallies(record: LearningRecord) -> dict[str, _Tally]:
    attended = {row.session: row.units for row in record.attendance}
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for session in record.sessions:
        if session.cancelled:
            continue
        tally = tallies[session.part]
        if session.on > record.as_of:
            tally.to_come += session.units
        elif session.id not in attended:
            tally.unfilled += session.units
        else:
            tally.attended += attended[session.id]
            tally.absent += session.units - attended[session.id]
    return tallies


def _made_up(record: LearningRecord, window: Window) -> dict[str, tuple[Decimal, Decimal]]:
    """Units and days of the make-ups that count, by part: confirmed in time, and present."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for makeup in record.makeups:
        if makeup.present and window.counts(makeup.confirmed_on):
            units, days = sums.get(makeup.part, (_ZERO, _ZERO))
            sums[makeup.part] = (units + makeup.units, days + makeup.days)
    return sums


def _absent_days(record: LearningRecord) -> dict[str, Fraction]:
    """Absent days by part: of each date the missed units over the planned units, exactly.

    Planned are the held sessions of that date that have a row; two parts may share a date.
    """
    attended = {row.session: row.units for row in record.attendance}
    by_date: dict[date, list[Session]] = defaultdict(list)
    for session in record.sessions:
        if not session.cancelled and session.on <= record.as_of and session.id in attended:
            by_date[session.on].append(session)
    days: dict[str, Fraction] = defaultdict(Fraction)
    for sessions in by_date.values():
        planned = _sum(session.units for session in sessions)
        for session in sessions:
            missed = session.units - attended[session.id]
            if missed:  # Whole quarters, because fractions of whole numbers are quick to make.
                days[session.part] += Fraction(int(missed * 4), int(planned * 4))
    return days


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, _ZERO)

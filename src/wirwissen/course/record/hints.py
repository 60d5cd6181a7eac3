"""The soft rules: warnings that never change a state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wirwissen.course.record.deadlines import Window
from wirwissen.course.record.results import Hint, HintCode, PagesHint, PlacementHint
from wirwissen.course.record.shapes import InternshipRule, LearningRecord, Placement


def hints_of(record: LearningRecord, window: Window) -> tuple[Hint, ...]:
    """All warnings, in the order of the codes, then of the rules, then of the placements.

    Placements warn whether confirmed or not, and before `as_of` or after it: a plan can be changed.
    """
    placements = list(_placements(record))
    return (
        *_pages(record, window),
        *_before_course(record, placements),
        *_order(record, placements),
        *_before_phase_end(record, placements),
    )


_Placements = list[tuple[InternshipRule, Placement]]


def _placements(record: LearningRecord) -> Iterator[tuple[InternshipRule, Placement]]:
    entries = {entry.no: entry for entry in record.internships}
    for rule in record.programme.rules.internships:
        if rule.no in entries:
            for placement in entries[rule.no].placements:
                yield rule, placement


def _pages(record: LearningRecord, window: Window) -> Iterator[PagesHint]:
    """A portfolio that was handed in and counts, outside its range; both ends are allowed."""
    rule, portfolio = record.programme.rules.portfolio, record.portfolio
    if rule is None or not window.counts(portfolio.handed_in_on):
        return
    if not rule.pages_min <= portfolio.pages <= rule.pages_max:
        yield PagesHint(pages=portfolio.pages, pages_min=rule.pages_min, pages_max=rule.pages_max)


def _before_course(record: LearningRecord, placements: _Placements) -> Iterator[PlacementHint]:
    first = min((session.on for session in record.sessions if not session.cancelled), default=None)
    for rule, placement in placements:
        if first is not None and placement.starts_on < first:
            yield PlacementHint(
                code=HintCode.BEFORE_COURSE, no=rule.no, placement=placement, limit=first
            )


def _order(record: LearningRecord, placements: _Placements) -> Iterator[PlacementHint]:
    """A placement before the latest end of the earlier internship, or while that has none."""
    for rule, placement in placements:
        if rule.after is None:
            continue
        ends = [earlier.ends_on for other, earlier in placements if other.no == rule.after]
        last = max(ends, default=None)
        if last is None or placement.starts_on < last:
            yield PlacementHint(
                code=HintCode.ORDER, no=rule.no, placement=placement, limit=last, after=rule.after
            )


def _before_phase_end(record: LearningRecord, placements: _Placements) -> Iterator[PlacementHint]:
    for rule, placement in placements:
        phase = rule.not_before_end_of
        last = None if phase is None else _last_session(record, phase)
        if last is not None and placement.starts_on < last:
            yield PlacementHint(
                code=HintCode.BEFORE_PHASE_END,
                no=rule.no,
                placement=placement,
                limit=last,
                phase=phase,
            )


def _last_session(record: LearningRecord, phase: str) -> date | None:
    parts = {part.id for part in record.programme.parts if part.phase == phase}
    days = (
        session.on for session in record.sessions if session.part in parts and not session.cancelled
    )
    return max(days, default=None)

"""The completion check "Was fehlt noch?": pure, worked out anew every time.

The pages and the command use the same code. Source: learning-record/1, rules of the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from wirwissen.course.record.absence import absence_of, allowed_units, parts_of, state_of_absence
from wirwissen.course.record.deadlines import Standing, Window, deadline_of, window_of
from wirwissen.course.record.hints import hints_of
from wirwissen.course.record.results import (
    CertificateState,
    Completion,
    InternshipResult,
    PaymentsResult,
    PortfolioResult,
    PresentationResult,
    State,
    SuitabilityResult,
)
from wirwissen.course.record.shapes import InternshipEntry, InternshipRule, LearningRecord

__all__ = [
    "allowed_units",
    "check",
    "deadline_of",
    "parts_of",
    "state_of_absence",
    "state_of_certificate",
]


def check(record: LearningRecord) -> Completion:
    """Say what is still missing on `as_of`: each requirement with its state and its figures.

    The record must be valid (`validation.validate`); the JSON reader has seen to that already.
    Requirements come in the order of the format, only those that the rules name.
    """
    window = window_of(record)
    found = (
        absence_of(record),
        *_internships(record, window),
        _portfolio(record, window),
        _presentation(record, window),
        _payments(record),
        _suitability(record),
    )
    requirements = tuple(requirement for requirement in found if requirement is not None)
    return Completion(
        certificate=state_of_certificate(requirement.state for requirement in requirements),
        window=window,
        unit=record.programme.unit,
        requirements=requirements,
        hints=hints_of(record, window),
    )


def state_of_certificate(states: Iterable[State]) -> CertificateState:
    """Possible if every requirement is met, not possible if one is not met, else open."""
    every = set(states)
    if State.NOT_MET in every:
        return CertificateState.NOT_POSSIBLE
    return CertificateState.OPEN if State.OPEN in every else CertificateState.POSSIBLE


def _state(is_met: bool, *, past: bool) -> State:
    if is_met:
        return State.MET
    return State.NOT_MET if past else State.OPEN


def _internships(record: LearningRecord, window: Window) -> tuple[InternshipResult, ...]:
    entries = {entry.no: entry for entry in record.internships}
    return tuple(
        internship_result(rule, entries.get(rule.no, InternshipEntry(no=rule.no)), window)
        for rule in record.programme.rules.internships
    )


def internship_result(
    rule: InternshipRule, entry: InternshipEntry, window: Window
) -> InternshipResult:
    """One internship: 79.75 hours are not 80, and unconfirmed ones count only where none is asked.

    A placement is dated by its confirmation; where none is asked, by its last day.
    """
    hours = dict.fromkeys(Standing, Decimal(0))
    for placement in entry.placements:
        day = placement.confirmed_on if rule.confirmation else placement.ends_on
        hours[window.standing(day)] += placement.hours
    report = window.standing(entry.report_on)
    is_met = hours[Standing.COUNTS] >= rule.hours and (not rule.report or report is Standing.COUNTS)
    return InternshipResult(
        state=_state(is_met, past=window.past),
        no=rule.no,
        hours=hours[Standing.COUNTS],
        target=rule.hours,
        waiting=hours[Standing.MISSING] + hours[Standing.EARLY],
        late=hours[Standing.LATE],
        confirmation_asked=rule.confirmation,
        report_asked=rule.report,
        report_on=entry.report_on,
        report_standing=report,
    )


def _portfolio(record: LearningRecord, window: Window) -> PortfolioResult | None:
    rule, portfolio = record.programme.rules.portfolio, record.portfolio
    if rule is None:
        return None
    there = set(portfolio.sections)
    missing = tuple(section for section in rule.sections if section not in there)
    counts = window.counts(portfolio.handed_in_on)
    return PortfolioResult(
        state=_state(counts and not missing, past=window.past),
        handed_in_on=portfolio.handed_in_on,
        standing=window.standing(portfolio.handed_in_on),
        sections=rule.sections,
        missing=missing,
    )


def _presentation(record: LearningRecord, window: Window) -> PresentationResult | None:
    rule, held_on = record.programme.rules.presentation, record.presentation.held_on
    if rule is None:
        return None
    return PresentationResult(
        state=_state(window.counts(held_on), past=window.past),
        held_on=held_on,
        standing=window.standing(held_on),
        minutes=rule.minutes,
    )


def _payments(record: LearningRecord) -> PaymentsResult | None:
    """Money is never *not met*: it can be paid on any day."""
    if not record.programme.rules.payments:
        return None
    due, paid = record.payments.due, record.payments.paid
    return PaymentsResult(state=_state(paid >= due, past=False), due=due, paid=paid)


def _suitability(record: LearningRecord) -> SuitabilityResult | None:
    needed = record.programme.rules.suitability_signatures
    if not needed:
        return None
    signatures = len(set(record.suitability.signed_by))
    declined = record.suitability.declined
    return SuitabilityResult(
        state=State.NOT_MET if declined else _state(signatures >= needed, past=False),
        signatures=signatures,
        needed=needed,
        declined=declined,
    )

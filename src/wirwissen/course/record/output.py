"""The answer of the check as JSON values, exactly in the form of the format."""

from __future__ import annotations

from wirwissen.course.record.german import as_decimal
from wirwissen.course.record.results import (
    AbsenceResult,
    Completion,
    InternshipResult,
    PaymentsResult,
    PortfolioResult,
    PresentationResult,
    Requirement,
)
from wirwissen.course.record.words import explained, hint_text


def as_json(completion: Completion) -> dict[str, object]:
    """Certificate, deadline, requirements and warnings; numbers are decimals, days are texts.

    Thirds of days are rounded to two places, all other figures are exact. `json_text.dump` writes
    the result.
    """
    deadline = completion.deadline
    return {
        "certificate": completion.certificate.value,
        "deadline": None if deadline is None else deadline.isoformat(),
        "requirements": [
            {
                "id": requirement.id,
                "state": requirement.state.value,
                **_figures(requirement),
                "text": text,
            }
            for requirement, text in explained(completion)
        ],
        "warnings": [
            {"code": hint.code.value, "text": hint_text(hint)} for hint in completion.hints
        ],
    }


def _figures(requirement: Requirement) -> dict[str, object]:
    """The figures behind a state; the format fixes those of absence and internships."""
    if isinstance(requirement, AbsenceResult):
        return _absence(requirement)
    if isinstance(requirement, InternshipResult):
        return {
            "hours": requirement.hours,
            "target": requirement.target,
            "report": requirement.report,
        }
    if isinstance(requirement, PortfolioResult):
        return {"missing": requirement.missing}
    if isinstance(requirement, PresentationResult):
        return {"minutes": requirement.minutes}
    if isinstance(requirement, PaymentsResult):
        return {"due": requirement.due, "paid": requirement.paid}
    return {"signatures": requirement.signatures, "needed": requirement.needed}


def _absence(result: AbsenceResult) -> dict[str, object]:
    figures: dict[str, object] = {
        "allowed": as_decimal(result.allowed),
        "used": as_decimal(result.used),
        "left": as_decimal(result.left),
        "to_make_up": as_decimal(result.to_make_up),
        "covered": as_decimal(result.covered),
        "unfilled": result.unfilled,
        "reachable": result.reachable,
    }
    if result.part is not None:
        figures["part"] = result.part.id
    return figures

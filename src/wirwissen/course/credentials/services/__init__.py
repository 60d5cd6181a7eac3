"""Verbs of credentials."""

from wirwissen.course.credentials.services.checks import NotNow
from wirwissen.course.credentials.services.imports import TakenOver, take_over
from wirwissen.course.credentials.services.issuing import issue_confirmation, release
from wirwissen.course.credentials.services.proposing import (
    propose,
    propose_all,
    take_back_proposal,
)
from wirwissen.course.credentials.services.register import (
    content_of,
    flag_certificates,
    forget,
    is_valid,
    replace_paper,
    set_title_form,
    settle_flag,
    withdraw,
)

__all__ = [
    "NotNow",
    "TakenOver",
    "content_of",
    "flag_certificates",
    "forget",
    "is_valid",
    "issue_confirmation",
    "propose",
    "propose_all",
    "release",
    "replace_paper",
    "set_title_form",
    "settle_flag",
    "take_back_proposal",
    "take_over",
    "withdraw",
]

"""Verbs of credentials."""

from wirwissen.course.credentials.services.imports import take_over
from wirwissen.course.credentials.services.papers import (
    content_of,
    flag_certificates,
    is_valid,
    issue_confirmation,
    propose,
    release,
    replace_paper,
    set_title_form,
    take_back_proposal,
    withdraw,
)

__all__ = [
    "content_of",
    "flag_certificates",
    "is_valid",
    "issue_confirmation",
    "propose",
    "release",
    "replace_paper",
    "set_title_form",
    "take_back_proposal",
    "take_over",
    "withdraw",
]

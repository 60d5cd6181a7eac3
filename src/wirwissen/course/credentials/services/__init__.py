"""Verbs of credentials."""

from wirwissen.course.credentials.services.checks import NotNow
from wirwissen.course.credentials.services.duplicates import (
    duplicate_content,
    hand_out_duplicate,
)
from wirwissen.course.credentials.services.imports import TakenOver, take_over
from wirwissen.course.credentials.services.issuing import issue_confirmation, release
from wirwissen.course.credentials.services.links import make_link, take_back_link
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
from wirwissen.course.credentials.services.umbrella import give_back, release_last

__all__ = [
    "NotNow",
    "TakenOver",
    "content_of",
    "duplicate_content",
    "flag_certificates",
    "forget",
    "give_back",
    "hand_out_duplicate",
    "is_valid",
    "issue_confirmation",
    "make_link",
    "propose",
    "propose_all",
    "release",
    "release_last",
    "replace_paper",
    "set_title_form",
    "settle_flag",
    "take_back_link",
    "take_back_proposal",
    "take_over",
    "withdraw",
]

"""Screens of credentials: what is missing, papers, releases, verification."""

from wirwissen.course.credentials.views.completion import closing, own, own_record, participant
from wirwissen.course.credentials.views.duplicates import duplicate, duplicate_file
from wirwissen.course.credentials.views.links import link, shown, take_back_link
from wirwissen.course.credentials.views.papers import download, own_confirmation, papers, title
from wirwissen.course.credentials.views.release import (
    confirmation,
    end,
    propose,
    propose_all,
    release,
    releases,
)
from wirwissen.course.credentials.views.transfer import record, record_import
from wirwissen.course.credentials.views.umbrella import umbrella, umbrella_step
from wirwissen.course.credentials.views.verification import verify

__all__ = [
    "closing",
    "confirmation",
    "download",
    "duplicate",
    "duplicate_file",
    "end",
    "link",
    "own",
    "own_confirmation",
    "own_record",
    "papers",
    "participant",
    "propose",
    "propose_all",
    "record",
    "record_import",
    "release",
    "releases",
    "shown",
    "take_back_link",
    "title",
    "umbrella",
    "umbrella_step",
    "verify",
]

"""Reads of credentials; each says how many queries it takes."""

from wirwissen.course.credentials.queries.completion import (
    Standing,
    as_standing,
    learning_record,
    learning_records,
    standings_of,
)
from wirwissen.course.credentials.queries.papers import (
    RELEASING,
    Certificate,
    at_umbrella,
    certificate_of,
    duplicates_of,
    may_download,
    own_papers,
    participation_of,
    proposals,
    register_of,
    released_last,
    shown_by,
    todos,
    with_certificate,
)

__all__ = [
    "RELEASING",
    "Certificate",
    "Standing",
    "as_standing",
    "at_umbrella",
    "certificate_of",
    "duplicates_of",
    "learning_record",
    "learning_records",
    "may_download",
    "own_papers",
    "participation_of",
    "proposals",
    "register_of",
    "released_last",
    "shown_by",
    "standings_of",
    "todos",
    "with_certificate",
]

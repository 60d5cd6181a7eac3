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
    certificates_of,
    may_download,
    own_papers,
    participation_of,
    proposals,
    register_of,
    todos,
)

__all__ = [
    "RELEASING",
    "Standing",
    "as_standing",
    "certificates_of",
    "learning_record",
    "learning_records",
    "may_download",
    "own_papers",
    "participation_of",
    "proposals",
    "register_of",
    "standings_of",
    "todos",
]

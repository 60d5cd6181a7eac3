"""Reads of credentials; each says how many queries it takes."""

from wirwissen.course.credentials.queries.completion import (
    Standing,
    as_standing,
    learning_record,
    learning_records,
    next_step,
    standings_of,
)
from wirwissen.course.credentials.queries.papers import (
    may_download,
    own_papers,
    proposals,
    register_of,
    todos,
)

__all__ = [
    "Standing",
    "as_standing",
    "learning_record",
    "learning_records",
    "may_download",
    "next_step",
    "own_papers",
    "proposals",
    "register_of",
    "standings_of",
    "todos",
]

"""Named reads of both halves, and what waits on "Heute"."""

from datetime import datetime

from wirwissen.course.admissions.queries import application, selection_todos
from wirwissen.course.admissions.queries.places import accepted
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo

__all__ = ["accepted", "todos"]


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits on "Heute" in both halves."""
    return [
        *application.todos(user, memberships, now),
        *selection_todos.todos(user, memberships, now),
    ]

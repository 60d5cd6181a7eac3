"""The first page after signing in: what is to do, app by app."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from wirwissen.foundation.accounts.access import memberships_of, signed_in
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.worklist import Todo

# Each app's `queries.todos(user, memberships, now)`; few queries, constant in rows.
TodoSource = Callable[[User, list[Membership], datetime], list[Todo]]


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What waits for this person, in the order of the path."""
    user, at, rows = signed_in(request), now(), memberships_of(request)
    todos = []
    for name in settings.TODO_SOURCES:
        source: TodoSource = import_string(name)
        todos += source(user, rows, at)
    return render(request, "houses/today.html", {"todos": todos, "at": at, "is_staff": bool(rows)})

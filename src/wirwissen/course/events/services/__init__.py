"""Verbs that change events, places and entitlements. `now` is always an argument."""

from wirwissen.course.events.services.door import (
    CheckIn,
    check_in,
    enter_list,
    undo_check_in,
    walk_in,
)
from wirwissen.course.events.services.entitlements import bind, grant, reissue, withdraw
from wirwissen.course.events.services.events import (
    EventFacts,
    cancel_event,
    create_event,
    drop_needs_in_time,
    edit_event,
)
from wirwissen.course.events.services.places import (
    Guest,
    cancel,
    confirm,
    register,
    register_by_office,
    take,
)
from wirwissen.course.events.services.reading import record_readings
from wirwissen.course.events.services.tidying import tidy, tidy_places

__all__ = [
    "CheckIn",
    "EventFacts",
    "Guest",
    "bind",
    "cancel",
    "cancel_event",
    "check_in",
    "confirm",
    "create_event",
    "drop_needs_in_time",
    "edit_event",
    "enter_list",
    "grant",
    "record_readings",
    "register",
    "register_by_office",
    "reissue",
    "take",
    "tidy",
    "tidy_places",
    "undo_check_in",
    "walk_in",
    "withdraw",
]

"""Verbs that change cohorts. `now` is an argument; doing a thing twice does no harm."""

from wirwissen.course.cohorts.services.cohorts import change_cohort, create_cohort
from wirwissen.course.cohorts.services.makeups import (
    check_confirmation,
    confirm_makeup,
    enter_makeup,
    withdraw_makeup,
)
from wirwissen.course.cohorts.services.objections import answer_objection, raise_objection
from wirwissen.course.cohorts.services.people import (
    add_accepted,
    add_person,
    extend,
    leave,
    leave_all,
    leave_with_place,
    pause,
    rename,
    resume,
    switch_cohort,
)
from wirwissen.course.cohorts.services.sheets import (
    Outdated,
    Saved,
    mark_single,
    save_sheet,
    save_sheets,
)
from wirwissen.course.cohorts.services.timetable import (
    add_session,
    add_weekend,
    cancel_session,
    change_session,
    moment,
    move_session,
    remove_session,
    restore_session,
    save_trainer,
    set_trainers,
)

__all__ = [
    "Outdated",
    "Saved",
    "add_accepted",
    "add_person",
    "add_session",
    "add_weekend",
    "answer_objection",
    "cancel_session",
    "change_cohort",
    "change_session",
    "check_confirmation",
    "confirm_makeup",
    "create_cohort",
    "enter_makeup",
    "extend",
    "leave",
    "leave_all",
    "leave_with_place",
    "mark_single",
    "moment",
    "move_session",
    "pause",
    "raise_objection",
    "remove_session",
    "rename",
    "restore_session",
    "resume",
    "save_sheet",
    "save_sheets",
    "save_trainer",
    "set_trainers",
    "switch_cohort",
    "withdraw_makeup",
]

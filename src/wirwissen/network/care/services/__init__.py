"""What can be done in this app. `now` is always an argument."""

from wirwissen.network.care.services.contacts import (
    confirm,
    drop_contact,
    keep_contact,
    request_together,
)
from wirwissen.network.care.services.handing_on import end_duty
from wirwissen.network.care.services.marks import (
    add_avoided,
    end_request,
    forget_request,
    give_own_marks,
    give_request_marks,
    join_request,
    remove_avoided,
    withdraw_own_marks,
)
from wirwissen.network.care.services.matching import (
    answer_question,
    ask_earlier,
    decide_case,
    look_for_hits,
)
from wirwissen.network.care.services.messages import (
    drop_message,
    read_message,
    write_to_orga,
)
from wirwissen.network.care.services.nightly import keep_in_order, look_after
from wirwissen.network.care.services.reports import (
    agree,
    answer_hearing,
    appeal,
    hear,
    propose,
    report,
    step_aside,
)

__all__ = [
    "add_avoided",
    "agree",
    "answer_hearing",
    "answer_question",
    "appeal",
    "ask_earlier",
    "confirm",
    "decide_case",
    "drop_contact",
    "drop_message",
    "end_duty",
    "end_request",
    "forget_request",
    "give_own_marks",
    "give_request_marks",
    "hear",
    "join_request",
    "keep_contact",
    "keep_in_order",
    "look_after",
    "look_for_hits",
    "propose",
    "read_message",
    "remove_avoided",
    "report",
    "request_together",
    "step_aside",
    "withdraw_own_marks",
    "write_to_orga",
]

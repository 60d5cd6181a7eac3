"""What can be done with meetings."""

from wirwissen.network.meetings.services.afterwards import keep_themes, take_back, write_post
from wirwissen.network.meetings.services.availability import (
    forget_answer,
    keep_answer,
    own_answer,
    own_meetings,
)
from wirwissen.network.meetings.services.meetings import (
    answer,
    ask_about_few,
    cancel_meeting,
    enter_meeting,
    fix_meeting,
    hold_anyway,
    merge_into,
    move_meeting,
)
from wirwissen.network.meetings.services.passes import (
    clear_passes,
    door_of,
    draw_small_groups,
    issue_pass,
    own_pass,
    use_pass,
)
from wirwissen.network.meetings.services.rooms import address_of, keep_room, room_of, way_in
from wirwissen.network.meetings.services.tasks import pass_on, take_part, words_for
from wirwissen.network.meetings.services.topics import (
    approve,
    call_for_input,
    drop_topic,
    new_topic,
    offer_input,
    propose,
    set_topic,
    vote,
)

__all__ = [
    "address_of", "answer", "approve", "ask_about_few", "call_for_input", "cancel_meeting",
    "clear_passes", "door_of", "draw_small_groups", "drop_topic", "enter_meeting", "fix_meeting",
    "forget_answer", "hold_anyway", "issue_pass", "keep_answer", "keep_room", "keep_themes",
    "merge_into", "move_meeting", "new_topic", "offer_input", "own_answer", "own_meetings",
    "own_pass", "pass_on", "propose", "room_of", "set_topic", "take_back", "take_part", "use_pass",
    "vote", "way_in", "words_for", "write_post",
]  # fmt: skip

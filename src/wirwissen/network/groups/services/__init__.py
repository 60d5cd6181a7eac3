"""What can be done with a group and its members."""

from wirwissen.network.groups.services.calls import admit_wave, end_call, is_open, keep_call
from wirwissen.network.groups.services.cards import (
    make_hand_code,
    redeem_hand_code,
    show_card,
    take_card_back,
)
from wirwissen.network.groups.services.closing import (
    call_closing_off,
    close_due_groups,
    plan_closing,
)
from wirwissen.network.groups.services.founding import (
    change_group,
    free_slug,
    give_orga_by_house,
    keep_page,
    keep_partner,
    retreat,
)
from wirwissen.network.groups.services.joining import (
    appeal,
    ask_to_join,
    become_member,
    become_member_anew,
    decide,
    give_slot_back,
    link_of_code,
    opened,
    request_of_link,
    take_slot,
    withdraw_request,
)
from wirwissen.network.groups.services.members import (
    add_member,
    agree,
    found_group,
    give_duty,
    leave,
    rename,
    set_pause,
    set_post,
    take_duty,
)
from wirwissen.network.groups.services.post import notify, send_weekly_news
from wirwissen.network.groups.services.published import keep_meetings
from wirwissen.network.groups.services.slots import drop_slot, offer_slot, part_talk

__all__ = [
    "add_member",
    "admit_wave",
    "agree",
    "appeal",
    "ask_to_join",
    "become_member",
    "become_member_anew",
    "call_closing_off",
    "change_group",
    "close_due_groups",
    "decide",
    "drop_slot",
    "end_call",
    "found_group",
    "free_slug",
    "give_duty",
    "give_orga_by_house",
    "give_slot_back",
    "is_open",
    "keep_call",
    "keep_meetings",
    "keep_page",
    "keep_partner",
    "leave",
    "link_of_code",
    "make_hand_code",
    "notify",
    "offer_slot",
    "opened",
    "part_talk",
    "plan_closing",
    "redeem_hand_code",
    "rename",
    "request_of_link",
    "retreat",
    "send_weekly_news",
    "set_pause",
    "set_post",
    "show_card",
    "take_card_back",
    "take_duty",
    "take_slot",
    "withdraw_request",
]

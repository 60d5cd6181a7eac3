"""What can be done with a group and its members."""

from wirwissen.network.groups.services.members import (
    add_member,
    found_group,
    give_duty,
    leave,
    take_duty,
)
from wirwissen.network.groups.services.published import keep_meetings

__all__ = ["add_member", "found_group", "give_duty", "keep_meetings", "leave", "take_duty"]

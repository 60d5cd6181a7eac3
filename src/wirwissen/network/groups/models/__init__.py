"""Groups, their members, and what members do for them."""

from wirwissen.network.groups.models.group import Group, PublicMeeting
from wirwissen.network.groups.models.member import Duty, DutyChange, DutyKind, Member, MemberState

__all__ = [
    "Duty",
    "DutyChange",
    "DutyKind",
    "Group",
    "Member",
    "MemberState",
    "PublicMeeting",
]

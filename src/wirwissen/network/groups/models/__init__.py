"""Groups, their members, what members do for them, and who asks to join."""

from wirwissen.network.groups.models.cards import Audience, Card, CodeUse, HandCode
from wirwissen.network.groups.models.group import Group, PublicMeeting
from wirwissen.network.groups.models.joining import (
    STATE_LABELS,
    Call,
    JoinOutcome,
    JoinRequest,
    TalkSlot,
)
from wirwissen.network.groups.models.member import Duty, DutyChange, DutyKind, Member, MemberState
from wirwissen.network.groups.models.public import Layout, Partner, PublicPage

__all__ = [
    "STATE_LABELS",
    "Audience",
    "Call",
    "Card",
    "CodeUse",
    "Duty",
    "DutyChange",
    "DutyKind",
    "Group",
    "HandCode",
    "JoinOutcome",
    "JoinRequest",
    "Layout",
    "Member",
    "MemberState",
    "Partner",
    "PublicMeeting",
    "PublicPage",
    "TalkSlot",
]

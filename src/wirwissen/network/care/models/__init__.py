"""Tables of this app. None of them lists the members of a group."""

from wirwissen.network.care.models.joint import EmergencyContact, JointAct
from wirwissen.network.care.models.marks import Avoided, Case, OwnMarks
from wirwissen.network.care.models.messages import Message
from wirwissen.network.care.models.reports import Decision, Report, Seat, Side

__all__ = [
    "Avoided",
    "Case",
    "Decision",
    "EmergencyContact",
    "JointAct",
    "Message",
    "OwnMarks",
    "Report",
    "Seat",
    "Side",
]

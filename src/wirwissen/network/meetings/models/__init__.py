"""What is kept about meetings, and for how long."""

from wirwissen.network.meetings.models.availability import Availability
from wirwissen.network.meetings.models.evening import Pass, Post, Room, Themes
from wirwissen.network.meetings.models.meeting import (
    Answer,
    Handover,
    Meeting,
    MeetingState,
    Offer,
    PartKind,
    Task,
)
from wirwissen.network.meetings.models.plan import PlanRun, RunState
from wirwissen.network.meetings.models.topic import Topic, TopicState, Vote

__all__ = [
    "Answer", "Availability", "Handover", "Meeting", "MeetingState", "Offer", "PartKind", "Pass",
    "PlanRun", "Post", "Room", "RunState", "Task", "Themes", "Topic", "TopicState", "Vote",
]  # fmt: skip

"""Decisions about groups as pure functions."""

from wirwissen.network.groups.rules.founding import (
    PROFESSIONS,
    WINDOWS,
    about,
    figure_is_new,
    places_left,
    professions_of,
    slug_of,
    windows_of,
)
from wirwissen.network.groups.rules.joining import (
    APPEAL_DAYS,
    LINK_LASTS,
    REQUEST_DAYS,
    TALK_MINUTES,
    RequestState,
    is_room_open,
    looks_like_work,
    may_appeal,
    may_decide,
    next_wave,
)
from wirwissen.network.groups.rules.pages import LONGEST_BODY, PageText, read_page
from wirwissen.network.groups.rules.post import SUBJECTS, deliver_at, is_silent, subject_of
from wirwissen.network.groups.rules.published import MeetingFact, read_meeting, shown_until

__all__ = [
    "APPEAL_DAYS",
    "LINK_LASTS",
    "LONGEST_BODY",
    "PROFESSIONS",
    "REQUEST_DAYS",
    "SUBJECTS",
    "TALK_MINUTES",
    "WINDOWS",
    "MeetingFact",
    "PageText",
    "RequestState",
    "about",
    "deliver_at",
    "figure_is_new",
    "is_room_open",
    "is_silent",
    "looks_like_work",
    "may_appeal",
    "may_decide",
    "next_wave",
    "places_left",
    "professions_of",
    "read_meeting",
    "read_page",
    "shown_until",
    "slug_of",
    "subject_of",
    "windows_of",
]

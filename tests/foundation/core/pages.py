"""The page "Heute" of both houses: everybody who is signed in has one."""

from __future__ import annotations

from tests.registry import Access, PageState

SIGNED_IN = frozenset({
    "applicant", "participant", "fellow", "lead", "releaser", "office", "umbrella",
    "foreign_applicant",
    "foreign_participant", "foreign_lead", "foreign_office",
})  # fmt: skip

ACCESS = [Access("today", SIGNED_IN, why="each sees what waits for them")]

STATES = [
    PageState("today", "applicant", "applicant"),
    PageState("today", "participant", "participant"),
    PageState("today", "lead", "lead"),
    PageState("today", "office", "office"),
    PageState("today", "releaser", "releaser"),
    PageState("today", "umbrella", "umbrella"),
]

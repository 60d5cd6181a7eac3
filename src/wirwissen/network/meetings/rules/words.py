"""Counts in words, by the privacy rule of the year planner (product/planner.md, "In the house")."""

from __future__ import annotations

from wirwissen.planner import figures


def counted(count: int, of: int) -> str:
    """A count as anybody may see it. A group under 15 gets one border only: under five or not."""
    if figures.may_show(of) and count <= of:
        return figures.shown(count, of).words
    return f"unter {figures.STEP}" if count < figures.STEP else f"{figures.STEP} oder mehr"

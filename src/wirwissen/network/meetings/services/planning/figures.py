"""The ranges a snapshot has shown: made, written down, read again for the next comparison."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wirwissen.planner import figures
from wirwissen.planner.problem import Problem
from wirwissen.planner.scene import Scene
from wirwissen.planner.snapshots import Changes, Snapshot

Counts = dict[tuple[datetime, ...], figures.Count]


def counts_of(problem: Problem, plan: tuple[int, ...]) -> Counts:
    """All counts that a snapshot shows; none for a group under 15."""
    if not figures.may_show(problem.people.total):
        return {}
    return Scene.of(problem, plan).published()


def read_snapshot(kept: Mapping[str, Any]) -> Snapshot:
    """What an earlier run has shown."""
    counts = {
        tuple(datetime.fromisoformat(at) for at in starts): figures.Count(low, high, of, words)
        for starts, low, high, of, words in kept["shown"]
    }
    return Snapshot(counts, Changes(*kept["changes"]))

"""What lies on series that are short enough, whatever the weekdays of a period."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wirwissen.planner.bounded_search import _fall, _largest
from wirwissen.planner.candidates import candidates
from wirwissen.planner.graph import Graph, build_graph
from wirwissen.planner.people import problem_of
from wirwissen.planner.problem import Facilitators, People
from wirwissen.planner.window_search import Lengths

ONLY = {2: 0, 4: 1}  # Mondays alone, two meetings later Tuesdays alone


def graph_with_single_weekdays() -> Graph:
    """With m = 4, so that weekdays before a window are remembered."""
    problem = problem_of(20, seed=1, periods=7, weekday_differs=4)
    kept = [
        number
        for number, slot in enumerate(problem.slots)
        if number % 5 == 0 and slot.start.weekday() == ONLY.get(slot.period, slot.start.weekday())
    ]
    people = People(problem.people.free[kept], problem.people.weights)
    slots = tuple(problem.slots[number] for number in kept)
    shorter = replace(problem, slots=slots, people=people, facilitators=Facilitators(0, ()))
    return build_graph(shorter, candidates(shorter))


def test_the_fall_is_the_largest_over_all_memories() -> None:
    graph, random = graph_with_single_weekdays(), np.random.default_rng(1)
    lengths: Lengths = [
        {memory: random.integers(0, 1000, graph.nodes(layer)) for memory in memories}
        for layer, memories in enumerate(graph.memories)
    ]

    for t, fits in enumerate(graph.fits):
        _, middle, columns = fits.shape
        found = np.full(fits.shape, -1)
        for memory in graph.memories[t]:
            for some, left in graph.split(t, memory):
                for a, b, c in np.ndindex(len(some), middle, columns):
                    if c in graph.last(t, memory):
                        value = lengths[t][memory][some[a] * middle + b]
                        value = value - lengths[t + 1][left][b * columns + c]
                        found[some[a], b, c] = max(found[some[a], b, c], value)
        most = _fall(graph, t, lengths)
        assert (t, most[fits].tolist()) == (t, found[fits].tolist())


def test_a_window_that_several_memories_allow_is_counted_up_to_its_largest_limit() -> None:
    found = [
        (np.array([1, 3]), np.array([5, 2])),
        (np.array([1, 2]), np.array([7, 4])),
        (np.array([3]), np.array([1])),
    ]

    windows, limits = _largest(found)

    assert (windows.tolist(), limits.tolist()) == ([1, 2, 3], [7, 4, 2])

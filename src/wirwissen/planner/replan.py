"""Plan again when one person answers anew, without counting everybody again.

The counts of all windows are kept. One person changes each of them by at most one, exact counts
stay exact and lower bounds stay lower bounds; what is no longer sure is counted on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.bounded_search import bounded_costs, counted_on
from wirwissen.planner.candidates import candidates
from wirwissen.planner.costs import Scales
from wirwissen.planner.first_level import blocks_of, from_bounded
from wirwissen.planner.graph import build_graph
from wirwissen.planner.problem import BITS, People, Problem
from wirwissen.planner.result import Result
from wirwissen.planner.scanning import Scan
from wirwissen.planner.search import finished
from wirwissen.planner.solve import proven
from wirwissen.planner.ties import Audience


class Session:
    """A problem whose people change their answers one by one; `problem` and `result` keep pace.

    `result` is found like any other, but without a certificate and not yet proven, since both take
    longer than a change; `prove` adds them. Raises `ValueError` for a problem without a series.
    """

    def __init__(self, problem: Problem, *, seed: int = 0) -> None:
        people = People(problem.people.free.copy(), problem.people.weights.copy())
        self.problem, self.seed = replace(problem, people=people), seed
        self._found = candidates(self.problem)
        if not all(len(slots) for slots in self._found.allowed):
            raise ValueError("no series keeps the rules")
        self._graph, self._scales = build_graph(self.problem, self._found), Scales(people)
        blocks = blocks_of(self.problem, self._found, self._graph, self._scales)
        self._scan = Scan(self._graph, blocks)
        bounded = bounded_costs(self._scan)
        if bounded is None:
            raise ValueError("no series keeps the rules")
        self._first = from_bounded(self._graph, bounded)
        self.result = self._finish()

    def change(self, group: int, avail: int) -> Result:
        """Give a group of one person another answer; bit j of `avail` is slot j.

        Raises `ValueError` if the group has more people or the answer names no slot: then solve
        the new problem from the start.
        """
        people, graph = self.problem.people, self._graph
        if people.weights[group] != 1 or avail < 0 or avail >> len(self.problem.slots):
            raise ValueError("one person, and slots of this problem")
        free, reached = self._answer(group, avail)
        if graph.windows:
            misses = [~free[slots] & reached for slots in graph.slots]
            place = self._scales.place_of(group, self._scan.blocks.words)
            self._scan.change_one(*place, misses)
        path = self._first.path
        best = sum(self._scan.count_whole(t, window) for t, window in enumerate(path))
        self._first = from_bounded(graph, counted_on(self._scan, best, path))
        self.result = self._finish()
        return self.result

    def prove(self) -> Result:
        """Let the checker look at the series of now; `result` becomes proven if it agrees."""
        self.result = proven(self.problem, self._finish(self.problem.digest))
        return self.result

    def _answer(self, group: int, avail: int) -> tuple[NDArray[np.bool_], bool]:
        """Write the answer into the bit sets. Returns it per slot, and whether it is reachable."""
        word, flag = group // BITS, np.uint64(1 << group % BITS)
        bits = np.array([avail >> slot & 1 for slot in range(len(self.problem.slots))], np.bool_)
        column: NDArray[np.uint64] = self.problem.people.free[:, word]
        column[:] = np.where(bits, column | flag, column & ~flag)
        reachable = self._found.reachable
        was = bool(reachable[word] & flag)
        now = any(bool(bits[slots].any()) for slots in self._found.eligible)
        reachable[word] = reachable[word] | flag if now else reachable[word] & ~flag
        self._found = replace(self._found, unreachable=self._found.unreachable + was - now)
        return bits, now

    def _finish(self, digest: Callable[[], str] | None = None) -> Result:
        problem, found = self.problem, self._found
        audience = Audience(problem.people.free, found.reachable, self._scales, problem.levels)
        return finished(
            problem, found, self._graph, self._first, audience, seed=self.seed, digest=digest
        )

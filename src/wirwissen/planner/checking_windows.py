"""For the checker: does no window miss fewer people than the potentials fall along it?"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.checking_counts import Counts, mapping
from wirwissen.planner.checking_rules import after_history, window_fits
from wirwissen.planner.problem import Problem

Numbers = NDArray[np.int64]
Weekdays = tuple[int, ...]
Potentials = dict[Weekdays, Numbers]
LARGEST = 1 << 60


@dataclass(frozen=True)
class Tight:
    """The windows without slack.

    `bound`: no series misses less; `series`: how many miss exactly that (a float: there may be very
    many). `left`: the slots of each meeting, `days`: their weekdays. `windows[t]`: by the weekdays
    before meeting t, positions in `left`, shape (w, windows); only those that lead to the end, and
    for t = 0 only those with the lowest potential at the start.
    """

    bound: int
    series: float
    left: list[list[int]]
    days: list[list[int]]
    width: int
    depth: int
    windows: list[dict[Weekdays, Numbers]]


def tight_windows(
    problem: Problem, eligible: list[list[int]], certificate: Mapping[str, Any]
) -> Tight | None:
    """Check the potentials window by window; `None` if one of them falls too far or is missing.

    `eligible`: per meeting the slots that filters and pins leave.
    """
    width = problem.objective.window
    left = after_history(problem, eligible)
    reached = np.bitwise_or.reduce(problem.people.free[[s for e in eligible for s in e]], axis=0)
    days = [[problem.slots[slot].start.weekday() for slot in slots] for slots in left]
    if len(left) < width:  # no window at all: 0 missed, and every series is equal
        positions = np.stack(np.nonzero(window_fits(problem, left)))
        return Tight(0, positions.shape[1], left, days, len(left), 0, [{(): positions}])
    depth = max(0, problem.constraints.weekday_differs - width + 1)
    potentials = _read_potentials(certificate, days, width, depth)
    if potentials is None or any(values.any() for values in potentials[-1].values()):
        return None

    def without_slack(t: int) -> dict[Weekdays, Numbers] | None:
        slots = left[t : t + width]
        fits = window_fits(problem, slots)
        places = np.stack(np.unravel_index(np.flatnonzero(fits), fits.shape))
        needs = _falls(places, potentials[t], potentials[t + 1], days[t : t + width], depth)
        most = np.maximum.reduce([np.full(places.shape[1], -1), *needs.values()])
        missed = counts.missed(t, places, most)
        if (missed < most).any():
            return None
        return {before: places[:, missed == need] for before, need in needs.items()}

    with mapping(problem) as mapped:
        counts = Counts(problem, left, reached, mapped)
        windows = list(mapped(without_slack, range(len(left) - width + 1)))
    if any(found is None for found in windows):
        return None
    start = np.flatnonzero(window_fits(problem, left[: width - 1]).ravel())
    bound = int(potentials[0][()][start].min(initial=np.iinfo(np.int64).max))
    lowest = start[potentials[0][()][start] == bound]
    return _leading_on(
        Tight(bound, 0.0, left, days, width, depth, [w for w in windows if w]), lowest
    )


def _read_potentials(
    certificate: Mapping[str, Any], days: list[list[int]], width: int, depth: int
) -> list[Potentials] | None:
    """The potentials: per layer, for each run of weekdays before it, one for each node."""
    written = certificate.get("potentials")
    if not isinstance(written, list) or len(written) != len(days) - width + 2:
        return None
    runs: set[Weekdays] = {()}
    potentials: list[Potentials] = []
    for t, layer in enumerate(written):
        nodes = prod(len(each) for each in days[t : t + width - 1])
        try:
            found = {
                tuple(entry["weekdays"]): read_numbers(entry["values"], nodes) for entry in layer
            }
        except (TypeError, KeyError, ValueError, zlib.error):
            return None
        if not runs <= found.keys():
            return None
        potentials.append(found)
        if t < len(days):
            runs = {_after(run, day, depth) for run in runs for day in set(days[t]) - set(run)}
    return potentials


def read_numbers(written: str, count: int) -> Numbers:
    """Unpack `count` numbers. Raises `ValueError` or `zlib.error` if they are not those."""
    packed = base64.b64decode(written, validate=True)
    numbers = np.frombuffer(zlib.decompressobj().decompress(packed, count * 8 + 1), dtype="<i8")
    # Within these limits no difference of two of them overflows.
    if len(numbers) != count or not (numbers >= 0).all() or not (numbers <= LARGEST).all():
        raise ValueError("other numbers than one potential for each node")
    return numbers.astype(np.int64)


def _after(before: Weekdays, day: int, depth: int) -> Weekdays:
    """The weekdays that H1 still needs, one meeting later."""
    return (*before, day)[-depth:] if depth else ()


def _falls(
    places: Numbers, here: Potentials, there: Potentials, days: list[list[int]], depth: int
) -> dict[Weekdays, Numbers]:
    """How far the potential falls along each window, by the weekdays before; -1: not allowed."""
    sizes = [len(each) for each in days]
    source = np.ravel_multi_index(tuple(places[:-1]), sizes[:-1])
    target = np.ravel_multi_index(tuple(places[1:]), sizes[1:])
    if not depth:  # the weekdays before are no matter
        return {(): np.maximum(-1, here[()][source] - there[()][target])}
    first, last = np.array(days[0])[places[0]], np.array(days[-1])[places[-1]]
    falls = {before: np.full(places.shape[1], -1) for before in here}
    for day in set(days[0]):
        mine = np.flatnonzero(first == day)
        at, to, end = source[mine], target[mine], last[mine]
        for before in falls:
            if day not in before:
                fall = np.maximum(-1, here[before][at] - there[_after(before, day, depth)][to])
                for other in before:
                    fall[end == other] = -1
                falls[before][mine] = fall
    return falls


def windows_by_weekday(tight: Tight, t: int) -> Iterator[tuple[Weekdays, Weekdays, Numbers]]:
    """The windows of meeting t as (weekdays before, weekdays after, positions)."""
    for before, places in tight.windows[t].items():
        first = np.array(tight.days[t])[places[0]]
        for day in sorted(set(first.tolist())):
            yield before, _after(before, day, tight.depth), places[:, first == day]


def node_of(tight: Tight, t: int, places: Numbers) -> Numbers:
    """The numbers of nodes from the positions of meetings t, t + 1, …"""
    number = np.zeros(places.shape[1], np.int64)
    for slots, place in zip(tight.left[t:], places, strict=False):
        number = number * len(slots) + place
    return number


def _leading_on(tight: Tight, start: Numbers) -> Tight:
    """Keep the windows that lead to the end, and count the series from the nodes `start`."""
    ahead: dict[Weekdays, NDArray[np.float64]] | None = None
    kept: list[dict[Weekdays, Numbers]] = []
    for t in reversed(range(len(tight.windows))):
        here: dict[Weekdays, NDArray[np.float64]] = {}
        useful: dict[Weekdays, list[Numbers]] = {}
        nodes = prod(len(slots) for slots in tight.left[t : t + tight.width - 1])
        for before, after, places in windows_by_weekday(tight, t):
            target = node_of(tight, t + 1, places[1:])
            ways: NDArray[np.float64] = np.ones(len(target))
            if ahead is not None:
                ways = ahead[after][target] if after in ahead else 0 * ways
            source = node_of(tight, t, places[:-1])
            if t == 0:
                ways = np.where(np.isin(source, start), ways, 0.0)
            useful.setdefault(before, []).append(places[:, ways > 0])
            here.setdefault(before, np.zeros(nodes))
            here[before] += np.bincount(source, ways, minlength=nodes)
        kept.append({before: np.concatenate(parts, axis=1) for before, parts in useful.items()})
        ahead = here
    series = float(ahead[()].sum()) if ahead and () in ahead else 0.0
    return replace(tight, series=series, windows=kept[::-1])

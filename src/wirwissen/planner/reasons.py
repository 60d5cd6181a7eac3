"""One German sentence of reason for each date of a plan.

The sentences keep the privacy rule: they name rounded totals of chosen dates at most, and speak of
people who can rarely come only where at least five are meant. Groups under 15 get reasons of the
calendar alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from wirwissen.planner import figures, german
from wirwissen.planner.problem import Problem
from wirwissen.planner.scene import Scene

Reason = Callable[[Scene, int], str]  # a true sentence about one meeting, or nothing


def sentences(problem: Problem, plan: tuple[int, ...]) -> list[str]:
    """One sentence for each date of the plan, in its order. `plan` holds slot indexes."""
    scene = Scene.of(problem, plan)
    told: Counter[Reason] = Counter()
    chosen = []
    for meeting in range(len(plan)):
        true = [reason for reason in _reasons(scene) if reason(scene, meeting)]
        # What has been said least often so far; between equals the stronger reason, which is first.
        reason = _announced if _is_fixed(scene, meeting) else min(true, key=lambda r: told[r])
        told[reason] += 1
        chosen.append(reason(scene, meeting))
    return chosen


def _is_fixed(scene: Scene, meeting: int) -> bool:
    return scene.problem.slots[scene.plan[meeting]].period in scene.problem.constraints.pinned


def _reasons(scene: Scene) -> Sequence[Reason]:
    calendar = (_announced, _new_hour, _new_weekday, _changed_weekday, _keeps_rules)
    if not figures.may_show(scene.problem.people.total):
        return calendar
    return (_announced, _most, _waited, _rare, *calendar[1:])


def _announced(scene: Scene, meeting: int) -> str:
    return "Dieser Termin ist schon angekündigt und bleibt." if _is_fixed(scene, meeting) else ""


def _most(scene: Scene, meeting: int) -> str:
    """By the figures as they are shown: the exact order of the dates is nobody's to know."""
    total = scene.problem.people.total
    counts = [figures.shown(int(count), total) for count in scene.counts]
    if counts[meeting].low < max(count.low for count in counts):
        return ""
    return f"Einer der Termine, die den meisten passen: {counts[meeting].words} von {total}."


def _waited(scene: Scene, meeting: int) -> str:
    """Five people at least for whom no other meeting of some window suits."""
    width, last = scene.problem.objective.window, len(scene.plan) - scene.problem.objective.window
    alone = np.zeros(scene.suits.shape[1], dtype=np.bool_)
    for first in range(max(0, meeting - width + 1), min(meeting, last) + 1):
        others = [t for t in range(first, first + width) if t != meeting]
        alone |= ~scene.suits[others].any(axis=0)
    if scene.people(alone & scene.suits[meeting]) < figures.STEP:
        return ""
    return "Hier kommen Menschen dazu, denen die Treffen davor und danach nicht passen."


def _rare(scene: Scene, meeting: int) -> str:
    often = scene.suits.sum(axis=0)
    rare = (often > 0) & (often <= max(1, len(scene.plan) // 4))
    if scene.people(rare & scene.suits[meeting]) < figures.STEP:
        return ""
    return "Gut für Menschen, die im Jahr nur selten können."


def _new_hour(scene: Scene, meeting: int) -> str:
    start = scene.problem.slots[scene.plan[meeting]].start
    before = {scene.problem.slots[slot].start.time() for slot in scene.plan[:meeting]}
    if not before or start.time() in before:
        return ""
    return f"Um {german.clock(start)}, damit auch andere können als zu den Zeiten davor."


def _new_weekday(scene: Scene, meeting: int) -> str:
    before = {*map(scene.weekday, range(meeting)), *scene.problem.constraints.previous_weekdays}
    if not before or scene.weekday(meeting) in before:
        return ""
    return f"{german.WEEKDAYS[scene.weekday(meeting)]} war noch nicht dran."


def _changed_weekday(scene: Scene, meeting: int) -> str:
    name = german.WEEKDAYS[scene.weekday(meeting)]
    if not meeting or not scene.problem.constraints.weekday_differs:
        return ""
    return f"{name} nach {german.WEEKDAYS[scene.weekday(meeting - 1)]}, damit die Woche wechselt."


def _keeps_rules(scene: Scene, meeting: int) -> str:
    return "Passt mit den anderen Terminen zusammen am besten für alle."

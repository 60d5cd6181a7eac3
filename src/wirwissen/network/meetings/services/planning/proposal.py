"""What the orga gets to see of a run: dates with reasons, bands, comparisons, other ways.

Everything here is made once, in the run, and never again: figures are those of the snapshot.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wirwissen.network.groups.models import PublicMeeting
from wirwissen.network.meetings.models import PlanRun
from wirwissen.network.meetings.services.availability import local_start
from wirwissen.network.meetings.services.planning.others import other_days
from wirwissen.network.meetings.services.planning.question import Question, seed_of
from wirwissen.planner import figures, german
from wirwissen.planner.baselines import poll_winner, quality, rotation
from wirwissen.planner.candidates import candidates
from wirwissen.planner.explanation import explanation
from wirwissen.planner.problem import Problem
from wirwissen.planner.scene import Scene
from wirwissen.planner.solve import Result

_CLOSE = 3 * 3600  # seconds between two starts on one evening


def proposal_of(
    run: PlanRun, question: Question, result: Result, unpinned: Result | None
) -> dict[str, Any]:
    """The snapshot of a run, as plain values for a JSON field."""
    problem, plan = question.problem, result.plan
    assert plan is not None
    told: dict[str, Any] = explanation(problem, result, unpinned)
    is_open = figures.may_show(problem.people.total)
    others = other_days(problem, plan)
    for meeting, entry in enumerate(told["dates"]):
        period = problem.slots[plan[meeting]].period
        entry["is_announced"] = period in problem.constraints.pinned
        entry["warnings"] = _warnings(run, question, problem.slots[plan[meeting]].start)
        entry["others"] = [] if entry["is_announced"] else others[meeting]
    return {
        "objective": told["objective"],
        "dates": told["dates"],
        "people": problem.people.total if is_open else None,
        "proven": result.proven,
        "seed": seed_of(run),
        "average": _average(problem, plan) if is_open else "",
        "comparison": _comparison(problem, plan) if is_open else [],
        "series": _other_series(problem, result, told.get("alternatives", [])),
        "pins": told.get("pins", ""),
        "without_date": [german.period(name) for name in question.without_date],
        "rules": _softened(problem),
    }


def _average(problem: Problem, plan: tuple[int, ...]) -> str:
    counts = Scene.of(problem, plan).counts
    total = problem.people.total
    return f"{figures.shown(int(counts.sum()) // len(plan), total).words} von {total}"


def _bands(problem: Problem, plan: tuple[int, ...]) -> dict[str, str]:
    """How a series does, as two bands."""
    scene, found = Scene.of(problem, plan), candidates(problem)
    total, width = problem.people.total, problem.objective.window
    chances = max(0, len(plan) - width + 1) * (total - found.unreachable)
    never = scene.people(scene.suits.sum(axis=0) == 0)
    return {
        "missed": figures.band(min(quality(problem, plan).missed, chances), chances),
        "never": figures.band(never, total),
    }


def _comparison(problem: Problem, plan: tuple[int, ...]) -> list[dict[str, str]]:
    rows = [
        (_("Dieser Plan"), plan),
        (_("Montag bis Donnerstag im Wechsel"), rotation(problem)),
        (_("Jeden Monat eine Umfrage"), poll_winner(problem)),
    ]
    return [{"name": name, **_bands(problem, series)} for name, series in rows]


def _other_series(problem: Problem, result: Result, words: list[str]) -> list[dict[str, Any]]:
    """Whole series to take instead, each with what it costs in words; last the old habit."""
    assert result.plan is not None
    rows = [(other.plan, _("Eine andere gute Reihe")) for other in result.alternatives]
    rows.append((rotation(problem), _("Montag bis Donnerstag im Wechsel, wie bisher")))
    return [
        {
            "name": name,
            "words": words[number] if number < len(words) else "",
            "starts": [_text(problem.slots[slot].start) for slot in series],
        }
        for number, (series, name) in enumerate(rows)
        if series != result.plan
    ]


def _warnings(run: PlanRun, question: Question, start: datetime) -> list[str]:
    found = [
        _("%(name)s ist an diesem Tag Feiertag %(where)s.")
        % {"name": holiday.name, "where": holiday.sentence_part}
        for holiday in question.holidays
        if holiday.on == start.date()
    ]
    published = PublicMeeting.objects.filter(is_withdrawn=False, group__shows_dates=True)
    sisters = published.exclude(group=run.group_id).select_related("group")
    for row in sisters.filter(starts_at__date=start.date()):
        if abs((local_start(row.starts_at) - start).total_seconds()) < _CLOSE:
            found.append(_("Am selben Abend trifft sich %(group)s.") % {"group": row.group.name})
    return found


def _softened(problem: Problem) -> list[str]:
    """Which rules had to give way, because announced dates or missing months left no other way."""
    rules, found = problem.constraints, []
    if rules.max_gap is None:
        found.append(_("Zwischen zwei Treffen liegen einmal mehr als 45 Tage."))
    if not rules.weekday_differs:
        found.append(_("Der Wochentag wechselt nicht jedes Mal."))
    return found


def _text(at: datetime) -> str:
    return at.isoformat(timespec="minutes")

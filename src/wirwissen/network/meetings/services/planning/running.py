"""The background job of a planning run. It carries the id of the run and nothing else."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import Availability, PlanRun, RunState
from wirwissen.network.meetings.services.planning.changes import changes_since
from wirwissen.network.meetings.services.planning.figures import counts_of, read_snapshot
from wirwissen.network.meetings.services.planning.proposal import proposal_of
from wirwissen.network.meetings.services.planning.question import Question, question_of, seed_of
from wirwissen.planner.snapshots import FEWEST_CHANGES, Snapshot, may_publish
from wirwissen.planner.solve import Result, price_of_pins, solve

log = logging.getLogger("wirwissen.meetings")
LONGEST_SEARCH = 120.0  # seconds


@task()
def work_out_plan(run_id: str) -> None:
    """Work out one run. Safe to run twice: a run that has ended is left alone."""
    run = PlanRun.objects.select_related("group").filter(pk=run_id).first()
    if run is None or run.state not in {RunState.WAITING, RunState.RUNNING}:
        return
    try:
        run_plan(run, now=clock_now())
    except Exception:
        log.exception("plan %s broke off", run.pk)
        _fail(run, _("Beim Rechnen ist etwas schiefgegangen. Versuch es noch einmal."))


def run_plan(run: PlanRun, *, now: datetime) -> PlanRun:
    """Read, search, compare, keep: a proposal, or a sentence that says what is in the way."""
    _reach(run, 1)
    question = question_of(run, now=now)
    _reach(run, 2)
    result, question = _solved(run, question)
    if result.plan is None:
        return _fail(run, _("Mit diesen Regeln gibt es keine Reihe. Prüfe die festen Termine."))
    _reach(run, 3)
    unpinned = price_of_pins(question.problem, result).without if question.pins else None
    snapshot = proposal_of(run, question, result, unpinned)
    return _keep(run, question, result, snapshot)


def _solved(run: PlanRun, question: Question) -> tuple[Result, Question]:
    """The best series. Announced dates stay put; if rules clash with them, the rules give way."""
    rules = question.problem.constraints
    # The weekday of a date that is announced may repeat the last ones: the orga has chosen it.
    anew = replace(rules, previous_weekdays=()) if rules.pinned else rules
    ways = [
        rules,
        anew,
        replace(rules, max_gap=None),
        replace(anew, max_gap=None),
        replace(rules, max_gap=None, weekday_differs=0),
        replace(rules, max_gap=None, weekday_differs=0, min_gap=0, previous_date=None),
    ]
    for way in ways:
        problem = replace(question.problem, constraints=way)
        result = solve(problem, seed=seed_of(run), alternatives=2, time_limit=LONGEST_SEARCH)
        if result.plan is not None:
            break
    return result, replace(question, problem=problem)


@transaction.atomic
def _keep(run: PlanRun, question: Question, result: Result, snapshot: dict[str, Any]) -> PlanRun:
    """Keep the snapshot, unless it would give somebody's answer away together with earlier ones."""
    Group.objects.select_for_update().get(pk=run.group_id)
    changes = changes_since(run.group, question.marks)
    assert result.plan is not None
    counts = counts_of(question.problem, result.plan)
    earlier = PlanRun.objects.filter(group=run.group_id).exclude(counts={}).order_by("asked_at")
    history = [read_snapshot(old.counts) for old in earlier]
    is_enough = changes.members >= FEWEST_CHANGES
    if not is_enough or not may_publish(history, Snapshot(counts, changes)):
        return _fail(
            run, _("Noch nicht: Der neue Plan verriete etwas über Einzelne. Warte auf mehr Zeiten.")
        )
    run.snapshot, run.state, run.step = snapshot, RunState.PROPOSED, PlanRun.STEPS
    run.counts = {
        "people": len(question.marks),
        "changes": [changes.joined, changes.left, changes.answered],
        "shown": [
            [[at.isoformat() for at in starts], count.low, count.high, count.of, count.words]
            for starts, count in counts.items()
        ],
    }
    run.save()
    for pk, mark in question.marks.items():
        Availability.objects.filter(pk=pk).update(told_mark=mark)
    return run


def _reach(run: PlanRun, step: int) -> None:
    run.state, run.step = RunState.RUNNING, step
    run.save(update_fields=["state", "step"])


def _fail(run: PlanRun, sentence: str) -> PlanRun:
    run.state, run.trouble = RunState.FAILED, sentence
    run.save(update_fields=["state", "trouble"])
    return run

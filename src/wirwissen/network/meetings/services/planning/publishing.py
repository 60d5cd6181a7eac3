"""From a proposal to dates: change a day, take the plan over, let a second person publish it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Duty, DutyKind, Group, Member
from wirwissen.network.meetings.models import (
    Availability,
    Meeting,
    MeetingState,
    PlanRun,
    RunState,
)
from wirwissen.network.meetings.rules.availability import LENGTH
from wirwissen.network.meetings.rules.season import split_announced
from wirwissen.network.meetings.services.availability import local_start
from wirwissen.network.meetings.services.public import show_in_public
from wirwissen.network.meetings.services.telling import everybody, orga, tell

_HELD = (MeetingState.FIXED, MeetingState.MOVED)


@transaction.atomic
def choose_day(run: PlanRun, *, meeting: int, start: str) -> PlanRun:
    """Take another of the offered days for one meeting. Its figures are gone: they told of the
    day before. Raises `Refused` for a day that was not offered, or once the plan was taken over."""
    run = _locked(run, RunState.PROPOSED)
    dates = run.snapshot["dates"]
    entry = dates[meeting] if 0 <= meeting < len(dates) else {"others": []}
    offered = [other for other in entry["others"] if other["start"] == start]
    if not offered:
        raise Refused(_("Diesen Tag gibt es in diesem Vorschlag nicht mehr. Lade die Seite neu."))
    before = {"start": entry["start"], "words": _("so war es vorgeschlagen")}
    entry.pop("suits", None)
    # Other days were worked out for the series as it was: after one change they may clash.
    for each in dates:
        each["others"] = []
    entry.update(
        start=start, reason=_("Diesen Tag hat die Orga gewählt."), warnings=[], others=[before]
    )
    run.snapshot["proven"] = False
    run.save(update_fields=["snapshot"])
    return run


@transaction.atomic
def choose_series(run: PlanRun, *, number: int) -> PlanRun:
    """Take another whole series of the proposal. Raises `Refused` as `choose_day` does."""
    run = _locked(run, RunState.PROPOSED)
    series = run.snapshot["series"]
    if not 0 <= number < len(series):
        raise Refused(_("Diese Reihe gibt es in diesem Vorschlag nicht mehr. Lade die Seite neu."))
    chosen = series[number]
    for entry, start in zip(run.snapshot["dates"], chosen["starts"], strict=True):
        if entry["start"] != start:
            entry.pop("suits", None)
            entry.update(start=start, reason=str(chosen["name"]), warnings=[])
        entry["others"] = []
    run.snapshot.update(proven=False, average="", series=[])
    run.save(update_fields=["snapshot"])
    return run


@transaction.atomic
def take_over(run: PlanRun, *, by: Member, now: datetime) -> PlanRun:
    """Take the proposal over. A second person of the orga publishes it; if there is none, this is
    it. Twice does no harm."""
    run = PlanRun.objects.select_for_update().select_related("group").get(pk=run.pk)
    if run.state in {RunState.TAKEN, RunState.PUBLISHED}:
        return run
    run = _locked(run, RunState.PROPOSED)
    run.state, run.taken_by = RunState.TAKEN, by
    run.save(update_fields=["state", "taken_by"])
    if _orga_count(run.group) < 2:
        return _publish(run, now=now)
    tell([member for member in orga(run.group) if member.pk != by.pk], now=now)
    return run


@transaction.atomic
def give_back(run: PlanRun) -> PlanRun:
    """Make a plan that was taken over a proposal again."""
    run = _locked(run, RunState.TAKEN)
    run.state, run.taken_by = RunState.PROPOSED, None
    run.save(update_fields=["state", "taken_by"])
    return run


@transaction.atomic
def publish(run: PlanRun, *, by: Member, now: datetime) -> PlanRun:
    """Publish a plan that somebody else took over. Twice does no harm.

    Raises `Refused` for the person who took it over: four eyes see a slip of the pen.
    """
    run = PlanRun.objects.select_for_update().select_related("group").get(pk=run.pk)
    if run.state == RunState.PUBLISHED:
        return run
    run = _locked(run, RunState.TAKEN)
    if run.taken_by_id == by.pk and _orga_count(run.group) > 1:
        raise Refused(_("Das prüft eine zweite Person aus der Orga. Du hast ihn übernommen."))
    return _publish(run, now=now)


def _publish(run: PlanRun, *, now: datetime) -> PlanRun:
    """Announced dates stay; tentative ones of these months give way to the new ones. A topic stays
    with its month: it is separate from the date."""
    group = Group.objects.select_for_update().get(pk=run.group_id)
    entries = [entry for entry in run.snapshot["dates"] if not entry["is_announced"]]
    starts = [timezone.make_aware(datetime.fromisoformat(entry["start"])) for entry in entries]
    kept = Meeting.objects.filter(group=group, state__in=_HELD, starts_at__gt=now).count()
    old = Meeting.objects.filter(
        group=group, state=MeetingState.TENTATIVE, starts_at__gt=now,
        starts_at__date__gte=run.first_month,
    )  # fmt: skip
    topics = {_month(row.starts_at): row.topic_id for row in old if row.topic_id}
    old.delete()
    announced, _tentative = split_announced(starts, kept)
    for number, (entry, start) in enumerate(zip(entries, starts, strict=True)):
        state = MeetingState.FIXED if number < announced else MeetingState.TENTATIVE
        meeting, _is_new = Meeting.objects.get_or_create(
            group=group, starts_at=start,
            defaults=_fields(run, entry, start, state, topics.get(_month(start))),
        )  # fmt: skip
        show_in_public(meeting)
    ends = max([*starts, now])
    Availability.objects.filter(member__group=group).update(ends_on=timezone.localdate(ends))
    run.state = RunState.PUBLISHED
    run.save(update_fields=["state"])
    tell(everybody(group), now=now)
    return run


def _fields(
    run: PlanRun, entry: dict[str, Any], start: datetime, state: MeetingState, topic: str | None
) -> dict[str, Any]:
    reason = str(entry["reason"])[:200]
    return {
        "run": run, "ends_at": start + LENGTH, "state": state, "reason": reason, "topic_id": topic
    }  # fmt: skip


def _month(at: datetime) -> str:
    return f"{local_start(at):%Y-%m}"


def _orga_count(group: Group) -> int:
    return Duty.objects.filter(member__group=group, kind=DutyKind.ORGA.value).count()


def _locked(run: PlanRun, state: RunState) -> PlanRun:
    found = PlanRun.objects.select_for_update().select_related("group").get(pk=run.pk)
    if found.state != state:
        raise Refused(_("Dieser Plan ist inzwischen weiter. Sieh ihn dir noch einmal an."))
    return found

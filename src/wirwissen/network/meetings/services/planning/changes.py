"""What has changed in a group's answers since figures were last shown."""

from __future__ import annotations

from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import Availability, PlanRun
from wirwissen.planner.snapshots import Changes


def changes_since(group: Group, marks: dict[str, str] | None = None) -> Changes:
    """How many members came, went or answered anew since the last snapshot of this group.

    Exact, so nobody's to see. `marks`: the answers as a run has read them, else as they are now.
    """
    rows = Availability.objects.filter(member__group=group).values_list("pk", "mark", "told_mark")
    told = {pk: told_mark for pk, _mark, told_mark in rows}
    now_marks = marks if marks is not None else {pk: mark for pk, mark, _told in rows}
    last = PlanRun.objects.filter(group=group).exclude(counts={}).order_by("-asked_at").first()
    before = int(last.counts["people"]) if last is not None else 0
    known = {pk for pk in now_marks if told.get(pk)}
    return Changes(
        joined=len(now_marks) - len(known),
        left=max(0, before - len(known)),
        answered=sum(told[pk] != now_marks[pk] for pk in known),
    )

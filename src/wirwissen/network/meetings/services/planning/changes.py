"""What has changed in a group's answers since figures were last shown."""

from __future__ import annotations

from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import Availability, PlanRun
from wirwissen.network.meetings.services.availability import read_answer
from wirwissen.network.meetings.services.planning.question import mark_of
from wirwissen.planner.snapshots import Changes


def changes_since(group: Group, marks: dict[str, str] | None = None) -> Changes:
    """How many members came, went or answered anew since the last snapshot of this group.

    Exact, so nobody's to see. `marks`: the answers as a run has read them, else as they are now.
    """
    rows = Availability.objects.filter(member__group=group).select_related("envelope")
    told = {row.pk: row.told_mark for row in rows}
    now_marks = marks
    if now_marks is None:
        opened = [(row.pk, read_answer(row)) for row in rows]
        now_marks = {pk: mark_of(pk, answer) for pk, answer in opened if answer is not None}
    last = PlanRun.objects.filter(group=group).exclude(counts={}).order_by("-asked_at").first()
    before = int(last.counts["people"]) if last is not None else 0
    known = {pk for pk in now_marks if told.get(pk)}
    return Changes(
        joined=len(now_marks) - len(known),
        left=max(0, before - len(known)),
        answered=sum(told[pk] != now_marks[pk] for pk in known),
    )

"""The pages of the meetings: who may see them, and in which states they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.network.meetings import make
from tests.network.world import World
from tests.registry import LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import (
    Meeting,
    MeetingState,
    PartKind,
    PlanRun,
    RunState,
    Topic,
)
from wirwissen.network.meetings.rules.availability import Absence, Answer, Fit, Rotation, Shift

MEMBERS = frozenset({"member", "orga", "confidant", "facilitator"})
# A list page shows everybody their own group's.
ANY_MEMBER = MEMBERS | {"foreign_member", "foreign_orga"}
ORGA, ANY_ORGA = frozenset({"orga"}), frozenset({"orga", "foreign_orga"})
BOTH, POST = ("GET", "POST"), ("POST",)
Args = Callable[[World], Mapping[str, object]]


def the(name: str) -> Args:
    """The own side's row of this name."""
    return lambda world: {"pk": world.own.extra[name].pk}


def ticket(world: World) -> Mapping[str, object]:
    return {"pk": world.own.extra["fixed"].pk, "token": "t"}


def way_in(world: World) -> Mapping[str, object]:
    return {**ticket(world), "place": "main"}


def own_post(world: World) -> Mapping[str, object]:
    return {**the("held")(world), "post_pk": world.own.extra["own_post"].pk}


def numbered(world: World) -> Mapping[str, object]:
    return {**the("run")(world), "number": 1}


def tonight(world: World) -> Meeting:
    """The fixed date begins in ten minutes."""
    row: Meeting = world.own.extra["fixed"]
    start = now() + timedelta(minutes=10)
    Meeting.objects.filter(pk=row.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
    row.refresh_from_db()
    return row


def open_door(world: World) -> Mapping[str, object]:
    return {"pk": tonight(world).pk}


def host_at_door(world: World) -> Mapping[str, object]:
    row = tonight(world)
    services.take_part(row, world.own.member, PartKind.TECH)
    services.take_part(row, world.own.confidant, PartKind.CARE)
    services.issue_pass(row, world.own.member, name=LONG_WORD, now=now())
    return {"pk": row.pk}


def with_pass(world: World, *, is_bbb: bool = False) -> Mapping[str, object]:
    row = tonight(world)
    services.keep_room(
        world.own.group, operator=f"Zoom {LONG_WORD}", address="https://raum.example/a/",
        is_bbb=is_bbb, secret="s" if is_bbb else "",
    )  # fmt: skip
    token = services.issue_pass(row, world.own.member, name=LONG_WORD, now=now())
    row.passes.update(small_group=3)
    return {"pk": row.pk, "token": token}


def with_bbb(world: World) -> Mapping[str, object]:
    return with_pass(world, is_bbb=True)


def without_room(world: World) -> Mapping[str, object]:
    row = tonight(world)
    token = services.issue_pass(row, world.own.member, name="Juno", now=now())
    return {"pk": row.pk, "token": token}


def used_link(world: World) -> Mapping[str, object]:
    args = with_pass(world)
    return {"pk": args["pk"], "token": "benutzt", "place": "main"}


def broken_video(world: World) -> Mapping[str, object]:
    args = with_bbb(world)
    services.keep_room(
        world.own.group, operator="Eigener Server", address="http://127.0.0.1:9/", is_bbb=True,
        secret="s",
    )  # fmt: skip
    return {**args, "place": "main"}


def whole_answer(world: World) -> Mapping[str, object]:
    day = now().date()
    answer = Answer(
        {(0, 18): Fit.GOOD, (1, 20): Fit.PINCH, (2, 12): Fit.NEVER},
        Rotation((Shift.EARLY, Shift.NIGHT), day - timedelta(days=day.weekday())),
        (Absence(day, day),), True,
    )  # fmt: skip
    services.keep_answer(world.own.member, answer, now=now())
    return {}


def no_dates(world: World) -> Mapping[str, object]:
    Meeting.objects.all().delete()
    return {}


def moved(world: World) -> Mapping[str, object]:
    in_state("fixed", MeetingState.MOVED)(world)
    return {}


def in_state(name: str, state: MeetingState) -> Args:
    def prepare(world: World) -> Mapping[str, object]:
        row = world.own.extra[name]
        Meeting.objects.filter(pk=row.pk).update(state=state, moved_from=row.starts_at)
        return {"pk": row.pk}

    return prepare


def many_parts(world: World) -> Mapping[str, object]:
    row = world.own.extra["fixed"]
    services.take_part(row, world.own.member, PartKind.SECOND)
    services.take_part(row, world.own.member, PartKind.CARE)
    services.pass_on(row, world.own.fellow, PartKind.HOST, word=f"Link: {LONG_WORD}", now=now())
    world.own.group.floor = 6
    world.own.group.save()
    return {"pk": row.pk}


def few(world: World) -> Mapping[str, object]:
    row = world.own.extra["fixed"]
    world.own.group.floor = 6
    world.own.group.save()
    Meeting.objects.filter(pk=row.pk).update(asked_at=now())
    make.meeting(world.own.group, at=now() + timedelta(days=50))
    return {"pk": row.pk}


def unread(world: World) -> Mapping[str, object]:
    Topic.objects.update(is_approved=False)
    return {}


def no_topics(world: World) -> Mapping[str, object]:
    Meeting.objects.update(topic=None)
    Topic.objects.all().delete()
    return {}


def run_in(state: RunState, **fields: object) -> Args:
    def prepare(world: World) -> Mapping[str, object]:
        PlanRun.objects.filter(group=world.own.group).update(state=state, **fields)
        return {}

    return prepare


def taken_by_other(world: World) -> Mapping[str, object]:
    PlanRun.objects.filter(group=world.own.group).update(
        state=RunState.TAKEN, taken_by=world.own.second_orga
    )
    return {}


def may_ask(world: World) -> Mapping[str, object]:
    PlanRun.objects.all().delete()
    for member in make.members_of(world.own.group):
        services.keep_answer(member, make.EVENINGS, now=now())
    return {}


def small_run(world: World) -> Mapping[str, object]:
    run = world.own.extra["run"]
    run.snapshot.update(people=None, comparison=[], average="", without_date=[], rules=[])
    run.save()
    return {}


ACCESS = [
    Access("meetings:times", ANY_MEMBER, methods=BOTH),
    Access("meetings:times_kept", ANY_MEMBER),
    Access("meetings:times_forget", ANY_MEMBER, methods=POST),
    Access("meetings:dates", ANY_MEMBER),
    Access("meetings:calendar", ANY_MEMBER),
    Access("meetings:meeting", MEMBERS, the("fixed")),
    Access("meetings:answer", MEMBERS, the("fixed"), methods=POST),
    Access("meetings:offer", MEMBERS, the("fixed"), methods=POST),
    Access("meetings:give", MEMBERS, the("fixed"), methods=BOTH),
    Access("meetings:door", MEMBERS, the("fixed"), methods=BOTH),
    Access("meetings:ticket", MEMBERS, ticket),
    Access("meetings:drawn", ORGA, the("fixed"), why="whoever has no leading part is no host"),
    Access("meetings:draw", ORGA, the("fixed"), methods=POST),
    Access("meetings:themes", ORGA, the("held"), methods=BOTH),
    Access("meetings:thread", MEMBERS, the("held"), methods=BOTH),
    Access("meetings:post_back", frozenset({"member"}), own_post, methods=POST),
    Access("meetings:topics", ANY_MEMBER),
    Access("meetings:topic_new", ANY_MEMBER, methods=BOTH),
    Access("meetings:topic_sent", ANY_MEMBER),
    Access("meetings:topic_vote", MEMBERS, the("topic"), methods=POST),
    Access("meetings:topic_approve", ORGA, the("topic"), methods=POST),
    Access("meetings:topic_drop", ORGA, the("topic"), methods=POST),
    Access("meetings:plan", ANY_ORGA, methods=BOTH),
    Access("meetings:plan_day", ORGA, numbered),
    Access("meetings:plan_choose", ORGA, numbered, methods=POST),
    Access("meetings:plan_series", ORGA, numbered, methods=POST),
    Access("meetings:plan_take", ORGA, the("run"), methods=POST),
    Access("meetings:plan_back", ORGA, the("run"), methods=POST),
    Access("meetings:plan_publish", ORGA, the("run"), methods=POST),
    Access("meetings:date_new", ANY_ORGA, methods=BOTH),
    Access("meetings:date", ORGA, the("fixed"), methods=BOTH),
    Access("meetings:date_fix", ORGA, the("tentative"), methods=POST),
    Access("meetings:date_move", ORGA, the("fixed"), methods=BOTH),
    Access("meetings:date_cancel", ORGA, the("fixed"), methods=BOTH),
    Access("meetings:date_hold", ORGA, the("fixed"), methods=POST),
    Access("meetings:date_merge", ORGA, the("fixed"), methods=BOTH),
    Access("meetings:date_input", ORGA, the("fixed"), methods=POST),
    Access("meetings:room", ANY_ORGA, methods=BOTH),
    Access("meetings:take", MEMBERS, the("fixed"), methods=POST),
    Access("meetings:enter", MEMBERS, way_in),
]
STATES = [
    PageState("meetings:times", "empty", "confidant"),
    PageState("meetings:times", "filled", "member", whole_answer),
    PageState("meetings:times", "wrong", "member", post={"week_2": "e", "from_1": "morgen"}),
    PageState("meetings:times_kept", "with dates", "member"),
    PageState("meetings:times_kept", "no dates", "member", no_dates),
    PageState("meetings:dates", "filled", "member"),
    PageState("meetings:dates", "orga", "orga", moved),
    PageState("meetings:dates", "none", "member", no_dates),
    PageState("meetings:meeting", "fixed", "member", the("fixed")),
    PageState("meetings:meeting", "tentative", "member", the("tentative")),
    PageState("meetings:meeting", "held", "orga", the("held")),
    PageState("meetings:meeting", "open", "member", open_door),
    PageState("meetings:meeting", "cancelled", "member", in_state("fixed", MeetingState.CANCELLED)),
    PageState("meetings:meeting", "parts and word", "member", many_parts),
    PageState("meetings:give", "several", "member", many_parts),
    PageState("meetings:door", "early", "member", the("fixed")),
    PageState("meetings:door", "open", "member", open_door),
    PageState("meetings:door", "leading", "member", host_at_door),
    PageState("meetings:door", "wrong", "member", open_door, post={"name": ""}),
    PageState("meetings:door", "shut", "member", the("tentative")),
    PageState("meetings:ticket", "link", "member", with_pass),
    PageState("meetings:ticket", "server", "member", with_bbb),
    PageState("meetings:ticket", "no room", "member", without_room),
    PageState("meetings:enter", "used", "member", used_link),
    PageState("meetings:enter", "no video", "member", broken_video),
    PageState("meetings:drawn", "not yet", "orga", open_door),
    PageState("meetings:themes", "filled", "orga", the("held")),
    PageState("meetings:themes", "wrong", "orga", the("held"), post={"lines": "x" * 90}),
    PageState("meetings:thread", "filled", "member", the("held")),
    PageState("meetings:thread", "wrong", "member", the("held"), post={"text": ""}),
    PageState("meetings:topics", "filled", "member"),
    PageState("meetings:topics", "unread", "orga", unread),
    PageState("meetings:topics", "none", "member", no_topics),
    PageState("meetings:topic_new", "empty", "member"),
    PageState("meetings:topic_new", "wrong", "member", post={"title": ""}),
    PageState("meetings:topic_sent", "page", "member"),
    PageState("meetings:plan", "proposed", "orga"),
    PageState("meetings:plan", "nobody's yet", "orga", may_ask),
    PageState("meetings:plan", "running", "orga", run_in(RunState.RUNNING, step=2, snapshot={})),
    PageState("meetings:plan", "taken by other", "orga", taken_by_other),
    PageState("meetings:plan", "published", "orga", run_in(RunState.PUBLISHED)),
    PageState("meetings:plan", "failed", "orga",
              run_in(RunState.FAILED, snapshot={}, trouble="Noch nicht.")),
    PageState("meetings:plan", "small group", "orga", small_run),
    PageState("meetings:plan_day", "others", "orga", numbered),
    PageState("meetings:date_new", "empty", "orga"),
    PageState("meetings:date_new", "wrong", "orga", post={"day": "32.1.2028"}),
    PageState("meetings:date", "fixed", "orga", the("fixed")),
    PageState("meetings:date", "tentative", "orga", the("tentative")),
    PageState("meetings:date", "few", "orga", few),
    PageState("meetings:date", "held", "orga", the("held")),
    PageState("meetings:date_move", "filled", "orga", the("fixed")),
    PageState("meetings:date_cancel", "asked", "orga", the("fixed")),
    PageState("meetings:date_merge", "others", "orga", few),
    PageState("meetings:date_merge", "none", "orga", the("fixed")),
    PageState("meetings:room", "empty", "orga"),
    PageState("meetings:room", "wrong", "orga", post={"kind": "link", "address": "raum"}),
]  # fmt: skip

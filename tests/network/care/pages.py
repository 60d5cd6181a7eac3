"""The pages of the care app: who may see them, and in which states they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.network import make
from tests.network.care import make_care
from tests.network.world import ACTORS, World
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from wirwissen.foundation.core.clock import now
from wirwissen.network.care import services
from wirwissen.network.care.models import Avoided, Case, Message, Report, Seat
from wirwissen.network.care.rules.cases import Answer
from wirwissen.network.care.rules.joint import JointKind
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.care.rules.reports import Measure
from wirwissen.network.groups.models import Member

TEAM = frozenset({"orga", "confidant", "facilitator"})
MEMBERS = TEAM | {"member", "foreign_member", "foreign_orga"}
BOTH = ("GET", "POST")
Args = Mapping[str, object]


def a_case(world: World) -> Case:
    """Somebody else and the member; asked, in the confidant's hands."""
    return make_care.case(world.own.member, world.own.fellow, f"Kim {LONG_WORD}", asked=True)


def case(world: World) -> Args:
    return {"pk": a_case(world).pk}


def listed(prepare: Callable[[World], Args]) -> Callable[[World], Args]:
    """The same preparation for a page whose address names nothing."""

    def prepared(world: World) -> Args:
        prepare(world)
        return {}

    return prepared


def new_case(world: World) -> Args:
    row = make_care.case(world.own.member, world.own.fellow, f"Kim {LONG_WORD}")
    return {"pk": row.pk}


def answered(world: World) -> Args:
    row = make_care.answered(world.own.member, world.own.fellow, Answer.DECLINES)
    return {"pk": row.pk}


def entry(world: World) -> Args:
    services.add_avoided(world.own.member, f"Anna {LONG_WORD}", Kind.PERSON)
    found = Avoided.objects.filter(member=world.own.member).order_by("pk")
    return {"pk": found[0].pk}


def marks(world: World) -> Args:
    services.give_own_marks(world.own.member, name="Kim", workplace="Haus", now=now())
    return {}


def no_marks_again(world: World) -> Args:
    marks(world)
    services.withdraw_own_marks(world.own.member)
    return {}


def a_report(world: World, about: Member | None = None) -> Report:
    """A report whose two seats are the orga's."""
    row = make_care.report(world.own.fellow, about, text=f"Das war zu laut. {LONG_WORD}")
    Seat.objects.filter(report=row).delete()
    for member in (world.own.orga, world.own.second_orga):
        Seat.objects.create(report=row, member=member, round_no=1)
    return row


def report(world: World) -> Args:
    return {"pk": a_report(world, world.own.member).pk}


def report_heard(world: World) -> Args:
    row = a_report(world, world.own.member)
    make_care.heard(row)
    return {"pk": row.pk}


def report_proposed(world: World) -> Args:
    row = a_report(world, world.own.member)
    make_care.heard(row)
    other = next(s for s in make_care.seats(row) if s.member == world.own.second_orga)
    services.propose(other, Measure.PAUSE, f"Zu viel. {LONG_WORD}", until=now().date(), now=now())
    return {"pk": row.pk}


def report_decided(world: World) -> Args:
    row = a_report(world, world.own.member)
    make_care.decided(row, Measure.EXCLUDE)
    return {"pk": row.pk}


def own_report(world: World) -> Args:
    make_care.report(world.own.member)
    return {}


def hearing(world: World) -> Args:
    row = a_report(world, world.own.member)
    side = services.hear(make_care.seats(row)[0], f"Es ging um … {LONG_WORD}", now=now())
    return {"pk": side.pk}


def hearing_decided(world: World) -> Args:
    row = a_report(world, world.own.member)
    make_care.decided(row, Measure.PAUSE)
    row.refresh_from_db()
    return {"pk": row.side.pk}


def contact(world: World) -> Args:
    act = make_care.joint_contact(world.own.second_orga, world.own.member)
    services.confirm(act, world.own.orga, now=now())
    return {}


def asked(world: World) -> Args:
    return {"pk": make_care.joint_contact(world.own.second_orga, world.own.member).pk}


def asked_by_me(world: World) -> Args:
    return {"pk": make_care.joint_contact(world.own.orga, world.own.member).pk}


def opened(world: World) -> Args:
    act = make_care.joint_contact(world.own.second_orga, world.own.member)
    services.confirm(act, world.own.orga, now=now())
    return {"pk": act.pk}


def export(world: World) -> Args:
    act = services.request_together(
        world.own.second_orga, JointKind.EXPORT, reason="Sicherung", now=now()
    )
    services.confirm(act, world.own.orga, now=now())
    return {"pk": act.pk}


def request_link(world: World) -> Args:
    return {"token": make.request_link(make.request(world.own.group))}


def request_given(world: World) -> Args:
    row = make.request(world.own.group)
    services.give_request_marks(world.own.group, row.pk, name="Kim", workplace="", now=now())
    return {"token": make.request_link(row)}


def nobody_answers(world: World) -> Args:
    for orga in (world.own.orga, world.own.second_orga):
        services.add_avoided(orga, "Station 4", Kind.WORKPLACE)
    row = make.request(world.own.group)
    services.give_request_marks(world.own.group, row.pk, name="", workplace="Station 4", now=now())
    services.look_for_hits(world.own.group, now=now())
    return {"pk": Case.objects.filter(request=row.pk, confidant=world.own.confidant)[0].pk}


def messages(world: World) -> Args:
    text = f"Die Pause war zu kurz. {LONG_WORD}"
    for with_name in (True, False):
        services.write_to_orga(world.own.member, text, with_name=with_name, now=now())
    return {}


def message(world: World) -> Args:
    messages(world)
    return {"pk": Message.objects.exclude(by=None).earliest("pk").pk}


def nameless(world: World) -> Args:
    messages(world)
    return {"pk": Message.objects.filter(by=None).earliest("pk").pk}


OWN = "a list page: members of another group see their own, nobody else's"
ORGA = frozenset({"orga"})
ACCESS = [
    Access("care:apart", MEMBERS, methods=BOTH, why=OWN),
    Access("care:remove", MEMBERS, entry, methods=("POST",), why="does nothing for others"),
    Access("care:marks", MEMBERS, methods=BOTH, why=OWN),
    Access("care:request_marks", EVERYBODY, request_link, methods=BOTH, why="whoever has the link"),
    Access("care:question", frozenset({"member"}), case, methods=BOTH),
    Access("care:cases", frozenset({"confidant"})),
    Access("care:case", frozenset({"confidant"}), case, methods=BOTH),
    Access("care:contact", MEMBERS, methods=BOTH, why=OWN),
    Access("care:own_reports", MEMBERS, why=OWN),
    Access("care:report", MEMBERS, methods=BOTH, why=OWN),
    Access("care:side", frozenset({"member"}), hearing, methods=BOTH),
    Access("care:reports", frozenset({"orga", "confidant", "foreign_orga"}), why=OWN),
    Access("care:handle", ORGA, report, methods=BOTH, why="the confidant has no seat in this one"),
    Access("care:decide", ORGA, report, methods=BOTH),
    Access("care:step_aside", ORGA, report, methods=("POST",)),
    Access("care:joint", frozenset({"orga", "foreign_orga"}), methods=BOTH, why=OWN),
    Access("care:opened", ORGA, asked, methods=BOTH),
    Access("care:message_new", MEMBERS, methods=BOTH, why=OWN),
    Access("care:message_sent", MEMBERS),
    Access("care:messages", frozenset({"orga", "foreign_orga"}), why=OWN),
    Access("care:message", ORGA, message, methods=BOTH),
    Access("care:export", ORGA, export),
]
assert set(ACTORS) > MEMBERS

STATES = [
    PageState("care:apart", "one entry", "member", listed(entry)),
    PageState("care:apart", "empty", "member"),
    PageState("care:apart", "wrong", "member", post={"kind": "person", "text": "Dr."}),
    PageState("care:marks", "empty", "member"),
    PageState("care:marks", "given", "member", marks),
    PageState("care:marks", "taken back", "member", no_marks_again),
    PageState("care:marks", "wrong", "member", post={"name": ""}),
    PageState("care:request_marks", "empty", "anonymous", request_link),
    PageState("care:request_marks", "wrong", "anonymous", request_link, post={"name": ""}),
    PageState("care:request_marks", "given", "anonymous", request_given),
    PageState("groups:request", "compared overnight", "anonymous", request_given),
    PageState("care:request_marks", "over", "anonymous", lambda world: {"token": "vorbei"}),
    PageState("care:question", "asked", "member", case),
    PageState("care:question", "answered", "member", answered),
    PageState("care:question", "wrong", "member", case, post={"answer": ""}),
    PageState("care:cases", "one", "confidant", listed(case)),
    PageState("care:cases", "none", "confidant"),
    PageState("care:case", "new", "confidant", new_case),
    PageState("care:case", "asked", "confidant", case),
    PageState("care:case", "declined", "confidant", answered),
    PageState("care:case", "nobody may answer", "confidant", nobody_answers),
    PageState("care:case", "wrong", "confidant", case, post={"outcome": "together"}),
    PageState("care:contact", "opened", "member", contact),
    PageState("care:contact", "empty", "member"),
    PageState("care:contact", "wrong", "member", post={"text": ""}),
    PageState("care:own_reports", "one", "member", own_report),
    PageState("care:own_reports", "none", "member"),
    PageState("care:report", "empty", "member"),
    PageState("care:report", "wrong", "member", post={"text": ""}),
    PageState("care:side", "hearing", "member", hearing),
    PageState("care:side", "decided", "member", hearing_decided),
    PageState("care:side", "wrong", "member", hearing, post={"text": ""}),
    PageState("care:reports", "one", "orga", listed(report)),
    PageState("care:reports", "none", "orga"),
    PageState("care:handle", "new", "orga", report),
    PageState("care:handle", "heard", "orga", report_heard),
    PageState("care:handle", "proposed", "orga", report_proposed),
    PageState("care:handle", "decided", "orga", report_decided),
    PageState("care:decide", "empty", "orga", report_heard),
    PageState("care:decide", "too early", "orga", report,
              post={"measure": "exclude", "reason": "Weil.", "days": "30"}),
    PageState("care:joint", "one", "orga", listed(asked)),
    PageState("care:joint", "none", "orga"),
    PageState("care:joint", "wrong", "orga", post={"pseudonym": "Niemand", "reason": ""}),
    PageState("care:message_new", "empty", "member"),
    PageState("care:message_new", "wrong", "member", post={"text": ""}),
    PageState("care:message_sent", "sent", "member"),
    PageState("care:messages", "filled", "orga", listed(messages)),
    PageState("care:messages", "none", "orga"),
    PageState("care:message", "with a name", "orga", message),
    PageState("care:message", "without a name", "orga", nameless),
    PageState("care:opened", "to confirm", "orga", asked),
    PageState("care:opened", "waiting", "orga", asked_by_me),
    PageState("care:opened", "open", "orga", opened),
    PageState("care:opened", "file", "orga", export),
]  # fmt: skip


def grow(world: World) -> None:
    """One more of everything that stands in a list of this app, on the own side."""
    side = world.own
    count = Avoided.objects.count()
    services.add_avoided(side.member, f"Anna Zahl{count}", Kind.PERSON)
    Report.objects.create(group=side.group, by=side.member, subject="other",
                          reported_on=now().date())  # fmt: skip
    report(world)
    asked(world)
    contact(world)
    messages(world)
    Case.objects.create(group=side.group, earlier=side.member, request=f"x{count}",
                        later_wrote_it=False, confidant=side.confidant,
                        opened_on=now().date())  # fmt: skip

"""Makers for the care app: invented people only."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.network import make
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.network.care import services
from wirwissen.network.care.models import Case, Decision, JointAct, Report, Seat, Side
from wirwissen.network.care.queries import reports as queries
from wirwissen.network.care.rules.cases import Answer
from wirwissen.network.care.rules.joint import JointKind
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.care.rules.reports import Measure
from wirwissen.network.groups.models import DutyKind, Group, Member


def group_with_team(orga: int = 4, confidants: int = 1) -> Group:
    """A group with so many people of the orga and confidants."""
    group = make.group()
    for _ in range(orga):
        make.member(group, DutyKind.ORGA)
    for _ in range(confidants):
        make.member(group, DutyKind.CONFIDANT)
    return group


def meets_not(owner: Member, other: Member, name: str, *, now: datetime | None = None) -> None:
    """`owner` keeps away from somebody called `name`, and `other` says that this is their name."""
    services.add_avoided(owner, name, Kind.PERSON)
    services.give_own_marks(other, name=name, workplace="", now=now or clock_now())


def case(owner: Member, other: Member, name: str = "Kim Beispiel", *, asked: bool = False) -> Case:
    """A case between the two, found; `asked`: the earlier member was asked."""
    at = clock_now()
    meets_not(owner, other, name, now=at)
    services.look_for_hits(owner.group, now=at)
    row = Case.objects.get(group=owner.group, earlier__in=[owner, other])
    if asked:
        services.ask_earlier(row, now=at)
        row.refresh_from_db()
    return row


def answered(owner: Member, other: Member, answer: Answer, name: str = "Kim Beispiel") -> Case:
    row = case(owner, other, name, asked=True)
    services.answer_question(row, answer, now=clock_now())
    row.refresh_from_db()
    return row


def report(
    by: Member, about: Member | None = None, *, text: str = "Das war zu laut.",
    now: datetime | None = None,
) -> Report:  # fmt: skip
    subject = "person" if about else "meeting"
    return services.report(by, subject=subject, about=about, text=text, now=now or clock_now())


def seats(row: Report, round_no: int = 1) -> list[Seat]:
    found = Seat.objects.filter(report=row, round_no=round_no, stepped_aside=False)
    return list(found.select_related("report", "member").order_by("pk"))


def heard(row: Report, *, now: datetime | None = None) -> Side:
    """The other side was asked and has answered."""
    at = now or clock_now()
    side = services.hear(seats(row)[0], "Es ging um die Lautstärke.", now=at)
    services.answer_hearing(side, "Ich war aufgeregt.", now=at)
    side.refresh_from_db()
    return side


def decided(
    row: Report, measure: Measure, *, round_no: int = 1, now: datetime | None = None
) -> Decision:
    """Both of the two agree to a measure; a hearing came before where it must."""
    at = now or clock_now()
    if queries.decisions_of(row) == [] and row.about is not None:
        heard(row, now=at)
    one, other = seats(row, round_no)
    until = at.date() + timedelta(days=30)
    made = services.propose(one, measure, "Weil es zu viel war.", until=until, now=at)
    services.agree(other, made, now=at)
    return made


def joint_contact(by: Member, about: Member, *, now: datetime | None = None) -> JointAct:
    at = now or clock_now()
    services.keep_contact(about, "Meine Schwester, 0221 000", now=at)
    return services.request_together(
        by, JointKind.CONTACT, about=about, reason="Sorge um Leib und Leben", now=at
    )

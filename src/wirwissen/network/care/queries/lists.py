"""Who is kept apart from whom. For the small groups of a meeting and for confidants alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wirwissen.network.care.models import Avoided, Case, OwnMarks
from wirwissen.network.care.rules.cases import Answer, Outcome, Pair, has_ground, pairs_named
from wirwissen.network.groups.models import Duty, DutyKind, Group, JoinRequest, Member
from wirwissen.network.groups.queries import readers_of


def apart(group: Group) -> frozenset[frozenset[str]]:
    """Pairs of member ids that share no small group. Three queries, whatever there is.

    Read off the lists at that moment: an entry of this afternoon holds tonight, also before a
    confidant has seen the case. Nobody may be shown this, nor anything counted from it.
    """
    named = {pair for pair in named_pairs(group) if pair.first and pair.second}
    rows = Case.objects.filter(group=group, later__isnull=False)
    cases = {
        Pair.of(earlier, later): (Answer(answer), outcome)
        for earlier, later, answer, outcome in rows.values_list(
            "earlier_id", "later_id", "answer", "outcome"
        )
    }
    kept = {
        pair
        for pair in named | set(cases)
        if _stays_apart(pair in named, *cases.get(pair, (Answer.NONE, "")))
    }
    return frozenset(frozenset((pair.first, pair.second)) for pair in kept)


def _stays_apart(is_named: bool, answer: Answer, outcome: str) -> bool:
    return outcome != Outcome.TOGETHER and has_ground(is_named=is_named, answer=answer)


def kept_apart(request: str | OuterRef, member: str | OuterRef) -> Exists:
    """Whether a member must not meet whoever asks (`groups.hooks`); a condition of a query.

    Of the cases that the night has found: whoever gives their particulars watches no list change.
    """
    rows = Case.objects.filter(request=request, earlier=member)
    return Exists(rows.exclude(outcome=Outcome.TOGETHER))


def talk_waits(request_id: str) -> bool:
    """Whether the particulars of whoever asks are still to be compared. One query."""
    return OwnMarks.objects.filter(request=request_id, was_compared=False).exists()


def nobody_answers(case: Case) -> bool:
    """Whether all of the orga must not meet whoever asks: nobody reads the request. Two queries."""
    asked = JoinRequest.objects.filter(pk=case.request).first() if case.request else None
    return asked is not None and not readers_of(asked)


def named_pairs(group: Group, *, with_requests: bool = False) -> dict[Pair, frozenset[str]]:
    """Pairs that a list names, with the ids of its owners. Two queries.

    `with_requests`: ids of requests to join stand for people who are not in yet.
    """
    lists: dict[str, set[str]] = {}
    entries = Avoided.objects.filter(member__group=group)
    for owner, mark in entries.values_list("member_id", "mark_hash"):
        lists.setdefault(owner, set()).add(mark)
    given: dict[str, frozenset[str]] = {}
    marks = OwnMarks.objects.filter(group=group)
    if not with_requests:
        marks = marks.filter(member__isnull=False)
    for member, request, *hashes in marks.values_list(
        "member_id", "request", "name_hash", "workplace_hash"
    ):
        given[member or request] = frozenset(each for each in hashes if each)
    return pairs_named(
        lists={owner: frozenset(marks) for owner, marks in lists.items()}, given=given
    )


def joined_months(group: Group) -> dict[str, date]:
    """Member id -> first day of the month of joining. One query."""
    return dict(Member.objects.filter(group=group).values_list("pk", "joined_month"))


def confidants(group: Group) -> list[str]:
    """Ids of the members who are confidants. One query."""
    duties = Duty.objects.filter(member__group=group, kind=DutyKind.CONFIDANT.value)
    return list(duties.order_by("member_id").values_list("member_id", flat=True))


def own_list(member: Member) -> QuerySet[Avoided]:
    """A member's private list, people first. One query, with envelopes."""
    rows = Avoided.objects.filter(member=member).select_related("envelope")
    return rows.order_by("kind", "pk")


def own_marks(member: Member) -> OwnMarks | None:
    """What a member gave of themselves, as hashes. One query."""
    return OwnMarks.objects.filter(member=member).first()


def request_gave_marks(request_id: str) -> bool:
    """Whether somebody who asks to join has given their particulars. One query."""
    return OwnMarks.objects.filter(request=request_id).exists()


def name_of_request(request_id: str) -> str:
    """The name somebody chose who asks to join ("" if there is none any more). One query."""
    found = JoinRequest.objects.filter(pk=request_id).values_list("pseudonym", flat=True)
    return found.first() or "" if request_id else ""


def cases_of(confidant: Member) -> QuerySet[Case]:
    """The cases in one confidant's hands, open ones first. One query."""
    rows = Case.objects.filter(confidant=confidant, group=confidant.group_id)
    return rows.select_related("earlier", "later").order_by("outcome", "-opened_on", "pk")


def question_for(members: Iterable[Member]) -> QuerySet[Case]:
    """Questions that wait for an answer of these members. One query."""
    asked = Q(asked_on__isnull=False, outcome="", answer="")
    return Case.objects.filter(asked, earlier__in=list(members)).order_by("pk")
